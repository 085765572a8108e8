import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { ask, type Client, newClientId } from '../../test/client.ts'
import { refusalOf, refused } from '../../test/refused.ts'

let server: TestApp
let alice: Client
let bob: Client
let guest: Client
let channel: ChannelId
let secret: ChannelId

const create = async (kind: 'public' | 'private', name: string, members: Client[] = []) =>
  (await alice.call('channels.create', { kind, name, memberIds: members.map(({ personId }) => personId) }))
    .joined.channel.id
const countMessages = async () => server.context.db.message.count()
const readPositionOf = async (person: Client) => {
  const { channels } = await person.call('sync.start', {})
  return channels.find((one) => one.channel.id === channel)?.membership.readPosition
}

beforeAll(async () => {
  server = await startTestApp()
  alice = server.owner
  bob = await server.invite()
  guest = await server.invite('guest')
  channel = await create('public', 'talk', [bob, guest])
  secret = await create('private', 'secret')
})
afterAll(() => server.stop())

describe('messages.send refuses', () => {
  test('a stranger', async () => {
    const input = { clientId: newClientId(), channelId: channel, body: 'hello' }
    expect(await refused(ask(server.url, 'messages.send', input))).toBe('not_signed_in')
    expect(await refused(ask(server.url, 'messages.send', input, 'x'.repeat(43)))).toBe('not_signed_in')
    expect(await countMessages()).toBe(0)
  })

  test('whoever is not in a public channel', async () => {
    const open = await create('public', 'alone')
    expect(await refused(bob.send(open, 'hello'))).toBe('forbidden')
  })

  test('whoever may not see a channel, as if there were none', async () => {
    const absent = await refusalOf(bob.send(randomUUID() as ChannelId, 'hello'))
    const open = await create('public', 'no-guests')
    for (const hidden of [
      await refusalOf(bob.send(secret, 'hello')),
      await refusalOf(guest.send(open, 'hello')),
    ]) {
      expect([hidden.status, hidden.code, hidden.message]).toEqual([404, 'not_found', absent.message])
    }
  })

  test('whoever was removed', async () => {
    const left = await create('private', 'left', [bob])
    await bob.send(left, 'still here')
    await alice.call('channels.remove', { channelId: left, personId: bob.personId })
    expect(await refused(bob.send(left, 'and now?'))).toBe('not_found')
  })

  test('an archived channel', async () => {
    const old = await create('public', 'old', [bob])
    await alice.call('channels.archive', { channelId: old, isArchived: true })
    expect(await refused(bob.send(old, 'hello'))).toBe('channel_archived')
    expect(await refused(alice.send(old, 'hello'))).toBe('channel_archived')
  })

  test('a thread of another channel, and one that does not exist', async () => {
    const { message } = await alice.send(secret, 'private root')
    expect(await refused(bob.send(channel, 'reply', { threadId: message.id }))).toBe('not_found')
    expect(await refused(alice.send(channel, 'reply', { threadId: message.id }))).toBe('not_found')
    expect(await refused(alice.send(channel, 'reply', { threadId: randomUUID() as MessageId }))).toBe(
      'not_found',
    )
  })

  test('a reply to a reply', async () => {
    const root = (await alice.send(channel, 'root')).message.id
    const reply = (await bob.send(channel, 'reply', { threadId: root })).message.id
    expect(await refused(bob.send(channel, 'deeper', { threadId: reply }))).toBe('forbidden')
  })

  test('more than fifty mentions, and says which field', async () => {
    const body = Array.from({ length: 51 }, () => `<@${randomUUID()}>`).join(' ')
    expect(await refusalOf(bob.send(channel, body))).toMatchObject({ code: 'invalid_input', field: 'body' })
  })
})

describe('messages.send', () => {
  test('answers the message, and every member hears exactly that as one entry, the author too', async () => {
    const ears = await Promise.all([alice.listen(), bob.listen(), guest.listen()])
    const { message } = await bob.send(channel, 'hello *all*\r\nagain')
    const heard = await Promise.all(
      ears.map((ear) => ear.waitFor('message.sent', (event) => event.message.id === message.id)),
    )
    expect(message).toMatchObject({
      channelId: channel,
      authorId: bob.personId,
      body: 'hello *all*\nagain',
      reactions: [],
      thread: null,
    })
    for (const entry of heard) {
      expect(entry).toEqual(heard[0])
      expect(entry).toMatchObject({
        stream: `channel:${channel}`,
        number: message.number,
        actorId: bob.personId,
      })
      expect(entry.event).toEqual({ type: 'message.sent', message, thread: null, mentionsEveryone: null })
    }
    expect((await alice.call('messages.find', { messageId: message.id })).message).toEqual(message)
    for (const ear of ears) {
      expect(ear.of('message.sent')).toHaveLength(1)
      ear.close()
    }
  })

  test('is answered only once the message and its entry are in the database', async () => {
    const other = new pg.Pool({ connectionString: server.databaseUrl, max: 4 })
    const found = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const { message } = await alice.send(channel, `message ${index}`)
        const { rows } = await other.query(
          `SELECT m.body, e.event -> 'message' ->> 'body' AS told FROM message m
           JOIN entry e ON e.stream = 'channel:' || m.channel_id AND e.number = m.number WHERE m.id = $1`,
          [message.id],
        )
        return rows[0]
      }),
    ).finally(() => other.end())
    expect(found).toEqual(found.map((_, index) => ({ body: `message ${index}`, told: `message ${index}` })))
  })

  test('marks the channel as read for its author and for nobody else', async () => {
    // Marks of what was sent before are in place, so that only this message can move one.
    await server.app.listeners.settled()
    const before = await readPositionOf(bob)
    const { message } = await alice.send(channel, 'news')
    await server.app.listeners.settled()
    expect(await readPositionOf(alice)).toBe(message.position)
    expect(await readPositionOf(bob)).toBe(before)
  })

  test('a mention of everyone counts from members, not from guests, not inside code', async () => {
    const ear = await alice.listen()
    const everyoneIn = async (who: Client, body: string) => {
      const { message } = await who.send(channel, body)
      return (await ear.waitFor('message.sent', (event) => event.message.id === message.id)).event
        .mentionsEveryone
    }
    expect(await everyoneIn(bob, 'look <!channel>')).toBe('channel')
    expect(await everyoneIn(bob, 'look <!here>')).toBe('here')
    expect(await everyoneIn(bob, 'type `<!channel>`')).toBeNull()
    expect(await everyoneIn(guest, 'look <!channel>')).toBeNull()
    ear.close()
  })
})
