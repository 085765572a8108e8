// What the desktop app's own pages show.
import { z } from 'zod'

export const Origin = z.url({ protocol: /^https?$/ }).max(300)

/** What IT may switch off for a fleet. */
export const desktopFeatures = [
  'screenShare',
  'notifications',
  'spellCheck',
  'downloads',
  'printing',
  'badge',
] as const
export const FeatureName = z.enum(desktopFeatures)
export type FeatureName = z.infer<typeof FeatureName>

/** Why a server can't be reached; the closed list: each has a sentence and a way out. */
export const connectProblems = [
  'empty',
  'malformed',
  'unencrypted',
  'offline',
  'nameUnknown',
  'refused',
  'silent',
  'certificateUnknown',
  'certificateName',
  'certificateExpired',
  'certificateBroken',
  'clientCertificate',
  'proxyUnreachable',
  'proxyPassword',
  'notNucleus',
  'starting',
  'serverTooOld',
  'appTooOld',
  'unclear',
] as const
export const ConnectProblem = z.enum(connectProblems)
export type ConnectProblem = z.infer<typeof ConnectProblem>

/** A certificate that nobody vouches for, as it is shown before somebody decides to trust it. */
export const CertificateView = z.object({
  fingerprint: z.string().meta({ description: 'SHA-256 in hexadecimal, in pairs' }),
  subject: z.string(),
  issuer: z.string(),
  validUntil: z.string(),
})
export type CertificateView = z.infer<typeof CertificateView>

export const Badge = z.union([z.number(), z.literal('dot')])
export type Badge = z.infer<typeof Badge>

/** What lies over a server's page, or stands in its place. */
export const CoverView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('connect'), address: z.string() }),
  z.object({ kind: z.literal('connecting'), address: z.string() }),
  z.object({
    kind: z.literal('problem'),
    address: z.string(),
    origin: Origin.nullable(),
    problem: ConnectProblem,
    detail: z.string().meta({ description: 'What the network said, for IT' }),
    certificate: CertificateView.nullable(),
  }),
  z.object({ kind: z.literal('crashed'), origin: Origin }),
  z.object({ kind: z.literal('hung'), origin: Origin }),
])
export type CoverView = z.infer<typeof CoverView>

export const ServerView = z.object({ origin: Origin, name: z.string(), badge: Badge })
export type ServerView = z.infer<typeof ServerView>

export const DesktopView = z.object({
  servers: z.array(ServerView),
  active: Origin.nullable(),
  /** null: the active server's page is seen. */
  cover: CoverView.nullable(),
  isAddressFixed: z.boolean(),
  update: z.string().nullable().meta({ description: 'The version that waits for a restart' }),
  canGoBack: z.boolean().meta({ description: 'Whether adding a server can be left for one there is' }),
})
export type DesktopView = z.infer<typeof DesktopView>

export const RingView = z.object({
  id: z.string().max(100),
  name: z.string().max(100),
  place: z.string().max(200),
  /** No sound, and the window does not come to the front. */
  isQuiet: z.boolean(),
  canUseCamera: z.boolean(),
})
export type RingView = z.infer<typeof RingView>

export const PickView = z.object({
  sources: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.enum(['screen', 'window']),
      /** data: of a PNG. */
      thumbnail: z.string(),
      icon: z.string().nullable(),
    }),
  ),
  canShareSound: z.boolean(),
})
export type PickView = z.infer<typeof PickView>
