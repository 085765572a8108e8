// The settings of files: limits, keys, and what stands beside the server (an S3 store, a virus scanner).
import { isAbsolute } from 'node:path'
import { z } from 'zod'

const units: Record<string, number> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3, T: 1024 ** 4 }
const sizeError = 'must be a size such as 500MB, 5GB or 2TB, or 0 for no limit'

/** Bytes; 0: no limit. */
const size = z
  .string()
  .regex(/^\d{1,9}\s*([KMGT]?B)?$/i, { error: sizeError })
  .transform((text) => {
    const [, count, unit = ''] = /^(\d+)\s*([KMGT]?)B?$/i.exec(text) ?? []
    return Number(count) * (units[unit.toUpperCase()] ?? 1)
  })

const keyError = 'must be 64 hexadecimal digits: openssl rand -hex 32'
const hexKey = /^[0-9a-f]{64}$/i
const key = z
  .string()
  .regex(hexKey, { error: keyError })
  .transform((text) => Buffer.from(text, 'hex'))
const keys = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .refine((parts) => parts.every((part) => hexKey.test(part)), { error: `${keyError}, several with commas` })
  .transform((parts) => parts.map((part) => Buffer.from(part, 'hex')))

const endpointError = 'must be an address such as https://s3.example.org'
const addressError = 'must be a host and a port such as 127.0.0.1:3310'

export const filesSettings = {
  FILES_KEY: key.optional(),
  FILES_OLD_KEYS: keys.default([]),
  FILES_FILE_LIMIT: size.default(5 * 1024 ** 3),
  FILES_PERSON_LIMIT: size.default(100 * 1024 ** 3),
  FILES_WORKSPACE_LIMIT: size.default(0),
  FILES_KEEP_FREE: size.default(1024 ** 3),
  FILES_S3_ENDPOINT: z
    .string()
    .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
      error: endpointError,
    })
    .optional(),
  FILES_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { error: 'must be the name of a bucket' })
    .optional(),
  FILES_S3_REGION: z.string().default('us-east-1'),
  FILES_S3_KEY_ID: z.string().optional(),
  FILES_S3_SECRET: z.string().optional(),
  CLAMD_SOCKET: z
    .string()
    .refine(isAbsolute, { error: 'must be the path of a socket such as /run/clamav/clamd.ctl' })
    .optional(),
  CLAMD_ADDRESS: z
    .string()
    .regex(/^(\[[\da-fA-F:.]+\]|[\w.-]+):\d{1,5}$/, { error: addressError })
    .optional(),
}

export const filesSecrets = ['FILES_KEY', 'FILES_OLD_KEYS', 'FILES_S3_KEY_ID', 'FILES_S3_SECRET']

type Parsed = z.output<z.ZodObject<typeof filesSettings>>
export type S3Settings = {
  endpoint: string | undefined
  bucket: string
  region: string
  keyId: string
  secret: string
}
export type ScannerAddress = { path: string } | { host: string; port: number }

/** A sentence that says which settings miss each other, or null. */
export function contradictionIn(s: Parsed): string | null {
  if (s.FILES_S3_ENDPOINT && !s.FILES_S3_BUCKET)
    return 'FILES_S3_BUCKET must be set when FILES_S3_ENDPOINT is.'
  if (s.FILES_S3_BUCKET && !(s.FILES_S3_KEY_ID && s.FILES_S3_SECRET))
    return 'FILES_S3_KEY_ID and FILES_S3_SECRET must be set when FILES_S3_BUCKET is.'
  if (s.CLAMD_SOCKET && s.CLAMD_ADDRESS)
    return 'Set CLAMD_SOCKET or CLAMD_ADDRESS, not both: there is one scanner.'
  return null
}

export function filesConfig(s: Parsed) {
  const s3: S3Settings | null = s.FILES_S3_BUCKET
    ? {
        endpoint: s.FILES_S3_ENDPOINT,
        bucket: s.FILES_S3_BUCKET,
        region: s.FILES_S3_REGION,
        keyId: s.FILES_S3_KEY_ID ?? '',
        secret: s.FILES_S3_SECRET ?? '',
      }
    : null
  const orNone = (bytes: number) => (bytes === 0 ? null : bytes)
  return {
    key: s.FILES_KEY ?? null,
    oldKeys: s.FILES_OLD_KEYS,
    fileLimit: orNone(s.FILES_FILE_LIMIT) ?? Number.MAX_SAFE_INTEGER,
    personLimit: orNone(s.FILES_PERSON_LIMIT),
    workspaceLimit: orNone(s.FILES_WORKSPACE_LIMIT),
    keepFree: s.FILES_KEEP_FREE,
    s3,
    scanner: scannerOf(s),
  }
}

function scannerOf(s: Parsed): ScannerAddress | null {
  if (s.CLAMD_SOCKET) return { path: s.CLAMD_SOCKET }
  if (!s.CLAMD_ADDRESS) return null
  const [, host = '', port] = /^\[?(.+?)\]?:(\d+)$/.exec(s.CLAMD_ADDRESS) ?? []
  return { host, port: Number(port) }
}
