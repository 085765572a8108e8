// A message that waits for its channel's lock while somebody is removed or the channel is archived.
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { channelStream } from '../../../contract/events.ts'
import type { ChannelId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { type Client, newClientId, type Refusal } from '../../test/client.ts'

let server: TestApp
let bob: Client
let byHand: pg.Client
let watch: pg.Client
let channelId: ChannelId
beforeAll(async () => {
  server = await startTestApp()
  bob = await server.invite()
  byHand = new pg.Client({ connectionString: server.databaseUrl })
  await byHand.connect()
  // One of its own: inside a transaction the view of the other connections stands still.
  watch = new pg.Client({ connectionString: server.databaseUrl })
  await watch.connect()
})
beforeEach(async () => {
  const memberIds = [bob.personId]
  const name = `room-${newClientId()}`
  channelId = (await server.owner.call('channels.create', { kind: 'private', name, memberIds })).joined
    .channel.id
})
afterAll(async () => {
  await byHand.end()
  await watch.end()
  await server.stop()
})

/** Resolves when so many connections wait for a lock. */
const waiting = (count: number) =>
  expect.poll(countWaiting, { timeout: 10_000 }).toBeGreaterThanOrEqual(count)

async function countWaiting(): Promise<number> {
  const { rows } = await watch.query(
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  )
  return rows[0].n
}

/** Lets `change` and then `send` wait for the same lock, gives it free, and answers how the send ended. */
async function behind(change: () => Promise<unknown>): Promise<string> {
  await byHand.query('BEGIN')
  await byHand.query('SELECT FROM stream WHERE name = $1 FOR UPDATE', [channelStream(channelId)])
  const changed = change()
  await waiting(1)
  const sent = bob.send(channelId, 'from outside').then(
    () => 'sent',
    (refusal: Refusal) => refusal.code,
  )
  await waiting(2)
  await byHand.query('COMMIT')
  await changed
  return sent
}

test('is refused behind the removal of its author', async () => {
  const remove = () => server.owner.call('channels.remove', { channelId, personId: bob.personId })
  expect(await behind(remove)).toBe('not_found')
})

test('is refused behind the archiving of its channel', async () => {
  const archive = () => server.owner.call('channels.archive', { channelId, isArchived: true })
  expect(await behind(archive)).toBe('channel_archived')
})

test('repeated by somebody who is out answers the message without what happened to it since', async () => {
  const clientId = newClientId()
  const send = () => bob.call('messages.send', { clientId, channelId, body: 'mine' })
  const { message } = await send()
  await server.owner.call('channels.remove', { channelId, personId: bob.personId })
  await server.owner.send(channelId, 'behind his back', { threadId: message.id })
  await server.owner.call('reactions.add', { messageId: message.id, emoji: '🎉' })
  expect((await send()).message).toMatchObject({ id: message.id, reactions: [], thread: null })
})
