import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'

let server: TestApp
let alice: Client
let others: Client[]
let channel: ChannelId

beforeAll(async () => {
  server = await startTestApp()
  alice = server.owner
  others = await Promise.all(Array.from({ length: 5 }, () => server.invite()))
  const memberIds = others.map(({ personId }) => personId)
  channel = (await alice.call('channels.create', { kind: 'public', name: 'talk', memberIds })).joined.channel
    .id
})
afterAll(() => server.stop())

const sendRoot = async () => (await alice.send(channel, 'root')).message
const threadOf = async (rootId: MessageId) =>
  (await alice.call('messages.find', { messageId: rootId })).message.thread
const lastPosition = async () => {
  const { channels } = await alice.call('sync.start', {})
  return channels.find((one) => one.channel.id === channel)?.state.lastPosition
}

describe('a reply', () => {
  test('stays out of the timeline and does not make the channel unread', async () => {
    const root = await sendRoot()
    const before = await lastPosition()
    const { message } = await alice.send(channel, 'reply', { threadId: root.id })
    expect(message).toMatchObject({ threadId: root.id, position: null })
    expect(await lastPosition()).toBe(before)
    const { messages } = await alice.call('messages.list', { channelId: channel })
    expect(messages.map(({ id }) => id)).not.toContain(message.id)
  })

  test('also sent to the channel takes the next place of the timeline', async () => {
    const root = await sendRoot()
    const { message } = await alice.send(channel, 'reply', { threadId: root.id, alsoToChannel: true })
    expect(message.position).toBe((root.position ?? 0) + 1)
    const { messages } = await alice.call('messages.list', { channelId: channel })
    expect(messages.at(-1)).toEqual(message)
    const { messages: replies } = await alice.call('messages.replies', { rootId: root.id })
    expect(replies).toEqual([message])
  })

  test('tells the thread as it stands with it, and the root carries the same', async () => {
    const root = await sendRoot()
    const ear = await alice.listen()
    const [bob, carla] = others as [Client, Client]
    const senders = [bob, carla, bob]
    for (const [index, sender] of senders.entries()) {
      const { message } = await sender.send(channel, `reply ${index}`, { threadId: root.id })
      const { event } = await ear.waitFor('message.sent', (one) => one.message.id === message.id)
      expect(event.thread).toEqual({
        rootId: root.id,
        replyCount: index + 1,
        lastReplyAt: message.sentAt,
        personIds: index === 0 ? [bob.personId] : [bob.personId, carla.personId],
      })
      expect(await threadOf(root.id)).toEqual(event.thread)
    }
    ear.close()
  })

  test('the thread names the first five who replied', async () => {
    const root = await sendRoot()
    for (const person of [...others, alice]) await person.send(channel, 'me too', { threadId: root.id })
    expect(await threadOf(root.id)).toMatchObject({
      replyCount: 6,
      personIds: others.map(({ personId }) => personId),
    })
  })

  test('many at once are all counted', async () => {
    const root = await sendRoot()
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        (others[index % 5] as Client).send(channel, `reply ${index}`, {
          threadId: root.id,
          alsoToChannel: index % 4 === 0,
        }),
      ),
    )
    const thread = await threadOf(root.id)
    expect(thread?.replyCount).toBe(40)
    expect(new Set(thread?.personIds)).toEqual(new Set(others.map(({ personId }) => personId)))
  })

  test('to several threads in one moment is counted in each', async () => {
    const roots = await Promise.all([sendRoot(), sendRoot(), sendRoot()])
    await Promise.all(
      roots.flatMap(({ id }) => [1, 2].map(() => alice.send(channel, 'reply', { threadId: id }))),
    )
    expect(await Promise.all(roots.map(async ({ id }) => (await threadOf(id))?.replyCount))).toEqual([
      2, 2, 2,
    ])
  })
})
