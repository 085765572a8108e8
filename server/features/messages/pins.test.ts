import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import { maxPinsPerChannel } from '../../../contract/messages.ts'
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
const add = (who: Client, messageId: MessageId) => who.call('pins.add', { messageId })
const remove = (who: Client, messageId: MessageId) => who.call('pins.remove', { messageId })
const pinsOf = async (channelId: ChannelId) =>
  (await alice.call('pins.list', { channelId })).messages.map(({ body }) => body)
const countEntries = (subjectId: MessageId, type: string) =>
  server.context.db.entry.count({ where: { subjectId, type } })

beforeAll(async () => {
  server = await startTestApp()
  alice = server.owner
  bob = await server.invite()
  channel = await create('public', 'talk', [bob])
})
afterAll(() => server.stop())

test('a stranger is refused, and so is who is not in the channel', async () => {
  const { message } = await alice.send(channel, 'hello')
  for (const name of ['pins.add', 'pins.remove'] as const)
    expect(await refused(ask(server.url, name, { messageId: message.id }))).toBe('not_signed_in')
  expect(await refused(ask(server.url, 'pins.list', { channelId: channel }))).toBe('not_signed_in')
  const open = await create('public', 'open', [])
  const secret = await create('private', 'secret', [])
  expect(await refused(add(bob, (await alice.send(open, 'a')).message.id))).toBe('forbidden')
  const hidden = (await alice.send(secret, 'a')).message.id
  const absent = await refusalOf(add(bob, randomUUID() as MessageId))
  for (const asked of [add, remove])
    expect(await refusalOf(asked(bob, hidden))).toMatchObject({ code: 'not_found', message: absent.message })
  expect(await refused(bob.call('pins.list', { channelId: secret }))).toBe('not_found')
  expect((await bob.call('pins.list', { channelId: open })).messages).toEqual([])
})

test('pinned messages are listed, the newest pin first, and everybody hears of each once', async () => {
  const ear = await alice.listen()
  const first = (await alice.send(channel, 'first')).message
  const second = (await bob.send(channel, 'second')).message
  await add(bob, second.id)
  await Promise.all([add(bob, first.id), add(bob, first.id), add(bob, first.id)])
  await add(alice, first.id)
  const { event } = await ear.waitFor('message.pinned', ({ messageId }) => messageId === first.id)
  expect(event.pin.personId).toBe(bob.personId)
  expect(await countEntries(first.id, 'message.pinned')).toBe(1)
  expect(await pinsOf(channel)).toEqual(['first', 'second'])
  expect((await alice.call('messages.find', { messageId: first.id })).message.pin).toEqual(event.pin)

  await remove(alice, first.id)
  await remove(bob, first.id)
  await ear.waitFor('message.unpinned', ({ messageId }) => messageId === first.id)
  expect(await countEntries(first.id, 'message.unpinned')).toBe(1)
  expect(await pinsOf(channel)).toEqual(['second'])
  ear.close()
})

test('what is deleted is no pin any more, and can not become one', async () => {
  const { message } = await bob.send(channel, 'gone soon')
  await add(alice, message.id)
  await bob.call('messages.delete', { messageId: message.id })
  expect(await pinsOf(channel)).not.toContain('')
  expect((await alice.call('messages.find', { messageId: message.id })).message.pin).toBeNull()
  expect(await refused(add(alice, message.id))).toBe('message_deleted')
})

test('nothing is pinned or taken off in an archived channel, which keeps its pins', async () => {
  const old = await create('public', 'old', [bob])
  const { message } = await bob.send(old, 'how we did it')
  await add(bob, message.id)
  await alice.call('channels.archive', { channelId: old, isArchived: true })
  expect(await refused(add(bob, message.id))).toBe('channel_archived')
  expect(await refused(remove(bob, message.id))).toBe('channel_archived')
  expect(await pinsOf(old)).toEqual(['how we did it'])
})

test('a channel has at most so many pins, also when they come at once', async () => {
  const full = await create('public', 'full', [bob])
  const sent = await Promise.all(
    Array.from({ length: maxPinsPerChannel + 1 }, (_, index) => bob.send(full, `number ${index}`)),
  )
  const outcomes = await Promise.allSettled(sent.map(({ message }) => add(bob, message.id)))
  expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([
    { status: 'rejected', reason: expect.objectContaining({ code: 'invalid_input' }) },
  ])
  expect(await pinsOf(full)).toHaveLength(maxPinsPerChannel)
})
