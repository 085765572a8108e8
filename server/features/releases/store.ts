// Installers on the disk, each under its own checksum: whole or not at all, and never changed. A process may be killed at
// any moment: what it leaves is a part, or a file that no row of release_file names, and both are swept away.
import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Context } from '../../core/context.ts'
import { hasRoom, syncFile, syncFolder } from '../../core/disk.ts'
import { noRoom, tooLarge } from './policy.ts'

/** Electron with all that it needs has 100 to 200 MB. */
const mostBytes = 2 * 1024 ** 3
/** The disk is looked at so often: something else may fill it meanwhile. */
const lookEveryBytes = 64 * 1024 ** 2
/** Nobody uploads for so long. */
const staleMs = 86_400_000
const partPrefix = '.part-'

/** Of a file: its size in bytes, and its SHA-512 in base64 as electron-builder writes it. */
export type Stored = { size: number; sha512: string }
/** Bytes that are whole and durable, and have no name yet. */
export type Part = Stored & { path: string }

export const releaseFolderOf = ({ config }: Context): string => join(config.dataFolder, 'desktop')

/** The name on the disk: nothing that anybody typed becomes part of a path. */
export const diskNameOf = (sha512: string): string => Buffer.from(sha512, 'base64').toString('hex')

const pathOf = (context: Context, sha512: string) => join(releaseFolderOf(context), diskNameOf(sha512))

/** Takes the bytes of a file. `announced`: how many are said to come, 0 where nobody said. Throws too_large, storage_full. */
export async function writePart(
  context: Context,
  bytes: AsyncIterable<Uint8Array>,
  announced: number,
): Promise<Part> {
  if (announced > mostBytes) throw tooLarge()
  const folder = releaseFolderOf(context)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const demandRoom = async (more: number) => {
    if (!(await hasRoom(folder, more, context.config.files.keepFree))) throw noRoom()
  }
  await demandRoom(announced)
  const path = join(folder, `${partPrefix}${randomUUID()}`)
  const hash = createHash('sha512')
  let size = 0
  async function* counted() {
    let looked = 0
    for await (const piece of bytes) {
      size += piece.length
      if (size > mostBytes) throw tooLarge()
      if (size - looked >= lookEveryBytes) {
        await demandRoom(piece.length)
        looked = size
      }
      hash.update(piece)
      yield piece
    }
  }
  try {
    await pipeline(counted(), createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    await syncFile(path)
    return { path, size, sha512: hash.digest('base64') }
  } catch (error) {
    await rm(path, { force: true })
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? noRoom() : error
  }
}

/** Gives a part its name, durably. Twice equals once. Only with the lock of db.lockReleases: else a sweep may take it. */
export async function keepPart(context: Context, { path, sha512, size }: Part): Promise<void> {
  await rename(path, pathOf(context, sha512)).catch(async (error) => {
    // The transaction was tried again; or, on Windows, somebody reads the same bytes under that name.
    if (!(await isStored(context, { sha512, size }))) throw error
  })
  await syncFolder(releaseFolderOf(context))
}

export const dropPart = ({ path }: Part): Promise<void> => rm(path, { force: true })

/** Whether the bytes are there: a restored backup may lack them. */
export async function isStored(context: Context, { sha512, size }: Stored): Promise<boolean> {
  const found = await stat(pathOf(context, sha512)).catch(() => null)
  return found?.size === size
}

/** Removes whole files that are not among `checksums`, and stale parts. Only with the lock of db.lockReleases. */
export async function sweepFolder(context: Context, checksums: string[]): Promise<void> {
  const folder = releaseFolderOf(context)
  const wanted = new Set(checksums.map(diskNameOf))
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    if (wanted.has(name) || (name.startsWith(partPrefix) && !(await isStale(path)))) continue
    await rm(path, { force: true }).catch((error) =>
      context.log.warn(
        { err: error },
        'a file of a release could not be removed; the next sweep tries again',
      ),
    )
  }
}

async function isStale(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  return found !== null && Date.now() - found.mtimeMs > staleMs
}
