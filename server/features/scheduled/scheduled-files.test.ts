import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChannelId, FileId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { type Client, newClientId } from '../../test/client.ts'
import { refused } from '../../test/refused.ts'
import { begin, upload } from '../../test/upload.ts'
import { forgetUnwanted } from '../files/service.ts'

const dayMs = 86_400_000
let server: TestApp
let bob: Client
let channelId: ChannelId
let aheadMs = 0
const clock = { now: () => new Date(Date.now() + aheadMs) }
const inMs = (ms: number) => new Date(clock.now().getTime() + ms).toISOString()

const attach = async (text = 'bytes') => (await upload(bob, channelId, Buffer.from(text), 'plan.txt')).id
const schedule = async (fileIds: FileId[], afterMs: number, body = '') =>
  (
    await bob.call('scheduled.create', {
      clientId: newClientId(),
      channelId,
      body,
      fileIds,
      sendAt: inMs(afterMs),
    })
  ).scheduled
const stateOf = async (id: FileId) =>
  (await server.context.db.file.findUnique({ where: { id } }))?.state ?? 'gone'

beforeAll(async () => {
  server = await startTestApp({ clock })
  bob = await server.invite('member', 'Bob')
  channelId = (
    await server.owner.call('channels.create', { kind: 'public', name: 'plans', memberIds: [bob.personId] })
  ).joined.channel.id
})
afterAll(() => server.stop())

describe('a scheduled message with files', () => {
  test('needs no words, shows its files to its author, and brings them along', async () => {
    const id = await attach()
    const ear = await server.owner.listen()
    const made = await schedule([id], 500)
    expect(made.files).toMatchObject([{ id, name: 'plan.txt', state: 'ready', messageId: null }])
    const { event } = await ear.waitFor('message.sent', ({ message }) => message.files.length > 0)
    ear.close()
    expect(event.message).toMatchObject({ body: '', files: [{ id, messageId: event.message.id }] })
  })

  test('is refused as one that is sent now: without words and files, of somebody else, not arrived', async () => {
    expect(await refused(schedule([], dayMs))).toBe('invalid_input')
    const { file: unfinished } = await begin(bob, channelId, 10)
    expect(await refused(schedule([unfinished.id], dayMs))).toBe('file_not_ready')
    const theirs = await upload(server.owner, channelId, Buffer.from('mine'), 'mine.txt')
    expect(await refused(schedule([theirs.id], dayMs))).toBe('not_found')
  })

  test('may lose its words but not all it has', async () => {
    const { id } = await schedule([await attach()], dayMs, 'words')
    expect((await bob.call('scheduled.update', { scheduledId: id, body: '' })).scheduled.body).toBe('')
    const plain = await schedule([], dayMs, 'nothing but words')
    expect(await refused(bob.call('scheduled.update', { scheduledId: plain.id, body: '' }))).toBe(
      'invalid_input',
    )
  })

  test('keeps them until its time however far that is, and lets them go when it is deleted', async () => {
    const [kept, deleted, unsent] = [await attach(), await attach(), await attach()]
    const early = await schedule([kept], 10 * dayMs)
    await bob.call('scheduled.update', { scheduledId: early.id, sendAt: inMs(100 * dayMs) })
    const { id } = await schedule([deleted], 100 * dayMs)
    await bob.call('scheduled.delete', { scheduledId: id })
    expect(await stateOf(deleted)).toBe('deleted')
    aheadMs = 60 * dayMs
    await forgetUnwanted(server.context)
    expect([await stateOf(kept), await stateOf(unsent)]).toEqual(['ready', 'deleted'])
  })
})
