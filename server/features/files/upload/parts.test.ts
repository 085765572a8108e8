import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { chunkBytes, type Sealing, sealedChunkBytes, sealedLength } from '../sealing/chunks.ts'
import { openPart, partPath } from './parts.ts'
import { receive } from './receive.ts'

const folder = mkdtempSync(join(tmpdir(), 'nucleus-parts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
function begin(size: number) {
  files += 1
  const fileId = `0190b3c4-0000-7000-8000-${String(files).padStart(12, '0')}`
  const sealing: Sealing = { key: randomBytes(32), fileId, part: 'original', size }
  const path = partPath(folder, fileId)
  return { sealing, path, tail: path.replace('.part', '.tail'), bytes: randomBytes(size) }
}
async function* inPieces(bytes: Buffer, piece = 40_000, failAt = Number.POSITIVE_INFINITY) {
  for (let at = 0; at < bytes.length; at += piece) {
    if (at >= failAt) throw new Error('the network is gone')
    yield bytes.subarray(at, at + piece)
  }
}
async function stand(sealing: Sealing, trusted = 0): Promise<number> {
  const part = await openPart(folder, sealing, trusted)
  await part.handle.close()
  return part.received
}
const send = (sealing: Sealing, bytes: AsyncIterable<Buffer>, trusted = 0) =>
  receive(bytes, { folder, sealing, trusted, onDurable: async () => {} })
const nonceAt = (path: string, index: number) =>
  readFileSync(path)
    .subarray(index * sealedChunkBytes, index * sealedChunkBytes + 12)
    .toString('hex')

test('nothing of a file lies on the disk in plain, also not its unfinished end', async () => {
  const text = Buffer.from('secret minutes of the board. '.repeat(10_000))
  const { sealing, path, tail } = begin(text.length + 10)
  await send(sealing, inPieces(text))
  for (const file of [path, tail]) expect(readFileSync(file).includes('secret minutes')).toBe(false)
  expect(await stand(sealing)).toBe(text.length)
})

test('bytes behind what is known to be durable count when they open, and only then', async () => {
  const { sealing, path, bytes } = begin(10 * chunkBytes)
  await send(sealing, inPieces(bytes.subarray(0, 5 * chunkBytes + 123)))
  // As after a crash that the database did not hear of.
  expect(await stand(sealing, chunkBytes)).toBe(5 * chunkBytes + 123)
  // Half a chunk that was on its way.
  appendFileSync(path, randomBytes(1000))
  expect(await stand(sealing, chunkBytes)).toBe(5 * chunkBytes + 123)
  expect(statSync(path).size).toBe(5 * sealedChunkBytes)
  // Blocks that a disk made up of zeros: what stands behind them is lost, the unfinished end too.
  const whole = readFileSync(path)
  writeFileSync(path, whole.fill(0, 3 * sealedChunkBytes, 4 * sealedChunkBytes))
  expect(await stand(sealing, chunkBytes)).toBe(3 * chunkBytes)
})

test('never more is answered than there is, whatever was noted', async () => {
  const { sealing, path, tail, bytes } = begin(10 * chunkBytes)
  await send(sealing, inPieces(bytes.subarray(0, 4 * chunkBytes + 9)))
  rmSync(tail)
  expect(await stand(sealing, 4 * chunkBytes + 9)).toBe(4 * chunkBytes)
  truncateSync(path, 2 * sealedChunkBytes + 5)
  expect(await stand(sealing, 4 * chunkBytes)).toBe(2 * chunkBytes)
  rmSync(path)
  expect(await stand(sealing, 4 * chunkBytes)).toBe(0)
})

test('an end that belongs to another place does not count', async () => {
  const { sealing, tail, bytes } = begin(10 * chunkBytes)
  await send(sealing, inPieces(bytes.subarray(0, 1000)))
  const old = readFileSync(tail)
  await send(sealing, inPieces(bytes.subarray(1000, 2 * chunkBytes + 50)), 1000)
  writeFileSync(tail, old)
  expect(await stand(sealing)).toBe(2 * chunkBytes)
})

test('an unfinished chunk that goes on is sealed anew under another nonce', async () => {
  const { sealing, path, tail, bytes } = begin(3 * chunkBytes)
  const nonces: string[] = []
  for (let at = 0; at < 5000; at += 1000) {
    await send(sealing, inPieces(bytes.subarray(at, at + 1000)), at)
    nonces.push(readFileSync(tail).toString('hex', 8, 20))
  }
  await send(sealing, inPieces(bytes.subarray(5000)), 5000)
  nonces.push(nonceAt(path, 0), nonceAt(path, 1), nonceAt(path, 2))
  expect(new Set(nonces).size).toBe(nonces.length)
  expect(existsSync(tail)).toBe(false)
  expect([statSync(path).size, await stand(sealing)]).toEqual([sealedLength(sealing.size), sealing.size])
})

test('what came before the connection broke is kept', async () => {
  const { sealing, bytes } = begin(10 * chunkBytes)
  await expect(send(sealing, inPieces(bytes, 40_000, 200_000))).rejects.toThrow('network')
  expect(await stand(sealing)).toBe(200_000)
})

test('only the server’s user may read what arrives', async () => {
  const { sealing, path, tail, bytes } = begin(2 * chunkBytes)
  await send(sealing, inPieces(bytes.subarray(0, chunkBytes + 5)))
  for (const file of [path, tail]) expect(statSync(file).mode & 0o077).toBe(0)
})
