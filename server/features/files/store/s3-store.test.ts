import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { thumbnailPath } from '../../../../contract/files.ts'
import type { ChannelId, FileId } from '../../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import type { Client } from '../../../test/client.ts'
import { freePort } from '../../../test/server-process.ts'
import { begin, decided, patch, read, upload } from '../../../test/upload.ts'

const folder = mkdtempSync(join(tmpdir(), 'nucleus-s3-'))
let bucket: S3rver
let port: number
let server: TestApp
let alice: Client
let channel: ChannelId

async function startStore(): Promise<void> {
  bucket = new S3rver({
    address: '127.0.0.1',
    port,
    silent: true,
    directory: folder,
    configureBuckets: [{ name: 'nucleus' }],
  })
  await bucket.run()
}

beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  port = await freePort()
  await startStore()
  server = await startTestApp({
    settings: {
      FILES_S3_ENDPOINT: `http://127.0.0.1:${port}`,
      FILES_S3_BUCKET: 'nucleus',
      FILES_S3_KEY_ID: 'S3RVER',
      FILES_S3_SECRET: 'S3RVER',
    },
  })
  alice = server.owner
  channel = (await alice.call('channels.create', { kind: 'private', name: 'talk' })).joined.channel.id
})
afterAll(async () => {
  await server?.stop()
  await bucket?.close()
  rmSync(folder, { recursive: true, force: true })
})

const below = (where: string, id: FileId) =>
  readdirSync(where, { recursive: true })
    .map(String)
    .filter((name) => name.includes(id) && statSync(join(where, name)).isFile())
const storedObjects = (id: FileId) =>
  below(join(folder, 'nucleus'), id).filter((name) => name.endsWith('_object'))
const bodyOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer())

test('what arrives is moved to the bucket, sealed, and read from there at any place', {
  timeout: 60_000,
}, async () => {
  // Of several parts of a multipart upload, and a rest.
  const bytes = Buffer.concat([Buffer.from('the beginning '.repeat(1000)), randomBytes(18_000_000)])
  const file = await upload(alice, channel, bytes, 'large.bin')
  expect(below(server.context.config.dataFolder, file.id)).toEqual([])
  const [object] = storedObjects(file.id)
  expect(readFileSync(join(folder, 'nucleus', String(object))).includes('the beginning')).toBe(false)
  expect((await bodyOf(await read(alice, file.id))).equals(bytes)).toBe(true)
  const part = await read(alice, file.id, { range: 'bytes=9000000-9100000' })
  expect([part.status, (await bodyOf(part)).equals(bytes.subarray(9_000_000, 9_100_001))]).toEqual([
    206,
    true,
  ])
})

test('so are pictures, which leave with the file when it is erased', { timeout: 30_000 }, async () => {
  const blue = { create: { width: 600, height: 300, channels: 3 as const, background: '#00c' } }
  const file = await upload(
    alice,
    channel,
    await sharp(blue)
      .withExifMerge({ IFD0: { Copyright: 'X' } })
      .jpeg()
      .toBuffer(),
  )
  expect(file.thumbnails).toEqual([200, 480])
  const answer = await fetch(server.url + thumbnailPath(file.id, 480), {
    headers: { authorization: `Bearer ${alice.token}` },
  })
  expect(await sharp(await bodyOf(answer)).metadata()).toMatchObject({ width: 480, format: 'webp' })
  expect(storedObjects(file.id)).toHaveLength(3)
  await alice.call('files.cancel', { fileId: file.id })
  await expect.poll(() => storedObjects(file.id)).toEqual([])
})

test('a store that is away keeps files waiting, and loses none', { timeout: 60_000 }, async () => {
  await bucket.close()
  const { file } = await begin(alice, channel, 9)
  // However often it was tried: that is not the file's fault.
  await server.context.db.file.update({ where: { id: file.id }, data: { checkTries: 4 } })
  expect((await patch(alice, file.id, 0, Buffer.from('nine here'))).status).toBe(204)
  await expect
    .poll(
      async () => (await server.context.db.file.findUnique({ where: { id: file.id } }))?.checkAt ?? null,
      { timeout: 20_000 },
    )
    .not.toBeNull()
  expect((await read(alice, file.id)).status).toBe(409)
  await startStore()
  await expect
    .poll(async () => (await alice.call('files.find', { fileId: file.id })).file, { timeout: 40_000 })
    .toMatchObject({ state: 'ready', kind: 'text' })
  expect((await bodyOf(await read(alice, file.id))).toString()).toBe('nine here')
})

test('what lies in the data folder stays readable beside the bucket', { timeout: 30_000 }, async () => {
  const bytes = randomBytes(100_000)
  const { file } = await begin(alice, channel, bytes.length)
  await patch(alice, file.id, 0, bytes)
  await decided(alice, file.id)
  // As it was before there was a bucket.
  const [object = ''] = storedObjects(file.id)
  const home = join(server.context.config.dataFolder, 'files', 'objects', file.id.slice(-2))
  mkdirSync(home, { recursive: true })
  renameSync(join(folder, 'nucleus', object), join(home, `${file.id}.original`))
  await server.context.db.file.update({ where: { id: file.id }, data: { storedIn: 'local' } })
  expect((await bodyOf(await read(alice, file.id))).equals(bytes)).toBe(true)
  await alice.call('files.cancel', { fileId: file.id })
  await expect.poll(() => readdirSync(home)).toEqual([])
})
