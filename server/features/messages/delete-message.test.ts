import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { ask, type Client } from '../../test/client.ts'
import { refused } from '../../test/refused.ts'

let server: TestApp
let alice: Client
let bob: Client
let carla: Client
let channel: ChannelId

const create = async (who: Client, kind: 'public' | 'private', name: string, members: Client[]) =>
  (await who.call('channels.create', { kind, name, memberIds: members.map(({ personId }) => personId) }))
    .joined.channel.id
const erase = (who: Client, messageId: MessageId) => who.call('messages.delete', { messageId })
const find = async (messageId: MessageId) => (await alice.call('messages.find', { messageId })).message

/** Every column of every table in which a text still stands. */
async function placesOf(text: string): Promise<string[]> {
  const { db } = server.context
  const columns = await db.$queryRaw<{ table: string; column: string }[]>`
    SELECT table_name AS table, column_name AS column FROM information_schema.columns
    WHERE table_schema = 'public' AND data_type IN ('text', 'jsonb', 'ARRAY')`
  const places: string[] = []
  for (const { table, column } of columns) {
    const found = await db.$queryRawUnsafe<unknown[]>(
      `SELECT 1 FROM "${table}" WHERE "${column}"::text LIKE '%' || $1 || '%' LIMIT 1`,
      text,
    )
    if (found.length > 0) places.push(`${table}.${column}`)
  }
  return places.sort()
}

beforeAll(async () => {
  server = await startTestApp()
  alice = server.owner
  bob = await server.invite()
  carla = await server.invite()
  channel = await create(alice, 'public', 'talk', [bob, carla])
})
afterAll(() => server.stop())

describe('messages.delete refuses', () => {
  test('a stranger and other members', async () => {
    const { message } = await bob.send(channel, 'mine')
    expect(await refused(ask(server.url, 'messages.delete', { messageId: message.id }))).toBe('not_signed_in')
    expect(await refused(erase(carla, message.id))).toBe('forbidden')
    expect((await find(message.id)).body).toBe('mine')
  })

  test('an admin in a conversation, and in a private channel the admin is not in', async () => {
    const { joined } = await bob.call('channels.openDirect', { personIds: [alice.personId] })
    const direct = (await bob.send(joined.channel.id, 'between us')).message
    expect(await refused(erase(alice, direct.id))).toBe('forbidden')
    const secret = await create(bob, 'private', 'secret', [])
    const hidden = (await bob.send(secret, 'hidden')).message
    expect(await refused(erase(alice, hidden.id))).toBe('not_found')
  })
})

describe('messages.delete', () => {
  test('is for the author and for those who manage the channel', async () => {
    const own = (await bob.send(channel, 'own')).message
    const others = (await bob.send(channel, 'not nice')).message
    await erase(bob, own.id)
    await erase(alice, others.id)
    for (const { id } of [own, others])
      expect(await find(id)).toMatchObject({ body: '', deletedAt: expect.any(String) })
  })

  test('takes the text, its history and its reactions out of the database and the journal in one commit', async () => {
    const { message } = await bob.send(channel, 'zebra-one')
    await bob.call('messages.edit', { messageId: message.id, body: 'zebra-two' })
    await carla.call('reactions.add', { messageId: message.id, emoji: '👍' })
    await server.app.listeners.settled()
    expect(await placesOf('zebra-')).toEqual(['entry.event', 'message.body', 'message_revision.body'])
    await erase(bob, message.id)
    expect(await placesOf('zebra-')).toEqual([])
    expect(await server.context.db.reaction.count({ where: { messageId: message.id } })).toBe(0)
    expect(await find(message.id)).toMatchObject({
      reactions: [],
      position: message.position,
      number: message.number,
    })
  })

  test('leaves entries that a client can still read when it catches up', async () => {
    const { cursors } = await carla.call('sync.start', {})
    const { message } = await bob.send(channel, 'giraffe')
    await bob.call('messages.edit', { messageId: message.id, body: 'giraffe again' })
    await erase(bob, message.id)
    const { entries } = await carla.call('sync.catchUp', { cursors })
    const here = entries.filter(({ stream }) => stream === `channel:${channel}`)
    expect(here.map(({ event }) => event.type)).toEqual(['message.sent', 'message.edited', 'message.deleted'])
    expect(JSON.stringify(here)).not.toContain('giraffe')
  })

  test('tells everybody who hears the channel', async () => {
    const ears = await Promise.all([alice.listen(), carla.listen()])
    const { message } = await bob.send(channel, 'soon gone')
    await erase(bob, message.id)
    const { deletedAt } = await find(message.id)
    for (const ear of ears) {
      const { event } = await ear.waitFor('message.deleted', ({ messageId }) => messageId === message.id)
      expect(event).toEqual({
        type: 'message.deleted',
        channelId: channel,
        messageId: message.id,
        deletedAt,
        thread: null,
      })
      ear.close()
    }
  })

  test('twice, or ten times at once, equals once', async () => {
    const { message } = await bob.send(channel, 'once')
    await Promise.all(Array.from({ length: 10 }, () => erase(bob, message.id)))
    await erase(alice, message.id)
    expect(
      await server.context.db.entry.count({ where: { subjectId: message.id, type: 'message.deleted' } }),
    ).toBe(1)
  })

  test('of a reply counts the thread anew: how many, who, and when last', async () => {
    const root = (await alice.send(channel, 'root')).message
    const reply = async (who: Client) => (await who.send(channel, 'reply', { threadId: root.id })).message
    const [first, second, third] = [await reply(bob), await reply(carla), await reply(bob)] as const
    const ear = await alice.listen()
    await erase(bob, third.id)
    const afterOne = {
      rootId: root.id,
      replyCount: 2,
      lastReplyAt: second.sentAt,
      personIds: [bob.personId, carla.personId],
    }
    const { event } = await ear.waitFor('message.deleted', ({ messageId }) => messageId === third.id)
    expect(event.thread).toEqual(afterOne)
    expect((await find(root.id)).thread).toEqual(afterOne)
    await erase(bob, first.id)
    expect((await find(root.id)).thread).toMatchObject({ replyCount: 1, personIds: [carla.personId] })
    await erase(carla, second.id)
    expect((await find(root.id)).thread).toBeNull()
    ear.close()
  })

  test('of a root leaves its replies', async () => {
    const root = (await bob.send(channel, 'root')).message
    const { message } = await carla.send(channel, 'reply', { threadId: root.id })
    await erase(bob, root.id)
    const { root: seen, messages } = await alice.call('messages.replies', { rootId: root.id })
    expect(seen).toMatchObject({ body: '', thread: { replyCount: 1 } })
    expect(messages).toEqual([message])
  })

  test('against replies at the same time never leaves a wrong count', async () => {
    const root = (await alice.send(channel, 'root')).message
    const old = await Promise.all(
      Array.from({ length: 8 }, () => bob.send(channel, 'old', { threadId: root.id })),
    )
    await Promise.all([
      ...old.map(({ message }) => erase(bob, message.id)),
      ...Array.from({ length: 8 }, () => carla.send(channel, 'new', { threadId: root.id })),
    ])
    expect((await find(root.id)).thread).toMatchObject({ replyCount: 8, personIds: [carla.personId] })
  })

  test('against reactions and edits at the same time leaves none of them behind', async () => {
    for (let round = 0; round < 15; round += 1) {
      const { message } = await bob.send(channel, `ostrich ${round}`)
      await Promise.allSettled([
        carla.call('reactions.add', { messageId: message.id, emoji: '👍' }),
        bob.call('messages.edit', { messageId: message.id, body: `ostrich edited ${round}` }),
        erase(bob, message.id),
        alice.call('reactions.add', { messageId: message.id, emoji: '🎉' }),
      ])
      expect(await find(message.id)).toMatchObject({ body: '', reactions: [] })
      expect(await placesOf('ostrich')).toEqual([])
      const types = await server.context.db.entry.findMany({
        where: { subjectId: message.id },
        orderBy: { number: 'asc' },
      })
      expect(types.at(-1)?.type).toBe('message.deleted')
    }
  })
})
