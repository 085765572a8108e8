import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChannelId, ClientId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { Client, newClientId } from '../../test/client.ts'
import { refusalOf } from '../../test/refused.ts'

let server: TestApp
let second: TestApp
let alice: Client
let channel: ChannelId

/** Alice at the other server process. */
let aliceThere: Client

const create = async (name: string) =>
  (await alice.call('channels.create', { kind: 'public', name })).joined.channel.id

async function countOf(clientId: ClientId) {
  const messages = await server.context.db.message.count({ where: { clientId } })
  const [entries] = await server.context.db.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM entry WHERE event -> 'message' ->> 'clientId' = ${clientId}`
  return { messages, entries: entries.count }
}
const once = { messages: 1, entries: 1 }

beforeAll(async () => {
  server = await startTestApp()
  second = await startTestApp({ databaseUrl: server.databaseUrl })
  alice = server.owner
  aliceThere = new Client(second.url, alice)
  channel = await create('talk')
})
afterAll(async () => {
  await second.stop()
  await server.stop()
})

describe('messages.send with the same clientId', () => {
  test('answers the first message the second time and writes nothing', async () => {
    const clientId = newClientId()
    const first = await alice.send(channel, 'one', { clientId })
    const again = await alice.send(channel, 'another body', { clientId })
    expect(again).toEqual(first)
    expect(await countOf(clientId)).toEqual(once)
  })

  test('answers the message as it stands now, also when it was edited or deleted since', async () => {
    const clientId = newClientId()
    const { message } = await alice.send(channel, 'one', { clientId })
    await alice.call('messages.edit', { messageId: message.id, body: 'edited' })
    expect((await alice.send(channel, 'one', { clientId })).message.body).toBe('edited')
    await alice.call('messages.delete', { messageId: message.id })
    const again = (await alice.send(channel, 'one', { clientId })).message
    expect([again.id, again.body, again.deletedAt]).toEqual([message.id, '', expect.any(String)])
  })

  test('twenty times at once makes one message, one entry and one sound', async () => {
    const ear = await alice.listen()
    const clientId = newClientId()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => alice.send(channel, 'only once', { clientId })),
    )
    expect(new Set(answers.map(({ message }) => message.id)).size).toBe(1)
    expect(await countOf(clientId)).toEqual(once)
    const after = await alice.send(channel, 'the end')
    await ear.waitFor('message.sent', (event) => event.message.id === after.message.id)
    expect(ear.of('message.sent').filter(({ event }) => event.message.clientId === clientId)).toHaveLength(1)
    ear.close()
  })

  test('at two server processes in the same instant makes one message, thirty times over', async () => {
    for (let round = 0; round < 30; round += 1) {
      const clientId = newClientId()
      const send = (who: Client) => who.send(channel, `round ${round}`, { clientId })
      const [here, there] = await Promise.all([send(alice), send(aliceThere)])
      expect(here.message).toEqual(there.message)
      expect(await countOf(clientId)).toEqual(once)
    }
  })

  test('does not spoil what is sent beside it', async () => {
    const clientId = newClientId()
    await aliceThere.send(channel, 'first', { clientId })
    const beside = await Promise.all([
      alice.send(channel, 'before'),
      alice.send(channel, 'first', { clientId }),
      alice.send(channel, 'after'),
    ])
    expect(beside.map(({ message }) => message.body)).toEqual(['before', 'first', 'after'])
    expect(await countOf(clientId)).toEqual(once)
  })

  test('in another channel is refused: the id belongs to a message elsewhere', async () => {
    const elsewhere = await create('elsewhere')
    const clientId = newClientId()
    await alice.send(channel, 'here', { clientId })
    expect(await refusalOf(alice.send(elsewhere, 'there', { clientId }))).toMatchObject({
      code: 'already_exists',
      field: 'clientId',
    })
  })

  test('of somebody else is a message of its own', async () => {
    const bob = await server.invite()
    await bob.call('channels.join', { channelId: channel })
    const clientId = newClientId()
    const mine = await alice.send(channel, 'mine', { clientId })
    const theirs = await bob.send(channel, 'theirs', { clientId })
    expect(mine.message.id).not.toBe(theirs.message.id)
    expect(await countOf(clientId)).toEqual({ messages: 2, entries: 2 })
  })
})
