// Against a real socket.io server; only the clock is ours.
import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server, type Socket } from 'socket.io'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ChannelId, MessageId, PersonId } from '../../../contract/ids.ts'
import { socketWire } from '../../data/socket.ts'
import { presenceStore, startPresence, stoppedTyping, typing, watchPresence } from './store.ts'

const alice = '00000001-0000-7000-8000-000000000001' as PersonId
const bob = '00000001-0000-7000-8000-000000000002' as PersonId
const channelId = '00000002-0000-7000-8000-000000000001' as ChannelId
const threadId = '00000003-0000-7000-8000-000000000001' as MessageId

let http: HttpServer
let io: Server
let page: EventTarget & { visibilityState?: string }
let told: [string, unknown][]
let wake: (() => void)[]
let stop: () => void

const hear = (name: string, input: unknown) => {
  told.push([name, input])
  for (const go of wake.splice(0)) go()
}
/** What the server was told by that name, once it was told `count` times. */
async function toldTo(name: string, count: number): Promise<unknown[]> {
  const found = () => told.filter(([one]) => one === name).map(([, input]) => input)
  while (found().length < count) await new Promise<void>((resolve) => wake.push(resolve))
  return found()
}
/** Waits for the store to show something. */
const when = (isSo: () => boolean) =>
  new Promise<void>((resolve) => {
    if (isSo()) return resolve()
    const leave = presenceStore.subscribe(() => {
      if (!isSo()) return
      leave()
      resolve()
    })
  })
const typists = (thread: MessageId | null) => [
  ...(presenceStore
    .getState()
    .typing.get(`${channelId}:${thread ?? ''}`)
    ?.keys() ?? []),
]

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  told = []
  wake = []
  http = createServer()
  io = new Server(http, { transports: ['websocket'] })
  io.on('connection', (socket: Socket) => {
    socket.onAny((name: string, input: unknown) => hear(name, input))
    socket.emit('ready', { version: '1' })
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const port = String((http.address() as AddressInfo).port)
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  vi.stubGlobal('location', { protocol: 'http:', hostname: '127.0.0.1', host: `127.0.0.1:${port}`, port })
  vi.stubGlobal('window', page)
  vi.stubGlobal('document', page)
  stop = startPresence()
  const nothing = () => {}
  socketWire.open({ ready: nothing, entries: nothing, heads: nothing, closed: nothing, woke: nothing })
  await toldTo('presence.report', 1)
})
afterEach(async () => {
  stop()
  socketWire.close()
  await io.close()
  vi.useRealTimers()
})

describe('presence', () => {
  test('is asked for the people on screen, all in one, each once', async () => {
    const leaves = [watchPresence(alice), watchPresence(bob), watchPresence(bob)]
    await vi.advanceTimersByTimeAsync(400)
    expect((await toldTo('presence.watch', 2))[1]).toEqual({ personIds: [alice, bob] })

    io.emit('presence', [{ personId: bob, presence: 'away' }])
    await when(() => presenceStore.getState().presences.get(bob) === 'away')
    leaves[1]?.()
    await vi.advanceTimersByTimeAsync(1000)
    leaves[2]?.()
    await vi.advanceTimersByTimeAsync(400)
    expect(await toldTo('presence.watch', 3)).toHaveLength(3)
    expect(told.at(-1)).toEqual(['presence.watch', { personIds: [alice] }])
    expect(presenceStore.getState().presences.has(bob)).toBe(false)
    leaves[0]?.()
  })

  test('is away after ten minutes without input, and active again with the first', async () => {
    expect(await toldTo('presence.report', 1)).toEqual([{ presence: 'active' }])
    await vi.advanceTimersByTimeAsync(6 * 60_000)
    page.dispatchEvent(new Event('keydown'))
    await vi.advanceTimersByTimeAsync(6 * 60_000)
    expect(await toldTo('presence.report', 1)).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(4 * 60_000)
    expect((await toldTo('presence.report', 2))[1]).toEqual({ presence: 'away' })
    page.dispatchEvent(new Event('pointermove'))
    expect((await toldTo('presence.report', 3))[2]).toEqual({ presence: 'active' })
  })
})

describe('typing', () => {
  test('is told once in three seconds, and at once for another place', async () => {
    for (let n = 0; n < 10; n++) typing(channelId, null)
    typing(channelId, threadId)
    expect(await toldTo('typing.start', 2)).toEqual([
      { channelId, threadId: null },
      { channelId, threadId },
    ])
    typing(channelId, threadId)
    await vi.advanceTimersByTimeAsync(3000)
    typing(channelId, threadId)
    expect(await toldTo('typing.start', 3)).toHaveLength(3)
  })

  test('of others is forgotten six seconds after the last sign, or when their message comes', async () => {
    io.emit('typing', [
      { channelId, threadId: null, personId: alice },
      { channelId, threadId, personId: bob },
    ])
    await when(() => typists(null).length > 0)
    expect([typists(null), typists(threadId)]).toEqual([[alice], [bob]])
    stoppedTyping(channelId, threadId, bob)
    expect(typists(threadId)).toEqual([])

    await vi.advanceTimersByTimeAsync(4000)
    io.emit('typing', [{ channelId, threadId: null, personId: bob }])
    await when(() => typists(null).length === 2)
    await vi.advanceTimersByTimeAsync(2000)
    expect(typists(null)).toEqual([bob])
    await vi.advanceTimersByTimeAsync(4000)
    expect(typists(null)).toEqual([])
  })
})
