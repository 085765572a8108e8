import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { channelStream } from '../../../contract/events.ts'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { ask, type Client } from '../../test/client.ts'
import { refusalOf, refused } from '../../test/refused.ts'

let server: TestApp
let alice: Client
let bob: Client
let channel: ChannelId

const create = async (kind: 'public' | 'private', name: string, members: Client[]) =>
  (await alice.call('channels.create', { kind, name, memberIds: members.map(({ personId }) => personId) }))
    .joined.channel.id
const edit = (who: Client, messageId: MessageId, body: string) =>
  who.call('messages.edit', { messageId, body })
const historyOf = async (messageId: MessageId) => {
  const { revisions } = await alice.call('messages.history', { messageId })
  return revisions.map(({ body }) => body)
}
const countEdits = (messageId: MessageId) =>
  server.context.db.entry.count({ where: { subjectId: messageId, type: 'message.edited' } })

beforeAll(async () => {
  server = await startTestApp()
  alice = server.owner
  bob = await server.invite()
  channel = await create('public', 'talk', [bob])
})
afterAll(() => server.stop())

describe('messages.edit refuses', () => {
  test('a stranger', async () => {
    const { message } = await bob.send(channel, 'mine')
    expect(await refused(ask(server.url, 'messages.edit', { messageId: message.id, body: 'x' }))).toBe(
      'not_signed_in',
    )
  })

  test('everybody but the author, the owner too', async () => {
    const { message } = await bob.send(channel, 'mine')
    expect(await refused(edit(alice, message.id, 'yours'))).toBe('forbidden')
    expect((await bob.call('messages.find', { messageId: message.id })).message.body).toBe('mine')
  })

  test('a hidden message as an absent one', async () => {
    const secret = await create('private', 'secret', [])
    const { message } = await alice.send(secret, 'hidden')
    const absent = await refusalOf(edit(bob, randomUUID() as MessageId, 'x'))
    const hidden = await refusalOf(edit(bob, message.id, 'x'))
    expect([hidden.code, hidden.message]).toEqual(['not_found', absent.message])
  })

  test('an author who has left', async () => {
    const open = await create('public', 'open', [bob])
    const { message } = await bob.send(open, 'mine')
    await bob.call('channels.leave', { channelId: open })
    expect(await refused(edit(bob, message.id, 'changed'))).toBe('forbidden')
  })

  test('what was deleted, and what stands in an archived channel', async () => {
    const { message } = await bob.send(channel, 'gone soon')
    await bob.call('messages.delete', { messageId: message.id })
    expect(await refused(edit(bob, message.id, 'back'))).toBe('message_deleted')
    const old = await create('public', 'old', [bob])
    const archived = (await bob.send(old, 'then')).message
    await alice.call('channels.archive', { channelId: old, isArchived: true })
    expect(await refused(edit(bob, archived.id, 'now'))).toBe('channel_archived')
  })
})

describe('messages.edit', () => {
  test('answers the changed message, tells what changed and keeps every former body', async () => {
    const ear = await alice.listen()
    const { message } = await bob.send(channel, 'first')
    const second = (await edit(bob, message.id, 'second')).message
    const third = (await edit(bob, message.id, 'third')).message
    expect(second).toEqual({ ...message, body: 'second', editedAt: expect.any(String) })
    expect(third.body).toBe('third')
    expect(await historyOf(message.id)).toEqual(['first', 'second'])
    const { event } = await ear.waitFor('message.edited', ({ body }) => body === 'third')
    expect(event).toEqual({
      type: 'message.edited',
      channelId: channel,
      messageId: message.id,
      body: 'third',
      editedAt: third.editedAt,
    })
    ear.close()
  })

  test('to the same body changes nothing, tells nobody and leaves no history', async () => {
    const { message } = await bob.send(channel, 'same')
    expect((await edit(bob, message.id, 'same')).message).toEqual(message)
    expect(await countEdits(message.id)).toBe(0)
    expect(await historyOf(message.id)).toEqual([])
  })

  test('ten times at once with the same body is one edit', async () => {
    const { message } = await bob.send(channel, 'before')
    await Promise.all(Array.from({ length: 10 }, () => edit(bob, message.id, 'after')))
    expect(await countEdits(message.id)).toBe(1)
    expect(await historyOf(message.id)).toEqual(['before'])
  })

  test('ten different ones at once keep every body but the last exactly once', async () => {
    const { message } = await bob.send(channel, 'start')
    const bodies = Array.from({ length: 10 }, (_, index) => `version ${index}`)
    await Promise.all(bodies.map((body) => edit(bob, message.id, body)))
    const { body } = (await bob.call('messages.find', { messageId: message.id })).message
    expect([...(await historyOf(message.id)), body].sort()).toEqual(['start', ...bodies].sort())
    const [last] = await server.context.db.entry.findMany({
      where: { subjectId: message.id, type: 'message.edited' },
      orderBy: { number: 'desc' },
      take: 1,
    })
    expect(last?.event).toMatchObject({ body })
  })
})

describe('a body that was changed', () => {
  test('is nowhere but in the history: who comes later and catches up never learns it', async () => {
    const { joined } = await alice.call('channels.create', { kind: 'private', name: 'changed-minds' })
    const channelId = joined.channel.id
    const { message } = await alice.send(channelId, 'the salary is 4711')
    await edit(alice, message.id, 'the salary is 4712')
    await edit(alice, message.id, 'not here')
    const guest = await server.invite('guest')
    await alice.call('channels.invite', { channelId, personIds: [guest.personId] })
    const missed = await guest.call('sync.catchUp', { cursors: { [channelStream(channelId)]: 0 } })
    expect(JSON.stringify(missed)).not.toMatch(/salary/)
    const said = missed.entries.filter(({ event }) => /^message\./.test(event.type))
    expect(said.map(({ event }) => event.type)).toEqual(['message.sent', 'message.edited', 'message.edited'])
    expect(await historyOf(message.id)).toEqual(['the salary is 4711', 'the salary is 4712'])
  })

  test('is changed a hundred times at most', async () => {
    const { message } = await bob.send(channel, 'v0')
    for (let version = 1; version <= 100; version += 1) await edit(bob, message.id, `v${version}`)
    expect(await refused(edit(bob, message.id, 'one more'))).toBe('invalid_input')
    expect((await bob.call('messages.find', { messageId: message.id })).message.body).toBe('v100')
  })
})

describe('messages.history', () => {
  test('is for the author and for those who manage the channel', async () => {
    const carla = await server.invite()
    await carla.call('channels.join', { channelId: channel })
    const { message } = await bob.send(channel, 'draft')
    await edit(bob, message.id, 'final')
    const history = (who: Client) => who.call('messages.history', { messageId: message.id })
    expect((await history(bob)).revisions).toEqual([{ body: 'draft', replacedAt: expect.any(String) }])
    expect((await history(alice)).revisions).toHaveLength(1)
    expect(await refused(history(carla))).toBe('forbidden')
    expect(await refused(ask(server.url, 'messages.history', { messageId: message.id }))).toBe(
      'not_signed_in',
    )
  })

  test('is private in a direct conversation, for an admin in it too', async () => {
    const { joined } = await bob.call('channels.openDirect', { personIds: [alice.personId] })
    const { message } = await bob.send(joined.channel.id, 'draft')
    await edit(bob, message.id, 'final')
    expect(await refused(alice.call('messages.history', { messageId: message.id }))).toBe('forbidden')
  })

  test('of a hidden message is not found', async () => {
    const { joined } = await bob.call('channels.create', { kind: 'private', name: 'of-bob' })
    const { message } = await bob.send(joined.channel.id, 'draft')
    expect(await refused(alice.call('messages.history', { messageId: message.id }))).toBe('not_found')
  })
})
