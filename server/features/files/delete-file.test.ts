import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChannelId, FileId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { createTestClock, dayMs } from '../../test/browser.ts'
import { ask, type Client } from '../../test/client.ts'
import { refused } from '../../test/refused.ts'
import { begin, decided, patch, read, upload } from '../../test/upload.ts'
import { forgetUnwanted } from './service.ts'

const clock = createTestClock()
let server: TestApp
let alice: Client
let bob: Client
let carla: Client
let channel: ChannelId

beforeAll(async () => {
  server = await startTestApp({ clock })
  alice = server.owner
  bob = await server.invite()
  carla = await server.invite()
  const memberIds = [bob.personId, carla.personId]
  channel = (await alice.call('channels.create', { kind: 'private', name: 'talk', memberIds })).joined.channel
    .id
})
afterAll(() => server.stop())

const erased = (id: FileId) =>
  expect
    .poll(async () => (await server.context.db.file.findUnique({ where: { id } }))?.erasedAt ?? null)
    .not.toBeNull()

test('files.delete refuses a stranger, whoever can not see it and whoever may not', async () => {
  const file = await upload(bob, channel, Buffer.from('mine'))
  expect(await refused(ask(server.url, 'files.delete', { fileId: file.id }))).toBe('not_signed_in')
  expect(await refused(carla.call('files.delete', { fileId: file.id }))).toBe('not_found')
  await bob.send(channel, 'look', { fileIds: [file.id] })
  expect(await refused(carla.call('files.delete', { fileId: file.id }))).toBe('forbidden')
  expect(await refused((await server.invite()).call('files.delete', { fileId: file.id }))).toBe('not_found')
  expect((await read(carla, file.id)).status).toBe(200)
})

test('files.delete leaves a line in its message, tells everybody, and leaves nothing else', async () => {
  const file = await upload(bob, channel, Buffer.from('mine'), 'salaries-of-all.txt')
  const kept = await upload(bob, channel, Buffer.from('kept'), 'kept.txt')
  const { message } = await bob.send(channel, 'look', { fileIds: [file.id, kept.id] })
  const ear = await carla.listen()
  // An admin may, in a channel they are in.
  await alice.call('files.delete', { fileId: file.id })
  await alice.call('files.delete', { fileId: file.id })
  const { event } = await ear.waitFor('file.changed', (changed) => changed.file.id === file.id)
  expect(event.file).toMatchObject({ state: 'deleted', name: '', messageId: message.id, thumbnails: [] })
  expect(ear.of('file.changed')).toHaveLength(1)
  ear.close()
  const { files } = (await carla.call('messages.find', { messageId: message.id })).message
  expect(files.map(({ state, name }) => [state, name])).toEqual([
    ['deleted', ''],
    ['ready', 'kept.txt'],
  ])
  expect(JSON.stringify(await server.context.db.entry.findMany())).not.toContain('salaries')
  expect((await read(bob, file.id)).status).toBe(404)
  expect((await read(carla, kept.id)).status).toBe(200)
  await erased(file.id)
})

test('files.cancel gives up what no message carries, and nothing else', async () => {
  const file = await upload(bob, channel, Buffer.from('draft'))
  await bob.call('files.cancel', { fileId: file.id })
  await bob.call('files.cancel', { fileId: file.id })
  expect((await read(bob, file.id)).status).toBe(404)
  await erased(file.id)
  const sent = await upload(bob, channel, Buffer.from('sent'))
  await bob.send(channel, 'look', { fileIds: [sent.id] })
  expect(await refused(bob.call('files.cancel', { fileId: sent.id }))).toBe('already_exists')
  expect((await read(carla, sent.id)).status).toBe(200)
})

test('an upload that nobody goes on with is erased after a day, and what was sent stays', async () => {
  const { file: old } = await begin(bob, channel, 100)
  await patch(bob, old.id, 0, Buffer.from('half of it'))
  const sent = await upload(bob, channel, Buffer.from('sent'))
  await bob.send(channel, 'look', { fileIds: [sent.id] })
  const unsent = await upload(bob, channel, Buffer.from('for a draft'))
  const used = (await bob.call('files.usage', {})).ownBytes
  clock.pass(dayMs - 1000)
  await forgetUnwanted(server.context)
  expect((await bob.call('files.find', { fileId: old.id })).file.state).toBe('uploading')
  const { file: fresh } = await begin(bob, channel, 5)
  clock.pass(2000)
  await forgetUnwanted(server.context)
  expect((await bob.call('files.find', { fileId: old.id })).file.state).toBe('deleted')
  expect((await bob.call('files.usage', {})).ownBytes).toBe(used - 100 + 5)
  await patch(bob, fresh.id, 0, Buffer.from('fresh'))
  await decided(bob, fresh.id)
  clock.pass(29 * dayMs)
  expect((await read(bob, unsent.id)).status).toBe(200)
  clock.pass(2 * dayMs)
  await forgetUnwanted(server.context)
  expect((await read(bob, unsent.id)).status).toBe(404)
  expect((await read(bob, sent.id)).status).toBe(200)
})
