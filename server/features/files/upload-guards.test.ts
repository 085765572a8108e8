import { randomBytes, randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { ChannelId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { Client } from '../../test/client.ts'
import { begin, decided, head, openPatch, patch, read } from '../../test/upload.ts'
import { findFilesById } from './db.ts'
import { partsFolderOf } from './store/stores.ts'
import { turnsOf } from './upload/turns.ts'
import { endLease, takeLease } from './upload/turns-db.ts'
import { findOffset } from './upload/uploads.ts'

let server: TestApp
let second: TestApp
let alice: Client
let channel: ChannelId
const realNow = performance.now.bind(performance)

beforeAll(async () => {
  server = await startTestApp({ settings: { CLUSTER: 'postgres' } })
  second = await startTestApp({
    databaseUrl: server.databaseUrl,
    settings: { CLUSTER: 'postgres', NUCLEUS_DATA: server.context.config.dataFolder },
  })
  alice = server.owner
  channel = (await alice.call('channels.create', { kind: 'private', name: 'talk' })).joined.channel.id
})
afterEach(() => {
  performance.now = realNow
})
afterAll(async () => {
  await second?.stop()
  await server?.stop()
})

test('bytes that come while the disk fills stop before what is kept free', { timeout: 30_000 }, async () => {
  const { files } = server.context.config
  const former = files.keepFree
  const bytes = randomBytes(100_000_000)
  const { file } = await begin(alice, channel, bytes.length)
  const sending = openPatch(alice, file.id, 0, bytes.length)
  try {
    await sending.write(bytes.subarray(0, 1_000_000))
    await expect.poll(() => turnsOf(server.context).has(file.id)).toBe(true)
    // As when something else has filled the disk meanwhile.
    files.keepFree = Number.MAX_SAFE_INTEGER
    void sending.write(bytes.subarray(1_000_000))
    sending.end()
    expect(await sending.answer).toBe(507)
    expect(await patch(alice, file.id, (await head(alice, file.id)).offset, Buffer.from('x'))).toMatchObject({
      status: 507,
      code: 'storage_full',
    })
  } finally {
    files.keepFree = former
  }
  // What came is kept, and with room it goes on.
  const { offset } = await head(alice, file.id)
  expect(offset).toBeLessThan(bytes.length)
  expect((await patch(alice, file.id, offset, bytes.subarray(offset))).status).toBe(204)
  expect((await decided(alice, file.id)).state).toBe('ready')
})

test('who sends a byte now and then is told so, keeps what came and loses the turn', async () => {
  const bytes = randomBytes(200_000)
  const { file } = await begin(alice, channel, bytes.length)
  const sending = openPatch(alice, file.id, 0, bytes.length)
  await sending.write(bytes.subarray(0, 10))
  await expect.poll(() => turnsOf(server.context).has(file.id)).toBe(true)
  performance.now = () => realNow() + 31_000
  await sending.write(bytes.subarray(10, 11))
  // A status at which tus clients try again.
  expect(await sending.answer).toBe(423)
  await expect.poll(() => turnsOf(server.context).has(file.id), { timeout: 5000 }).toBe(false)
  expect((await head(alice, file.id)).offset).toBe(11)
  expect((await patch(alice, file.id, 11, bytes.subarray(11))).status).toBe(204)
})

test('another process that is asked where it stands leaves the part alone', async () => {
  const bytes = randomBytes(5_000_000)
  const { file } = await begin(alice, channel, bytes.length)
  const sending = openPatch(alice, file.id, 0, bytes.length)
  const there = new Client(second.url, alice)
  for (let at = 0; at < bytes.length; at += 500_000) {
    await sending.write(bytes.subarray(at, at + 500_000))
    expect((await head(there, file.id)).status).toBe(200)
  }
  sending.end()
  expect(await sending.answer).toBe(204)
  expect((await decided(alice, file.id)).state).toBe('ready')
  const stored = Buffer.from(await (await read(alice, file.id)).arrayBuffer())
  expect(stored.equals(bytes)).toBe(true)
})

test('who begins while another process looks where it stands waits for that', async () => {
  const bytes = Buffer.from('hello')
  const { file } = await begin(alice, channel, bytes.length)
  const { db, clock } = second.context
  const looking = { id: file.id, processId: randomUUID(), now: clock.now() }
  await takeLease(db, { ...looking, until: new Date(clock.now().getTime() + 15_000) }, false)
  const answer = patch(alice, file.id, 0, bytes)
  await expect.poll(() => turnsOf(server.context).has(file.id), { interval: 5 }).toBe(true)
  await endLease(db, file.id, looking.processId)
  expect((await answer).status).toBe(204)
})

test('asked with what was known before it was whole, no empty part is made anew', async () => {
  const { file } = await begin(alice, channel, 5)
  const [former] = await findFilesById(server.context.db, [file.id])
  if (!former) throw new Error('it was begun')
  await patch(alice, file.id, 0, Buffer.from('hello'))
  await decided(alice, file.id)
  expect(await findOffset(server.context, former)).toBe(5)
  const parts = readdirSync(partsFolderOf(server.context)).filter((name) => name.includes(file.id))
  expect(parts).toEqual([])
})
