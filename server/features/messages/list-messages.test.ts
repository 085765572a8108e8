import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { InputOf } from '../../../contract/commands.ts'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { ask, type Client } from '../../test/client.ts'
import { refusalOf, refused } from '../../test/refused.ts'

type At = NonNullable<InputOf<'messages.list'>['at']>

const minuteMs = 60_000
const count = 25
let now = new Date()
let server: TestApp
let alice: Client
let channel: ChannelId
let empty: ChannelId
/** Positions 1 to 25, one a minute, and a reply that stays in the thread of the fifth. */
let sent: MessageView[]
let reply: MessageView

const create = async (kind: 'public' | 'private', name: string) =>
  (await alice.call('channels.create', { kind, name })).joined.channel.id

beforeAll(async () => {
  server = await startTestApp({ clock: { now: () => now } })
  alice = server.owner
  channel = await create('public', 'talk')
  empty = await create('public', 'empty')
  sent = []
  for (let index = 0; index < count; index += 1) {
    now = new Date(now.getTime() + minuteMs)
    sent.push((await alice.send(channel, `message ${index + 1}`)).message)
  }
  reply = (await alice.send(channel, 'a reply', { threadId: sent[4]?.id })).message
})
afterAll(() => server.stop())

/** First and last position of a page, and what lies beyond it. */
async function pageOf(at: At, limit = 10, channelId = channel) {
  const { messages, hasOlder, hasNewer } = await alice.call('messages.list', { channelId, at, limit })
  const positions = messages.map(({ position }) => position as number)
  expect(positions).toEqual(positions.map((_, index) => (positions[0] as number) + index))
  return { from: positions[0] ?? null, to: positions.at(-1) ?? null, hasOlder, hasNewer }
}
const page = (from: number | null, to: number | null, hasOlder: boolean, hasNewer: boolean) => ({
  from,
  to,
  hasOlder,
  hasNewer,
})
const minutesAfter = (message: MessageView | undefined, minutes: number) =>
  new Date(Date.parse(message?.sentAt ?? '') + minutes * minuteMs).toISOString()

describe('messages.list', () => {
  test.each<[At, ReturnType<typeof page>]>([
    [{ kind: 'newest' }, page(16, 25, true, false)],
    [{ kind: 'before', position: 16 }, page(6, 15, true, true)],
    [{ kind: 'before', position: 11 }, page(1, 10, false, true)],
    [{ kind: 'before', position: 4 }, page(1, 3, false, true)],
    [{ kind: 'before', position: 1 }, page(null, null, false, true)],
    [{ kind: 'before', position: 0 }, page(null, null, false, true)],
    [{ kind: 'before', position: 26 }, page(16, 25, true, false)],
    [{ kind: 'after', position: 0 }, page(1, 10, false, true)],
    [{ kind: 'after', position: 15 }, page(16, 25, true, false)],
    [{ kind: 'after', position: 20 }, page(21, 25, true, false)],
    [{ kind: 'after', position: 25 }, page(null, null, true, false)],
    [{ kind: 'after', position: 1000 }, page(null, null, true, false)],
    [{ kind: 'around', position: 12 }, page(7, 16, true, true)],
    [{ kind: 'around', position: 1 }, page(1, 10, false, true)],
    [{ kind: 'around', position: 0 }, page(1, 10, false, true)],
    [{ kind: 'around', position: 25 }, page(16, 25, true, false)],
    [{ kind: 'around', position: 1000 }, page(16, 25, true, false)],
    [{ kind: 'date', date: '2001-01-01T00:00:00Z' }, page(1, 10, false, true)],
    [{ kind: 'date', date: '2999-01-01T00:00:00Z' }, page(16, 25, true, false)],
  ])('%j', async (at, expected) => {
    expect(await pageOf(at)).toEqual(expected)
  })

  test('shows a message in the middle of its page, and a reply where its thread stands', async () => {
    expect(await pageOf({ kind: 'message', messageId: sent[11]?.id as MessageId })).toEqual(
      page(7, 16, true, true),
    )
    expect(await pageOf({ kind: 'message', messageId: sent[24]?.id as MessageId })).toEqual(
      page(16, 25, true, false),
    )
    expect(await pageOf({ kind: 'message', messageId: reply.id }, 3)).toEqual(page(4, 6, true, true))
  })

  test('finds the first message at or after a moment, also exactly at one and between two', async () => {
    const at = (date: string) => pageOf({ kind: 'date', date }, 1)
    expect(await at(sent[11]?.sentAt ?? '')).toEqual(page(12, 12, true, true))
    expect(await at(minutesAfter(sent[11], 0.5))).toEqual(page(13, 13, true, true))
    expect(await at(minutesAfter(sent[0], -0.5))).toEqual(page(1, 1, false, true))
    expect(await at(minutesAfter(sent[0], 0))).toEqual(page(1, 1, false, true))
    expect(await at(minutesAfter(sent[24], 0))).toEqual(page(25, 25, true, false))
  })

  test.each<At>([
    { kind: 'newest' },
    { kind: 'before', position: 0 },
    { kind: 'before', position: 10 },
    { kind: 'after', position: 0 },
    { kind: 'around', position: 5 },
    { kind: 'date', date: '2020-01-01T00:00:00Z' },
  ])('of an empty channel at %j is an empty page with nothing beyond', async (at) => {
    expect(await pageOf(at, 10, empty)).toEqual(page(null, null, false, false))
  })

  test('gives the whole messages in order, and a head that includes them', async () => {
    const { messages, head } = await alice.call('messages.list', { channelId: channel, limit: 200 })
    const thread = (await alice.call('messages.find', { messageId: sent[4]?.id as MessageId })).message.thread
    expect(messages).toEqual(sent.map((message, index) => (index === 4 ? { ...message, thread } : message)))
    expect(head).toBe(reply.number)
  })

  test('reads a public channel without membership', async () => {
    const bob = await server.invite()
    const { messages } = await bob.call('messages.list', { channelId: channel, limit: 5 })
    expect(messages.map(({ id }) => id)).toEqual(sent.slice(-5).map(({ id }) => id))
  })

  test('of a private channel, or any to a guest outside of it, looks like one that does not exist', async () => {
    const bob = await server.invite()
    const guest = await server.invite('guest')
    const secret = await create('private', 'secret')
    const { message } = await alice.send(secret, 'hidden')
    const list = (who: Client, channelId: ChannelId) => refusalOf(who.call('messages.list', { channelId }))
    const absent = await list(bob, randomUUID() as ChannelId)
    for (const hidden of [await list(bob, secret), await list(guest, channel)]) {
      expect([hidden.status, hidden.code, hidden.message]).toEqual([404, 'not_found', absent.message])
    }
    const elsewhere: At = { kind: 'message', messageId: message.id }
    expect(await refused(bob.call('messages.list', { channelId: channel, at: elsewhere }))).toBe('not_found')
    expect(await refused(alice.call('messages.list', { channelId: channel, at: elsewhere }))).toBe(
      'not_found',
    )
    expect(await refused(ask(server.url, 'messages.list', { channelId: channel }))).toBe('not_signed_in')
  })

  test.each<[string, At]>([
    ['before a position beyond all numbers', { kind: 'before', position: Number.MAX_SAFE_INTEGER }],
    ['after one', { kind: 'after', position: Number.MAX_SAFE_INTEGER }],
    ['around one', { kind: 'around', position: Number.MAX_SAFE_INTEGER }],
    ['a negative position', { kind: 'before', position: -1 }],
    ['the year 0', { kind: 'date', date: '0000-01-01T00:00:00Z' }],
    ['no date', { kind: 'date', date: '2026-02-30T00:00:00Z' }],
  ])('refuses or answers, but never breaks: %s', async (_, at) => {
    const asked = await alice.call('messages.list', { channelId: channel, at }).catch((error) => error)
    expect(asked.code ?? 'answered').toMatch(/^(answered|invalid_input)$/)
  })

  test('refuses a page of none and of more than 200', async () => {
    for (const limit of [0, 201, 1.5]) {
      const refusal = await refusalOf(alice.call('messages.list', { channelId: channel, limit }))
      expect(refusal).toMatchObject({ code: 'invalid_input', field: 'limit' })
    }
  })
})
