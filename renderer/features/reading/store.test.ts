import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { JoinedChannel } from '../../../contract/channels.ts'
import type { Entry, Event } from '../../../contract/events.ts'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import { noChannels } from '../channels/reducer.ts'
import { channelsStore } from '../channels/store.ts'
import { forgetMarks, markRead, markThreadRead, markUnreadFrom } from './store.ts'
import { applyToThreads, noThreads, unreadThreadsStore } from './threads.ts'

const channelId = '00000002-0000-7000-8000-000000000001' as ChannelId
const rootId = '00000003-0000-7000-8000-000000000001' as MessageId
let asked: { name: string; input: Record<string, unknown> }[]
let isOnline: boolean

const readUpTo = (readPosition: number) => {
  const joined = { membership: { readPosition } } as unknown as JoinedChannel
  channelsStore.setState({ channels: new Map([[channelId, joined]]) })
}
const unread = (lastReplyNumber: number) => ({ rootId, channelId, lastReplyNumber, isMention: false })

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  asked = []
  isOnline = true
  readUpTo(5)
  vi.stubGlobal('fetch', async (url: string, { body }: { body: string }) => {
    asked.push({ name: url.replace('/api/', ''), input: JSON.parse(body) })
    if (!isOnline) throw new TypeError('network')
    return new Response('{}')
  })
})
afterEach(() => {
  forgetMarks()
  expect(vi.getTimerCount()).toBe(0)
  channelsStore.setState(noChannels)
  unreadThreadsStore.setState(noThreads)
  vi.useRealTimers()
})

describe('marking read', () => {
  test('tells the furthest position once things have settled', async () => {
    markRead(channelId, 7)
    markRead(channelId, 9)
    markRead(channelId, 8)
    await vi.advanceTimersByTimeAsync(299)
    expect(asked).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(asked).toEqual([{ name: 'reading.markChannel', input: { channelId, position: 9 } }])
  })

  test('never goes back, and asks nothing for what is read already', async () => {
    markRead(channelId, 5)
    markRead(channelId, 3)
    markRead('00000002-0000-7000-8000-000000000009' as ChannelId, 3)
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked).toEqual([])
    markRead(channelId, 7)
    readUpTo(7)
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked).toEqual([])
  })

  test('is not forgotten without network', async () => {
    isOnline = false
    markRead(channelId, 7)
    await vi.advanceTimersByTimeAsync(300)
    markRead(channelId, 8)
    isOnline = true
    await vi.advanceTimersByTimeAsync(5000)
    expect(asked.map(({ input }) => input.position)).toEqual([7, 8])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked).toHaveLength(2)
  })

  test('unread from a message means read up to the one before, and takes back a mark on its way', async () => {
    markRead(channelId, 9)
    await markUnreadFrom(channelId, 4)
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked).toEqual([
      { name: 'reading.markChannel', input: { channelId, position: 3, mayGoBack: true } },
    ])
  })

  test('a thread is marked only while something in it is unread', async () => {
    markThreadRead(rootId, 12)
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked).toEqual([])
    unreadThreadsStore.setState({ threads: [unread(12)] })
    markThreadRead(rootId, 12)
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked).toEqual([{ name: 'reading.markThread', input: { rootId, number: 12 } }])
  })
})

describe('unread threads', () => {
  const apply = (threads: ReturnType<typeof unread>[], event: object) =>
    applyToThreads({ threads }, { event: event as Event } as Entry).threads

  test('come with a reply, each once, and go when read up to the last', () => {
    const replied = { type: 'thread.replied', unread: unread(14) }
    expect(apply([unread(12)], replied)).toEqual([unread(14)])
    expect(apply([unread(14)], replied)).toEqual([unread(14)])
    expect(apply([unread(14)], { type: 'thread.read', rootId, readNumber: 12 })).toEqual([unread(14)])
    expect(apply([unread(14)], { type: 'thread.read', rootId, readNumber: 14 })).toEqual([])
  })

  test('go with their channel', () => {
    expect(apply([unread(14)], { type: 'channel.left', channelId })).toEqual([])
  })
})
