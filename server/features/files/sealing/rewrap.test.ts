import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChannelId } from '../../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { Client } from '../../../test/client.ts'
import { read, upload } from '../../../test/upload.ts'
import { createKeyRing, readKeyRing } from './keys.ts'
import { rewrapKeys } from './rewrap.ts'

let server: TestApp
let alice: Client
let channel: ChannelId
const [first, second] = [randomBytes(32), randomBytes(32)].map((key) => key.toString('hex')) as [
  string,
  string,
]

beforeAll(async () => {
  server = await startTestApp()
  alice = server.owner
  channel = (await alice.call('channels.create', { kind: 'private', name: 'talk' })).joined.channel.id
})
afterAll(() => server.stop())

/** Another process on the same data, with other keys. */
const startWith = (settings: Record<string, string>) =>
  startTestApp({
    databaseUrl: server.databaseUrl,
    settings: { NUCLEUS_DATA: server.context.config.dataFolder, SWEEP_INTERVAL_MS: '600000', ...settings },
  })
const textFrom = async ({ url }: { url: string }, id: Parameters<typeof read>[1]) => {
  const answer = await read(new Client(url, alice), id)
  return answer.ok ? answer.text() : answer.status
}
const keyIds = async () => [...new Set((await server.context.db.file.findMany()).map(({ keyId }) => keyId))]

test('without a key one is made, once, for the server’s user alone', () => {
  const path = join(server.context.config.dataFolder, 'files.key')
  const { config } = server.context
  readKeyRing(config)
  const made = readFileSync(path, 'utf8')
  expect([made.trim().length, statSync(path).mode & 0o777]).toEqual([64, 0o600])
  expect(readKeyRing(config).currentId).toBe(readKeyRing(config).currentId)
  expect(readFileSync(path, 'utf8')).toBe(made)
})

test('a key that is wrapped opens for its own file only, and only with its master key', () => {
  const ring = createKeyRing([Buffer.from(first, 'hex')])
  const key = randomBytes(32)
  const wrapped = ring.wrap('a', key)
  expect(ring.unwrap('a', wrapped).equals(key)).toBe(true)
  expect(() => ring.unwrap('b', wrapped)).toThrow()
  expect(() => createKeyRing([Buffer.from(second, 'hex')]).unwrap('a', wrapped)).toThrow(/neither FILES_KEY/)
})

test('a new master key takes over, first from the key in the data folder, then from another', async () => {
  const file = await upload(alice, channel, Buffer.from('kept for years'))
  const link = await alice.call('files.link', { fileId: file.id })
  const next = await startWith({ FILES_KEY: first })
  await expect.poll(keyIds).toEqual([createKeyRing([Buffer.from(first, 'hex')]).currentId])
  expect(await textFrom(next, file.id)).toBe('kept for years')
  // A link that was made with the former key lives to its end.
  expect((await fetch(link.url.replace(/^http:\/\/[^/]+/, next.url))).status).toBe(200)
  await next.stop()
  const last = await startWith({ FILES_KEY: second, FILES_OLD_KEYS: first })
  await expect.poll(keyIds).toEqual([createKeyRing([Buffer.from(second, 'hex')]).currentId])
  expect(await textFrom(last, file.id)).toBe('kept for years')
  expect(await rewrapKeys(last.context)).toEqual({ rewrapped: 0, unknown: 0 })
  await last.stop()
})

test('a key that is missing loses nothing: what it opens waits until it is back', async () => {
  const { id } =
    (await alice.call('files.list', {})).files[0] ?? (await upload(alice, channel, Buffer.from('x')))
  const lost = randomBytes(32).toString('hex')
  const holder = await startWith({ FILES_KEY: lost, FILES_OLD_KEYS: second })
  await expect.poll(keyIds).toContain(createKeyRing([Buffer.from(lost, 'hex')]).currentId)
  await rewrapKeys(holder.context)
  await holder.stop()
  const without = await startWith({ FILES_KEY: second, LOG_LEVEL: 'silent' })
  expect((await rewrapKeys(without.context)).unknown).toBeGreaterThan(0)
  expect(await textFrom(without, id)).toBe(500)
  await without.stop()
  const again = await startWith({ FILES_KEY: second, FILES_OLD_KEYS: lost })
  await rewrapKeys(again.context)
  expect(await textFrom(again, id)).toBe('x')
  await again.stop()
  expect(existsSync(join(server.context.config.dataFolder, 'files.key'))).toBe(true)
})
