// Plain bytes out of sealed ones: any stretch of a file, chunk by chunk, and nothing that was not verified.
import { createReadStream } from 'node:fs'
import type { Context } from '../../../core/context.ts'
import type { FileRow } from '../db.ts'
import { sealingOf } from '../reach.ts'
import {
  chunkBytes,
  lengthOfChunk,
  openChunk,
  type Sealing,
  sealBytes,
  sealedChunkBytes,
  sealedLength,
} from '../sealing/chunks.ts'
import { objectName } from '../store/object-store.ts'
import { newStoreKind, partsFolderOf, storeOf } from '../store/stores.ts'
import { partPath } from '../upload/parts.ts'

const readAheadBytes = 256 * 1024

/** Sealed bytes `from` to `to` of some object. */
type SealedSource = (from: number, to: number) => AsyncIterable<Buffer>

/** Opens plain bytes `from` (included) to `to` (excluded). Throws BrokenSealError before anything that was changed. */
export async function* openStretch(
  sealing: Sealing,
  source: SealedSource,
  from: number,
  to: number,
): AsyncGenerator<Buffer> {
  if (to <= from) return
  const lastChunk = Math.floor((to - 1) / chunkBytes)
  let index = Math.floor(from / chunkBytes)
  const end = Math.min(sealedLength(sealing.size), (lastChunk + 1) * sealedChunkBytes)
  let held: Buffer[] = []
  let length = 0
  const cut = (plain: Buffer) =>
    plain.subarray(Math.max(0, from - index * chunkBytes), Math.min(plain.length, to - index * chunkBytes))
  for await (const piece of source(index * sealedChunkBytes, end)) {
    held.push(piece)
    length += piece.length
    let wanted = lengthOfChunk(index, sealing.size) + sealBytes
    if (length < wanted) continue
    let whole = held.length === 1 ? (held[0] as Buffer) : Buffer.concat(held)
    while (index <= lastChunk && whole.length >= wanted) {
      yield cut(openChunk(sealing, index, whole.subarray(0, wanted)))
      whole = whole.subarray(wanted)
      index += 1
      wanted = lengthOfChunk(index, sealing.size) + sealBytes
    }
    held = whole.length > 0 ? [whole] : []
    length = whole.length
  }
  // What is missing at the end has no seal to be wrong.
  if (index <= lastChunk) openChunk(sealing, index, Buffer.concat(held))
}

/** An original that has just arrived lies where it arrived, or has already been taken over by the store. */
async function* readArrived(context: Context, id: string, from: number, to: number): AsyncGenerator<Buffer> {
  let isFound = false
  try {
    const path = partPath(partsFolderOf(context), id)
    for await (const piece of createReadStream(path, {
      start: from,
      end: to - 1,
      highWaterMark: readAheadBytes,
    })) {
      isFound = true
      yield piece
    }
  } catch (error) {
    if (isFound || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    yield* (await storeOf(context, newStoreKind(context))).read(objectName(id, 'original'), from, to)
  }
}

export type Stretch = { part: string; size: number; from: number; to: number }

/** A file's content, or one of the pictures made of it (`size` plain bytes); all of it, or a stretch. */
export async function* readPlain(
  context: Context,
  row: FileRow,
  stretch: Partial<Stretch> = {},
): AsyncGenerator<Buffer> {
  const part = stretch.part ?? row.content_part
  const size = stretch.size ?? Number(row.size)
  const { from = 0, to = size } = stretch
  const sealing = sealingOf(context, row, part, size)
  if (row.stored_in === 'parts') {
    yield* openStretch(sealing, (start, end) => readArrived(context, row.id, start, end), from, to)
    return
  }
  const store = await storeOf(context, row.stored_in)
  yield* openStretch(sealing, (start, end) => store.read(objectName(row.id, part), start, end), from, to)
}

/** All of something that is known to be small enough to hold. */
export async function readWhole(bytes: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of bytes) pieces.push(piece)
  return Buffer.concat(pieces)
}
