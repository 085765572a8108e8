// The master keys: the one that wraps now, and former ones that still open. Each file has a key of its own, which lies in
// the database wrapped; so a new master key means wrapping 32 bytes per file anew and not one byte of a file.
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Config } from '../../../core/config.ts'
import type { Context } from '../../../core/context.ts'
import { perContext } from '../../../core/per-context.ts'

const cipherName = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16
export const keyFileName = 'files.key'

type MasterKey = { id: string; key: Buffer }
export type WrappedKey = { keyId: string; wrapped: Buffer }
export type KeyRing = ReturnType<typeof createKeyRing>

export class UnknownKeyError extends Error {
  override name = 'UnknownKeyError'
}

/** Tells keys apart and tells nothing about them. */
const idOf = (key: Buffer) =>
  createHash('sha256').update('nucleus file key').update(key).digest('hex').slice(0, 16)
const masterOf = (key: Buffer): MasterKey => ({ id: idOf(key), key })

/** `keys`: the one that wraps first, then those that only open. */
export function createKeyRing(keys: [Buffer, ...Buffer[]]) {
  const masters = keys.map(masterOf) as [MasterKey, ...MasterKey[]]
  const [current] = masters
  const find = (keyId: string) => {
    const master = masters.find(({ id }) => id === keyId)
    if (!master)
      throw new UnknownKeyError(`the master key ${keyId} is neither FILES_KEY nor among FILES_OLD_KEYS`)
    return master
  }
  const wrap = (fileId: string, key: Buffer): WrappedKey => {
    const nonce = randomBytes(nonceBytes)
    const cipher = createCipheriv(cipherName, current.key, nonce).setAAD(Buffer.from(`file ${fileId}`))
    return {
      keyId: current.id,
      wrapped: Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]),
    }
  }
  const unwrap = (fileId: string, { keyId, wrapped }: WrappedKey): Buffer => {
    const decipher = createDecipheriv(cipherName, find(keyId).key, wrapped.subarray(0, nonceBytes))
    decipher.setAAD(Buffer.from(`file ${fileId}`)).setAuthTag(wrapped.subarray(-tagBytes))
    return Buffer.concat([decipher.update(wrapped.subarray(nonceBytes, -tagBytes)), decipher.final()])
  }
  return {
    currentId: current.id,
    ids: masters.map(({ id }) => id),
    wrap,
    /** Throws UnknownKeyError when its master key is not here. */
    unwrap,
    /** Keys for something else than files (RFC 5869), the newest first. */
    derive: (purpose: string): Buffer[] =>
      masters.map(({ key }) => Buffer.from(hkdfSync('sha256', key, '', `nucleus ${purpose}`, 32))),
  }
}

function readKeyFile(path: string): Buffer | null {
  try {
    const text = readFileSync(path, 'utf8').trim()
    if (!/^[0-9a-f]{64}$/.test(text))
      throw new Error(`${path} does not hold a key: put it back from your backup.`)
    return Buffer.from(text, 'hex')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Whole or not at all, and only one of several processes makes it. */
function makeKeyFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true })
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const descriptor = openSync(draft, 'wx', 0o600)
  try {
    writeSync(descriptor, `${randomBytes(32).toString('hex')}\n`)
    fsyncSync(descriptor)
    closeSync(descriptor)
    linkSync(draft, path)
    syncFolder(dirname(path))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Windows has no way to sync a folder, and needs none. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(path, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}

/** FILES_KEY and FILES_OLD_KEYS; the key in the data folder stays an old one, and is made when there is no other. */
export function readKeyRing({ dataFolder, files }: Pick<Config, 'dataFolder' | 'files'>): KeyRing {
  const path = join(dataFolder, keyFileName)
  const made = readKeyFile(path)
  if (files.key) return createKeyRing([files.key, ...files.oldKeys, ...(made ? [made] : [])])
  if (made) return createKeyRing([made, ...files.oldKeys])
  makeKeyFile(path)
  return createKeyRing([readKeyFile(path) as Buffer, ...files.oldKeys])
}

export const keyRingOf = perContext((context: Context) => readKeyRing(context.config))
