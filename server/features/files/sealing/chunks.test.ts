import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { openStretch } from '../read/plain.ts'
import {
  BrokenSealError,
  chunkBytes,
  openChunk,
  type Sealing,
  sealChunk,
  sealedChunkBytes,
  sealedLength,
  sealWhole,
} from './chunks.ts'

const sealingOf = (size: number, more: Partial<Sealing> = {}): Sealing => ({
  key: Buffer.alloc(32, 7),
  fileId: '0190b3c4-0000-7000-8000-000000000001',
  part: 'original',
  size,
  ...more,
})
const sourceOf = (sealed: Buffer, piece = 50_000) =>
  async function* (from: number, to: number) {
    for (let at = from; at < Math.min(to, sealed.length); at += piece)
      yield sealed.subarray(at, Math.min(to, at + piece))
  }
async function open(sealing: Sealing, sealed: Buffer, from = 0, to = sealing.size, piece = 50_000) {
  const pieces: Buffer[] = []
  for await (const plain of openStretch(sealing, sourceOf(sealed, piece), from, to)) pieces.push(plain)
  return Buffer.concat(pieces)
}

describe('what is sealed', () => {
  const size = 3 * chunkBytes + 1000
  const plain = randomBytes(size)
  const sealing = sealingOf(size)
  const sealed = sealWhole(sealing, plain)

  test('holds nothing of what it seals, and is as long as announced', () => {
    expect(sealed.length).toBe(sealedLength(size))
    const text = Buffer.from('The quick brown fox jumps over the lazy dog. '.repeat(100))
    expect(sealWhole(sealingOf(text.length), text).includes('quick brown')).toBe(false)
  })

  test('opens to what it was, whole and at any stretch, in pieces of any length', async () => {
    expect((await open(sealing, sealed)).equals(plain)).toBe(true)
    const edges = [0, 1, chunkBytes - 1, chunkBytes, chunkBytes + 1, 2 * chunkBytes, size - 1, size]
    for (const from of edges)
      for (const to of edges.filter((edge) => edge >= from))
        for (const piece of [777, sealedChunkBytes, 1_000_000])
          expect((await open(sealing, sealed, from, to, piece)).equals(plain.subarray(from, to))).toBe(true)
  })

  test('is refused when one bit was changed, anywhere', async () => {
    for (const place of [0, 11, 12, 5000, sealedChunkBytes - 1, sealedChunkBytes, sealed.length - 1]) {
      const changed = Buffer.from(sealed)
      changed[place] = (changed[place] ?? 0) ^ 1
      await expect(open(sealing, changed)).rejects.toThrow(BrokenSealError)
    }
  })

  test('is refused when chunks change places, come twice or come from another file, part or length', async () => {
    const chunk = (index: number) => sealed.subarray(index * sealedChunkBytes, (index + 1) * sealedChunkBytes)
    await expect(open(sealing, Buffer.concat([chunk(1), chunk(0), chunk(2), chunk(3)]))).rejects.toThrow(
      BrokenSealError,
    )
    await expect(open(sealing, Buffer.concat([chunk(0), chunk(0), chunk(2), chunk(3)]))).rejects.toThrow(
      BrokenSealError,
    )
    for (const more of [
      { fileId: '0190b3c4-0000-7000-8000-000000000002' },
      { part: 'clean' },
      { size: size + chunkBytes },
    ])
      await expect(open({ ...sealing, ...more }, sealed)).rejects.toThrow(BrokenSealError)
  })

  test('is refused when its end is missing, at the border of a chunk too', async () => {
    for (const length of [sealed.length - 1, 3 * sealedChunkBytes, 2 * sealedChunkBytes, 0])
      await expect(open(sealing, sealed.subarray(0, length))).rejects.toThrow(BrokenSealError)
  })
})

test('the same bytes at the same place are sealed under another nonce each time', () => {
  const sealing = sealingOf(100)
  const nonces = Array.from({ length: 2000 }, () =>
    sealChunk(sealing, 0, Buffer.alloc(100)).toString('hex', 0, 12),
  )
  expect(new Set(nonces).size).toBe(nonces.length)
  expect(openChunk(sealing, 0, sealChunk(sealing, 0, Buffer.alloc(100))).equals(Buffer.alloc(100))).toBe(true)
})
