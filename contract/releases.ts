// Versions of the desktop app that the server hands out: uploaded by an admin as electron-builder made them, put out step by
// step, and which versions are in use.
import { z } from 'zod'
import { command, rates } from './command.ts'
import { ReleaseId } from './ids.ts'
import { instant } from './text.ts'

export const releasePlatforms = ['linux', 'mac', 'windows'] as const

/** As electron-builder and electron-updater name it: dotted numbers, perhaps with what a preview has behind them. */
export const AppVersion = z
  .string()
  .regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}(?:-[\dA-Za-z.-]{1,40})?$/, 'must look like 1.2.3')

/** A file of a release: plain, of the endings that electron-builder makes. */
export const ReleaseFileName = z
  .string()
  .max(150)
  .regex(
    /^[A-Za-z\d][\w. +-]*\.(?:AppImage|deb|rpm|exe|msi|dmg|zip)(?:\.blockmap)?$/,
    'must be the name of an installer or its .blockmap',
  )

/** electron-builder's word for a channel and a system: latest.yml (Windows), latest-mac.yml, latest-linux-arm64.yml … */
export const FeedName = z
  .string()
  .regex(
    /^(?:latest|preview)(?:-mac|-linux(?:-arm64|-arm)?)?\.yml$/,
    'must be latest.yml, preview-mac.yml or such',
  )

/** Where the desktop app asks (generic provider of electron-updater). */
export const updatesPath = '/desktop/updates/'
/** Where the desktop app looks for dictionaries of its spell check. */
export const dictionariesPath = '/desktop/dictionaries/'
/** Where an admin puts bytes, each file under its name. */
export const releaseFilesPath = '/api/releases/files/'
export const releaseFilePath = (name: string): string => `${releaseFilesPath}${encodeURIComponent(name)}`

export const ReleaseView = z.object({
  id: ReleaseId,
  feed: FeedName,
  channel: z.enum(['stable', 'preview']),
  platform: z.enum(releasePlatforms),
  version: z.string(),
  state: z.enum(['draft', 'published', 'withdrawn']),
  percentage: z.number().int().meta({ description: 'Of the computers that get it' }),
  files: z.array(
    z.object({
      name: z.string(),
      size: z.number().int(),
      state: z.enum(['there', 'missing', 'different']).meta({
        description: 'different: what was uploaded is not what the list of the release names',
      }),
    }),
  ),
  createdAt: instant,
})
export type ReleaseView = z.infer<typeof ReleaseView>

export const VersionInUse = z.object({
  platform: z.enum(releasePlatforms),
  version: z.string(),
  people: z.number().int(),
  lastSeenAt: instant,
})
export type VersionInUse = z.infer<typeof VersionInUse>

const oneRelease = z.object({ releaseId: ReleaseId })
const release = z.object({ release: ReleaseView })

export const releases = {
  list: command({
    name: 'releases.list',
    summary:
      'Lists the releases of the desktop app, the newest first, and the oldest version that may be used.',
    access: 'signedIn',
    input: z.object({}),
    output: z.object({ releases: z.array(ReleaseView), leastApp: z.string().nullable() }),
    errors: ['forbidden'],
    rate: rates.often,
  }),
  publish: command({
    name: 'releases.publish',
    summary: 'Hands a release out to a share of the computers; again with a larger share to go on.',
    access: 'signedIn',
    input: oneRelease.extend({ percentage: z.number().int().min(1).max(100) }),
    output: release,
    errors: ['forbidden', 'not_found', 'file_not_ready'],
    rate: rates.seldom,
  }),
  withdraw: command({
    name: 'releases.withdraw',
    summary:
      'Hands a release out no more; the one before it takes its place. Computers that have it keep it.',
    access: 'signedIn',
    input: oneRelease,
    output: release,
    errors: ['forbidden', 'not_found'],
    rate: rates.seldom,
  }),
  remove: command({
    name: 'releases.remove',
    summary: 'Removes a release that is not handed out, with those of its files that no other one names.',
    access: 'signedIn',
    input: oneRelease,
    output: z.object({}),
    errors: ['forbidden', 'not_found', 'already_exists'],
    rate: rates.seldom,
  }),
  setLeastApp: command({
    name: 'releases.setLeastApp',
    summary: 'Sets the oldest version of the desktop app that may be used; null: any.',
    access: 'signedIn',
    input: z.object({ version: AppVersion.nullable() }),
    output: z.object({ leastApp: z.string().nullable() }),
    errors: ['forbidden'],
    rate: rates.seldom,
  }),
  versionsInUse: command({
    name: 'releases.versionsInUse',
    summary: 'Counts the people who use each version of the desktop app, and those who use a browser.',
    access: 'signedIn',
    input: z.object({}),
    output: z.object({ apps: z.array(VersionInUse), browsers: z.number().int() }),
    errors: ['forbidden'],
    rate: rates.often,
  }),
}
