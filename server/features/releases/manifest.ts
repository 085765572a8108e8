// What electron-builder writes about a release (latest-linux.yml and such): read with care, and written for who asks.
import { CORE_SCHEMA, dump, load } from 'js-yaml'
import { z } from 'zod'
import { AppVersion, ReleaseFileName, type releasePlatforms } from '../../../contract/releases.ts'
import { AppError } from '../../core/errors.ts'

/** A manifest is some hundred bytes. */
export const longestManifest = 100_000
/** Of its values, lists and maps; a manifest has some dozens. */
const mostNodes = 1000

const sha512 = z.string().regex(/^[A-Za-z\d+/]{86}==$/, 'is no SHA-512 in base64')
const short = z.string().max(500)
/** Of builder-util-runtime's UpdateInfo what electron-updater reads. */
const Manifest = z.object({
  version: AppVersion,
  files: z
    .array(
      z.object({
        url: ReleaseFileName,
        sha512,
        size: z.number().int().positive(),
        blockMapSize: z.number().int().positive().optional(),
        isAdminRightsRequired: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(20),
  path: ReleaseFileName.optional(),
  sha512: sha512.optional(),
  releaseName: short.optional(),
  releaseNotes: z.string().max(20_000).optional(),
  releaseDate: short.optional(),
  minimumSystemVersion: short.optional(),
})
export type Manifest = z.infer<typeof Manifest>

/** YAML's aliases make a great deal of a few lines: nothing is looked at that is larger than a manifest ever is. */
function isSmall(raw: unknown): boolean {
  const waiting = [raw]
  for (let seen = 0; waiting.length > 0; seen += 1) {
    if (seen + waiting.length > mostNodes) return false
    const one = waiting.pop()
    if (typeof one === 'object' && one !== null) waiting.push(...Object.values(one))
  }
  return true
}

/** Throws invalid_input with what is wrong. */
export function readManifest(text: string): Manifest {
  let raw: unknown
  try {
    raw = load(text, { schema: CORE_SCHEMA })
  } catch {
    throw new AppError('invalid_input', 'This file is no YAML.')
  }
  if (!isSmall(raw))
    throw new AppError('invalid_input', 'This is not what electron-builder writes: too much is in it.')
  const parsed = Manifest.safeParse(raw)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new AppError(
    'invalid_input',
    `This is not what electron-builder writes: ${issue?.path.join('.') || 'the file'} ${issue?.message ?? 'is wrong'}.`,
  )
}

/** For electron-updater: of the computers a share gets it (AppUpdater.isStagingMatch). */
export const writeManifest = (manifest: Manifest, percentage: number): string =>
  dump(percentage < 100 ? { ...manifest, stagingPercentage: percentage } : manifest, { lineWidth: -1 })

export const channelOf = (feed: string): 'stable' | 'preview' =>
  feed.startsWith('preview') ? 'preview' : 'stable'

export function platformOf(feed: string): (typeof releasePlatforms)[number] {
  if (feed.includes('-mac')) return 'mac'
  return feed.includes('-linux') ? 'linux' : 'windows'
}
