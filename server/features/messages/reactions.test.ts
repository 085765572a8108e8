import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import { maxReactionKinds } from '../../../contract/messages.ts'
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
const add = (who: Client, messageId: MessageId, emoji = '👍') =>
  who.call('reactions.add', { messageId, emoji })
const remove = (who: Client, messageId: MessageId, emoji = '👍') =>
  who.call('reactions.remove', { messageId, emoji })
const reactionsOf = async (messageId: MessageId) =>
  (await alice.call('messages.find', { messageId })).message.reactions
const countEntries = (subjectId: MessageId, type: string) =>
  server.context.db.entry.count({ where: { subjectId, type } })
const manyEmoji = Array.from({ length: maxReactionKinds + 1 }, (_, index) =>
  String.fromCodePoint(0x1f600 + index),
)

beforeAll(async () => {
  server = await startTestApp()
  alice = server.owner
  bob = await server.invite()
  channel = await create('public', 'talk', [bob])
})
afterAll(() => server.stop())

describe('reactions.add refuses', () => {
  test('a stranger', async () => {
    const { message } = await alice.send(channel, 'hello')
    const asked = ask(server.url, 'reactions.add', { messageId: message.id, emoji: '👍' })
    expect(await refused(asked)).toBe('not_signed_in')
  })

  test('whoever is not in a public channel, and hides a private one', async () => {
    const open = await create('public', 'open', [])
    const secret = await create('private', 'secret', [])
    expect(await refused(add(bob, (await alice.send(open, 'a')).message.id))).toBe('forbidden')
    const hidden = await refusalOf(add(bob, (await alice.send(secret, 'a')).message.id))
    const absent = await refusalOf(add(bob, randomUUID() as MessageId))
    expect([hidden.code, hidden.message]).toEqual(['not_found', absent.message])
  })

  test('a deleted message and an archived channel, where nothing can be taken off either', async () => {
    const { message } = await alice.send(channel, 'hello')
    await alice.call('messages.delete', { messageId: message.id })
    expect(await refused(add(bob, message.id))).toBe('message_deleted')
    const old = await create('public', 'old', [bob])
    const archived = (await bob.send(old, 'then')).message.id
    await add(bob, archived)
    await alice.call('channels.archive', { channelId: old, isArchived: true })
    expect(await refused(add(bob, archived, '🎉'))).toBe('channel_archived')
    expect(await refused(remove(bob, archived))).toBe('channel_archived')
  })

  test.each(['', 'a', 'ok', '👍👍', '<b>'])('%j, which is no emoji', async (emoji) => {
    const { message } = await alice.send(channel, 'hello')
    expect(await refusalOf(add(bob, message.id, emoji))).toMatchObject({
      code: 'invalid_input',
      field: 'emoji',
    })
  })

  test('more kinds than a message can carry, also when they come at once', async () => {
    const { message } = await alice.send(channel, 'popular')
    const outcomes = await Promise.allSettled(manyEmoji.map((emoji) => add(bob, message.id, emoji)))
    const refusals = outcomes.filter(({ status }) => status === 'rejected')
    expect(refusals).toEqual([
      { status: 'rejected', reason: expect.objectContaining({ code: 'invalid_input', field: 'emoji' }) },
    ])
    const kinds = await reactionsOf(message.id)
    expect(kinds).toHaveLength(maxReactionKinds)
    await add(alice, message.id, kinds[0]?.emoji)
    expect((await reactionsOf(message.id))[0]?.personIds).toEqual([bob.personId, alice.personId])
  })
})

describe('reactions', () => {
  test('are heard by everybody, and stand on the message in the order of their first use', async () => {
    const ear = await alice.listen()
    const { message } = await alice.send(channel, 'hello')
    await add(bob, message.id, '🎉')
    await add(alice, message.id, '👍')
    await add(alice, message.id, '🎉')
    const last = await ear.waitFor(
      'reaction.added',
      ({ emoji, personId }) => emoji === '🎉' && personId === alice.personId,
    )
    expect(last.event).toEqual({
      type: 'reaction.added',
      channelId: channel,
      messageId: message.id,
      emoji: '🎉',
      personId: alice.personId,
    })
    expect(await reactionsOf(message.id)).toEqual([
      { emoji: '🎉', personIds: [bob.personId, alice.personId] },
      { emoji: '👍', personIds: [alice.personId] },
    ])
    await remove(bob, message.id, '🎉')
    await ear.waitFor('reaction.removed', ({ personId }) => personId === bob.personId)
    expect((await reactionsOf(message.id))[0]).toEqual({ emoji: '👍', personIds: [alice.personId] })
    ear.close()
  })

  test('added twice, or ten times at once, are one reaction and one entry', async () => {
    const { message } = await alice.send(channel, 'hello')
    await Promise.all(Array.from({ length: 10 }, () => add(bob, message.id)))
    await add(bob, message.id)
    expect(await reactionsOf(message.id)).toEqual([{ emoji: '👍', personIds: [bob.personId] }])
    expect(await countEntries(message.id, 'reaction.added')).toBe(1)
  })

  test('removed twice, or never added, tell nobody a second time', async () => {
    const { message } = await alice.send(channel, 'hello')
    await remove(bob, message.id)
    await add(bob, message.id)
    await add(alice, message.id)
    await Promise.all([remove(bob, message.id), remove(bob, message.id)])
    expect(await reactionsOf(message.id)).toEqual([{ emoji: '👍', personIds: [alice.personId] }])
    expect(await countEntries(message.id, 'reaction.removed')).toBe(1)
  })
})
