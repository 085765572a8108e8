// Every setting, read once at boot. A wrong one stops the start with a sentence that names it.
import { existsSync } from 'node:fs'
import { isIP } from 'node:net'
import { availableParallelism, homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { contradictionIn, filesConfig, filesSecrets, filesSettings } from './files-settings.ts'

const mostWorkers = 32
const checkout = fileURLToPath(new URL('../../', import.meta.url))

type Environment = Record<string, string | undefined>

export class ConfigError extends Error {
  override name = 'ConfigError'
}

const wholeNumber = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`
  return z
    .string()
    .regex(/^\d+$/, { error })
    .transform(Number)
    .pipe(z.number({ error }).int({ error }).min(least, { error }).max(most, { error }))
}

const urlOf = (schemes: string[], example: string) => {
  const error = `must be an address such as ${example}`
  return z
    .string()
    .refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), { error })
}

const listOf = (each: RegExp, most: number, error: string) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .refine((parts) => parts.length <= most && parts.every((part) => each.test(part)), { error })

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const clusters = ['single', 'postgres', 'redis'] as const
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `must be one of ${values.join(', ')}` })

// true trusts any sender of X-Forwarded-For; a number trusts that many proxies; addresses trust those.
const trustProxy = z
  .string()
  .regex(/^(true|false|\d{1,2}|[\da-fA-F.:/, ]+)$/, {
    error: 'must be true, false, a number of proxies, or addresses with commas between',
  })
  .transform((text): boolean | number | string => {
    if (text === 'true' || text === 'false') return text === 'true'
    return /^\d+$/.test(text) ? Number(text) : text
  })

const addressError = 'must be an IP address'
const ipAddress = z.string().refine((text) => isIP(text) !== 0, { error: addressError })

const mostAddresses = 4
const addressesError = `must be an IP address or a host name, or up to ${mostAddresses} with commas between`
const addresses = listOf(/^[\w.:-]+$/, mostAddresses, addressesError)

const turnError =
  'must be turn: or turns: addresses with commas between, such as turn:turn.example.org:3478?transport=udp'
const turnUrls = listOf(
  /^turns?:(\[[\da-fA-F:.]+\]|[\w.-]+)(:\d{1,5})?(\?transport=(udp|tcp))?$/,
  8,
  turnError,
)

const fromError = 'must be an address such as Nucleus <nucleus@example.org>'
const tooShort = 'must have at least 16 characters'
const factorError = 'must be a number above 0'
const settings = z.object({
  NUCLEUS_DATA: z.string().optional(),
  PORT: wholeNumber(0, 65_535).default(3210),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, { error: 'must be an address or a host name' })
    .default('127.0.0.1'),
  PUBLIC_URL: urlOf(['http:', 'https:'], 'https://chat.example.org').optional(),
  DATABASE_URL: urlOf(
    ['postgres:', 'postgresql:'],
    'postgresql://user:password@host:5432/nucleus',
  ).optional(),
  DATABASE_POOL: wholeNumber(2, 500).default(10),
  REDIS_URL: urlOf(['redis:', 'rediss:'], 'redis://host:6379').optional(),
  CLUSTER: oneOf(clusters).optional(),
  TRUST_PROXY: trustProxy.default(false),
  LOG_LEVEL: oneOf(logLevels).default('info'),
  RATE_LIMIT_FACTOR: z
    .string()
    .transform(Number)
    .pipe(z.number({ error: factorError }).positive({ error: factorError }))
    .default(1),
  JOURNAL_KEEP_DAYS: wholeNumber(1, 3650).default(14),
  SESSION_DAYS: wholeNumber(1, 3650).default(30),
  METRICS_TOKEN: z.string().min(16, { error: tooShort }).optional(),
  SWEEP_INTERVAL_MS: wholeNumber(50, 600_000).default(2000),
  MEDIA_PORT: wholeNumber(0, 65_535 - mostWorkers).default(3220),
  MEDIA_WORKERS: wholeNumber(1, mostWorkers).optional(),
  MEDIA_LISTEN: ipAddress.optional(),
  MEDIA_ADDRESS: addresses.default([]),
  TURN_URLS: turnUrls.default([]),
  // Quotes and ends of lines would break out of turnserver.conf.
  TURN_SECRET: z
    .string()
    .min(16, { error: tooShort })
    .regex(/^[!#-&(-~]+$/, { error: 'must have no spaces, quotes or letters beyond ASCII' })
    .optional(),
  SMTP_URL: urlOf(['smtp:', 'smtps:'], 'smtp://user:password@mail.example.org:587').optional(),
  SMTP_FROM: z
    .string()
    .regex(/^([^<>\r\n"]{0,100}<)?[^\s<>@",;]+@[^\s<>@",;]+>?$/, { error: fromError })
    .optional(),
  TURN_TTL_SECONDS: wholeNumber(60, 7 * 86_400).default(8 * 3600),
  ...filesSettings,
})

/** Their values never appear in a message. */
const secrets = new Set([
  'DATABASE_URL',
  'REDIS_URL',
  'METRICS_TOKEN',
  'TURN_SECRET',
  'SMTP_URL',
  ...filesSecrets,
])

export type Config = ReturnType<typeof readConfig>

/**
 * Parses the settings. Without an argument: the process environment over the checkout's `.env` file.
 * Throws ConfigError with one sentence per wrong setting.
 */
export function readConfig(env: Environment = processEnvironment()) {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const parsed = settings.safeParse(given)
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => sentenceOf(issue, given)).join('\n'))
  const s = parsed.data
  const workers = s.MEDIA_WORKERS ?? Math.min(availableParallelism(), mostWorkers)
  if (s.MEDIA_PORT > 0 && s.PORT >= s.MEDIA_PORT && s.PORT < s.MEDIA_PORT + workers)
    throw new ConfigError(
      `PORT and MEDIA_PORT must leave each other room: media takes ${s.MEDIA_PORT} to ${s.MEDIA_PORT + workers - 1}; PORT is ${s.PORT}.`,
    )
  const cluster = s.CLUSTER ?? (s.REDIS_URL ? 'redis' : 'single')
  if (cluster === 'redis' && !s.REDIS_URL)
    throw new ConfigError('REDIS_URL must be set when CLUSTER is redis.')
  if (s.TURN_URLS.length > 0 && !s.TURN_SECRET)
    throw new ConfigError('TURN_SECRET must be set when TURN_URLS is: it is what the TURN server knows too.')
  if (s.SMTP_URL && !s.SMTP_FROM)
    throw new ConfigError('SMTP_FROM must be set when SMTP_URL is: it is the address that e-mails come from.')
  const contradiction = contradictionIn(s)
  if (contradiction) throw new ConfigError(contradiction)
  return {
    dataFolder: s.NUCLEUS_DATA ? fromCheckout(s.NUCLEUS_DATA) : defaultDataFolder(env),
    port: s.PORT,
    host: s.HOST,
    publicUrl: (s.PUBLIC_URL ?? `http://localhost:${s.PORT}`).replace(/\/+$/, ''),
    databaseUrl: s.DATABASE_URL,
    databasePool: s.DATABASE_POOL,
    redisUrl: s.REDIS_URL,
    cluster,
    trustProxy: s.TRUST_PROXY,
    logLevel: s.LOG_LEVEL,
    rateLimitFactor: s.RATE_LIMIT_FACTOR,
    journalKeepDays: s.JOURNAL_KEEP_DAYS,
    sessionDays: s.SESSION_DAYS,
    metricsToken: s.METRICS_TOKEN,
    sweepIntervalMs: s.SWEEP_INTERVAL_MS,
    mediaPort: s.MEDIA_PORT,
    mediaWorkers: workers,
    mediaListen: s.MEDIA_LISTEN ?? (s.HOST === 'localhost' ? '127.0.0.1' : s.HOST),
    mediaAddresses: s.MEDIA_ADDRESS,
    turnUrls: s.TURN_URLS,
    turnSecret: s.TURN_SECRET,
    turnTtlSeconds: s.TURN_TTL_SECONDS,
    smtpUrl: s.SMTP_URL,
    smtpFrom: s.SMTP_FROM,
    files: filesConfig(s),
  }
}

function sentenceOf(issue: { path: PropertyKey[]; message: string }, given: Record<string, unknown>): string {
  const name = String(issue.path[0])
  const shown = secrets.has(name) ? 'what is set (not shown here) is not' : `it is "${String(given[name])}"`
  return `${name} ${issue.message}; ${shown}.`
}

function processEnvironment(): Environment {
  const file = join(checkout, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
  return process.env
}

function fromCheckout(folder: string): string {
  return isAbsolute(folder) ? folder : resolve(checkout, folder)
}

// Outside the checkout, so that a `git clean` or a fresh clone never takes a company's data with it.
function defaultDataFolder(env: Environment): string {
  if (process.platform === 'win32')
    return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'nucleus')
  if (process.getuid?.() === 0) return '/var/lib/nucleus'
  return join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'nucleus')
}
