// What has arrived of an upload, sealed on this machine's disk: whole chunks in one file, the unfinished last one in a
// file beside it, put in place whole. So no chunk that counts is ever written over, and a crash at any moment leaves
// either the former end or the new one.
import { type FileHandle, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from '../../../core/disk.ts'
import {
  BrokenSealError,
  chunkBytes,
  chunkCount,
  lengthOfChunk,
  openChunk,
  type Sealing,
  sealedChunkBytes,
  sealedLength,
} from '../sealing/chunks.ts'

export const partPath = (folder: string, fileId: string) => join(folder, `${fileId}.part`)
const tailPath = (folder: string, fileId: string) => join(folder, `${fileId}.tail`)

/** An upload's bytes on the disk: so many plain ones, of which the last, `tail`, have no whole chunk yet. */
export type Part = { handle: FileHandle; received: number; tail: Buffer }

/** Opens what is there, and makes it where nothing is. */
async function openFile(folder: string, fileId: string): Promise<FileHandle> {
  const path = partPath(folder, fileId)
  try {
    return await open(path, 'r+')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const handle = await open(path, 'a+', 0o600)
  await handle.close()
  await syncFolder(folder)
  return open(path, 'r+')
}

async function isWhole(
  handle: FileHandle,
  sealing: Sealing,
  index: number,
  length: number,
): Promise<boolean> {
  const sealed = Buffer.alloc(length)
  const { bytesRead } = await handle.read(sealed, 0, length, index * sealedChunkBytes)
  if (bytesRead < length) return false
  try {
    return openChunk(sealing, index, sealed).length > 0
  } catch (error) {
    if (error instanceof BrokenSealError) return false
    throw error
  }
}

/** Whole chunks on the disk. Those behind `trusted` plain bytes, which were never synced, must open to count. */
async function countWhole(handle: FileHandle, sealing: Sealing, trusted: number): Promise<number> {
  const { size } = await handle.stat()
  const all = chunkCount(sealing.size)
  const isComplete = size >= sealedLength(sealing.size)
  const there = isComplete ? all : Math.min(all - 1, Math.floor(size / sealedChunkBytes))
  let index = Math.min(there, trusted === sealing.size ? all : Math.floor(trusted / chunkBytes))
  while (index < there) {
    const length = lengthOfChunk(index, sealing.size) + (sealedChunkBytes - chunkBytes)
    if (!(await isWhole(handle, sealing, index, length))) break
    index += 1
  }
  return index
}

const indexBytes = 8

async function readTail(folder: string, sealing: Sealing, index: number): Promise<Buffer> {
  const nothing = Buffer.alloc(0)
  try {
    const kept = await readFile(tailPath(folder, sealing.fileId))
    if (kept.length <= indexBytes || kept.readBigUInt64BE(0) !== BigInt(index)) return nothing
    return openChunk(sealing, index, kept.subarray(indexBytes))
  } catch (error) {
    if (error instanceof BrokenSealError || (error as NodeJS.ErrnoException).code === 'ENOENT') return nothing
    throw error
  }
}

/**
 * Opens an upload to go on with it. What it answers is durable: bytes nobody had synced are verified and synced, and
 * what is broken or unfinished behind them is cut off.
 */
export async function openPart(folder: string, sealing: Sealing, trusted: number): Promise<Part> {
  const handle = await openFile(folder, sealing.fileId)
  try {
    const whole = await countWhole(handle, sealing, trusted)
    const received = Math.min(sealing.size, whole * chunkBytes)
    if (received > trusted) await handle.datasync()
    if (received === sealing.size) return { handle, received, tail: Buffer.alloc(0) }
    await handle.truncate(whole * sealedChunkBytes)
    const tail = await readTail(folder, sealing, whole)
    return { handle, received: received + tail.length, tail }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** Keeps the unfinished last chunk, durably. */
export async function keepTail(folder: string, fileId: string, index: number, sealed: Buffer): Promise<void> {
  const head = Buffer.alloc(indexBytes)
  head.writeBigUInt64BE(BigInt(index))
  const draft = `${tailPath(folder, fileId)}.new`
  await writeFile(draft, Buffer.concat([head, sealed]), { mode: 0o600, flush: true })
  await rename(draft, tailPath(folder, fileId))
  await syncFolder(folder)
}

export async function dropTail(folder: string, fileId: string): Promise<void> {
  for (const path of [tailPath(folder, fileId), `${tailPath(folder, fileId)}.new`])
    await rm(path, { force: true })
}

export async function dropPart(folder: string, fileId: string): Promise<void> {
  await rm(partPath(folder, fileId), { force: true })
  await dropTail(folder, fileId)
}
