// What IT fixes for a whole fleet, from wherever it comes: a JSON file, Windows policy keys, macOS managed preferences. Each
// key stands for itself: a wrong one is told of and left out, and never keeps the app from starting.
import { z } from 'zod'
import { FeatureName } from '../../../contract/desktop-views.ts'
import { readAddress } from '../servers/address.ts'

const address = z.string().transform((typed, context) => {
  const read = readAddress(typed)
  if ('origin' in read) return read.origin
  context.addIssue({ code: 'custom', message: `is no address of a server (${read.problem})` })
  return z.NEVER
})
const proxy = z.union([
  z.enum(['system', 'none']),
  z
    .string()
    .regex(
      /^(?:https?|socks[45]):\/\/[\w.:[\]-]+$/,
      'must be system, none, or such as http://proxy.example.org:3128',
    ),
])
/** Registry values and preferences know no true and false of their own. */
const flag = z.union([z.boolean(), z.literal(1).transform(() => true), z.literal(0).transform(() => false)])

const keys = {
  /** The only server of this app; people are not asked for one. */
  serverAddress: address,
  startAtLogin: flag,
  updates: z.enum(['stable', 'preview', 'off']),
  proxy,
  /** A PEM file with certificates that are trusted besides the system's. */
  extraCertificates: z.string().min(1),
  disabledFeatures: z.array(FeatureName),
} as const

export type ManagedSettings = { [Key in keyof typeof keys]?: z.output<(typeof keys)[Key]> }
export type Managed = { settings: ManagedSettings; complaints: string[] }

const isKey = (name: string): name is keyof typeof keys => Object.hasOwn(keys, name)

/** One source. `from` is its name in complaints. */
export function readManaged(source: unknown, from: string): Managed {
  if (source === null || source === undefined) return { settings: {}, complaints: [] }
  if (typeof source !== 'object' || Array.isArray(source))
    return { settings: {}, complaints: [`${from}: is no list of settings`] }
  const settings: Record<string, unknown> = {}
  const complaints: string[] = []
  for (const [name, value] of Object.entries(source)) {
    if (!isKey(name)) {
      complaints.push(`${from}: there is no setting ${name}`)
      continue
    }
    const parsed = keys[name].safeParse(value)
    if (parsed.success) settings[name] = parsed.data
    else complaints.push(`${from}: ${name} ${parsed.error.issues[0]?.message ?? 'is wrong'}`)
  }
  return { settings: settings as ManagedSettings, complaints }
}

/** The strongest source first: key by key, the first that has it decides. */
export const mergeManaged = (sources: readonly Managed[]): Managed => ({
  settings: Object.assign({}, ...sources.map(({ settings }) => settings).toReversed()),
  complaints: sources.flatMap(({ complaints }) => complaints),
})
