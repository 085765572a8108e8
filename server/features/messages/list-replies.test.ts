import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { ask, type Client } from '../../test/client.ts'
import { refusalOf, refused } from '../../test/refused.ts'

let server: TestApp
let alice: Client
let channel: ChannelId
let root: MessageView
let replies: MessageView[]

beforeAll(async () => {
  server = await startTestApp()
  alice = server.owner
  channel = (await alice.call('channels.create', { kind: 'public', name: 'talk' })).joined.channel.id
  root = (await alice.send(channel, 'root')).message
  replies = []
  for (let index = 0; index < 7; index += 1) {
    replies.push((await alice.send(channel, `reply ${index}`, { threadId: root.id })).message)
  }
})
afterAll(() => server.stop())

const read = (rootId: MessageId, before: number | null, limit: number) =>
  alice.call('messages.replies', { rootId, before, limit })

describe('messages.replies', () => {
  test('gives the root and the newest replies in order, and pages back to the first', async () => {
    const newest = await read(root.id, null, 3)
    expect(newest).toMatchObject({ messages: replies.slice(4), hasOlder: true, hasNewer: false })
    expect(newest.root).toMatchObject({ id: root.id, thread: { replyCount: 7 } })
    expect(newest.head).toBeGreaterThanOrEqual(replies.at(-1)?.number ?? Number.NaN)
    const middle = await read(root.id, newest.messages[0]?.number ?? null, 3)
    expect(middle).toMatchObject({ messages: replies.slice(1, 4), hasOlder: true, hasNewer: true })
    const oldest = await read(root.id, middle.messages[0]?.number ?? null, 3)
    expect(oldest).toMatchObject({ messages: replies.slice(0, 1), hasOlder: false, hasNewer: true })
  })

  test('a page that ends exactly at the first reply has nothing older', async () => {
    expect(await read(root.id, null, 7)).toMatchObject({ messages: replies, hasOlder: false })
  })

  test('of a message without replies is empty', async () => {
    const { message } = await alice.send(channel, 'alone')
    expect(await read(message.id, null, 10)).toMatchObject({
      root: message,
      messages: [],
      hasOlder: false,
      hasNewer: false,
    })
  })

  test.each([Number.MAX_SAFE_INTEGER, -1, 0])(
    'refuses or answers, but never breaks: before %d',
    async (before) => {
      const asked = await read(root.id, before, 10).catch((error) => error)
      expect(asked.code ?? 'answered').toMatch(/^(answered|invalid_input)$/)
    },
  )
})

describe('reading a thread or a message by its id', () => {
  test('is for a stranger nothing, for a member of the workspace the public ones, for a guest none outside', async () => {
    const bob = await server.invite()
    const guest = await server.invite('guest')
    const { joined } = await alice.call('channels.create', { kind: 'private', name: 'secret' })
    const hidden = (await alice.send(joined.channel.id, 'hidden')).message.id
    expect((await bob.call('messages.find', { messageId: root.id })).message.id).toBe(root.id)
    expect((await bob.call('messages.replies', { rootId: root.id })).messages).toEqual(replies)
    const absent = await refusalOf(bob.call('messages.find', { messageId: randomUUID() as MessageId }))
    for (const [who, messageId] of [
      [bob, hidden],
      [guest, root.id],
      [guest, hidden],
    ] as const) {
      const asks = [
        () => who.call('messages.find', { messageId }),
        () => who.call('messages.replies', { rootId: messageId }),
        () => who.call('messages.history', { messageId }),
      ]
      for (const asked of asks) {
        const { status, code, message } = await refusalOf(asked())
        expect([status, code, message]).toEqual([404, 'not_found', absent.message])
      }
    }
    expect(await refused(ask(server.url, 'messages.find', { messageId: root.id }))).toBe('not_signed_in')
    expect(await refused(ask(server.url, 'messages.replies', { rootId: root.id }))).toBe('not_signed_in')
  })
})
