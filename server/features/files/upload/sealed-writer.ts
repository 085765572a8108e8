// Seals what arrives and writes it behind what is there, a megabyte at a time: while one batch is on its way to the disk
// the next is being sealed, and no more than these two are in memory.
import type { FileHandle } from 'node:fs/promises'
import { beginChunk, chunkBytes, type OpenChunk, type Sealing, sealedChunkBytes } from '../sealing/chunks.ts'
import { letGo } from './let-go.ts'

const batchBytes = 1024 * 1024

export class SealedWriter {
  readonly #handle: FileHandle
  readonly #sealing: Sealing
  /** Plain bytes taken so far, from the beginning of the file. */
  #taken: number
  #open: { chunk: OpenChunk; length: number; pieces: Buffer[] } | null = null
  #batch: Buffer[] = []
  #batchLength = 0
  /** Where on the disk the batch will stand. */
  #place: number
  #writing: Promise<void> = Promise.resolve()
  #written: number

  /** `taken`: plain bytes that are there, whole chunks. */
  constructor(handle: FileHandle, sealing: Sealing, taken: number) {
    this.#handle = handle
    this.#sealing = sealing
    this.#taken = taken
    this.#written = taken
    this.#place = (taken / chunkBytes) * sealedChunkBytes
  }
  get taken(): number {
    return this.#taken
  }
  /** Plain bytes of whole chunks that were handed to the disk; durable after the next sync. */
  get written(): number {
    return this.#written
  }
  /** Resolves when there is room for more. */
  async take(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      const open = this.#openChunk()
      const piece = bytes.subarray(at, at + chunkBytes - open.length)
      open.pieces.push(open.chunk.cipher.update(piece))
      open.length += piece.length
      at += piece.length
      this.#taken += piece.length
      if (open.length === chunkBytes || this.#taken === this.#sealing.size) this.#close(open)
    }
    if (this.#batchLength >= batchBytes) await this.#send()
  }
  /** Writes what is sealed. Answers the unfinished last chunk, sealed, or null: it is kept elsewhere. */
  async finish(): Promise<Buffer | null> {
    const open = this.#open
    this.#open = null
    await this.#send()
    await this.#writing
    if (!open) return null
    open.pieces.push(open.chunk.cipher.final(), open.chunk.cipher.getAuthTag())
    return Buffer.concat([open.chunk.nonce, ...open.pieces])
  }
  #openChunk() {
    if (!this.#open) {
      const chunk = beginChunk(this.#sealing, Math.floor(this.#taken / chunkBytes))
      this.#open = { chunk, length: 0, pieces: [] }
    }
    return this.#open
  }
  #close({ chunk, pieces }: { chunk: OpenChunk; pieces: Buffer[] }) {
    pieces.push(chunk.cipher.final(), chunk.cipher.getAuthTag())
    this.#open = null
    for (const piece of [chunk.nonce, ...pieces]) {
      if (piece.length === 0) continue
      this.#batch.push(piece)
      this.#batchLength += piece.length
    }
  }
  async #send(): Promise<void> {
    await this.#writing
    if (this.#batch.length === 0) return
    const batch = this.#batch
    const place = this.#place
    const reached = this.#open ? this.#taken - this.#open.length : this.#taken
    this.#place += this.#batchLength
    this.#batch = []
    this.#batchLength = 0
    this.#writing = this.#write(batch, place).then(() => {
      this.#written = reached
    })
    // Heard at the next `await`; until then it must not end the process.
    this.#writing.catch(() => {})
  }
  /** writev may write less than it was given (writev(2)). */
  async #write(batch: Buffer[], place: number): Promise<void> {
    let left = batch
    for (let at = place; left.length > 0; ) {
      const { bytesWritten } = await this.#handle.writev(left, at)
      at += bytesWritten
      left = behind(left, bytesWritten)
    }
    batch.forEach(letGo)
  }
}

/** What is left of these buffers behind the first so many bytes. */
function behind(buffers: Buffer[], bytes: number): Buffer[] {
  let skip = bytes
  return buffers.flatMap((buffer) => {
    const kept = buffer.subarray(Math.min(skip, buffer.length))
    skip -= buffer.length - kept.length
    return kept.length > 0 ? [kept] : []
  })
}
