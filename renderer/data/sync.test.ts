import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  channelStream,
  type Entry,
  type StreamName,
  userStream,
  workspaceStream,
} from '../../contract/events.ts'
import type { ChannelId, PersonId, SessionId } from '../../contract/ids.ts'
import type { CatchUp, Cursors, StartState } from '../../contract/sync.ts'
import { ApiError } from './api.ts'
import { connectionStore } from './connection.ts'
import type { Sink } from './sink.ts'
import type { WireHandlers } from './socket.ts'
import { cursorOf, retryNow, Sync } from './sync.ts'
import { membershipIn } from './test/model-server.ts'

const me = '00000001-0000-7000-8000-000000000001' as PersonId
const session = '00000004-0000-7000-8000-000000000001' as SessionId
const general = '00000002-0000-7000-8000-000000000001' as ChannelId
const stream = channelStream(general)
const mine = userStream(me)
const nothing: CatchUp = { entries: [], fresh: [], gone: [], hasMore: false }

/** An entry that changes nothing but its stream's number. */
const entry = (number: number, of: StreamName = stream, event: unknown = null) =>
  ({
    stream: of,
    number,
    at: '2030-01-01T00:00:00.000Z',
    actorId: null,
    event: event ?? { type: 'member.joined', channelId: general, personId: me, memberCount: number },
  }) as Entry

type Asked = { cursors: Cursors | null; answer: (value: unknown) => void; fail: (error: unknown) => void }

let wire: WireHandlers | null
let asked: Asked[]
let applied: { number: number; isLive: boolean }[]
let calls: string[]
let sync: Sync
let restMs: number

const ask = (cursors: Cursors | null) =>
  new Promise<never>((answer, fail) => asked.push({ cursors, answer: answer as Asked['answer'], fail }))
const sink: Sink = {
  start: () => calls.push('start'),
  apply: (entries, isLive) => applied.push(...entries.map(({ number }) => ({ number, isLive }))),
  fresh: ({ head }) => calls.push(`fresh ${head}`),
  restart: () => calls.push('restart'),
  forget: () => calls.push('forget'),
  ended: () => calls.push('ended'),
}
const numbers = () => applied.map(({ number }) => number)
const answer = async (value: unknown) => {
  asked.shift()?.answer(value)
  await vi.advanceTimersByTimeAsync(0)
}
const cached = (cursors: Record<string, number>) => ({
  personId: me,
  sessionId: session,
  cursors: cursors as Cursors,
})
const state = (cursors: Record<string, number>, personId = me) =>
  ({ me: { personId, sessionId: session }, cursors }) as unknown as StartState

const joinedTo = (id: ChannelId) => ({
  channel: {
    id,
    kind: 'public',
    name: 'new',
    topic: '',
    isArchived: false,
    memberIds: null,
    createdById: me,
    createdAt: '2030-01-01T00:00:00.000Z',
    revision: 1,
  },
  state: { lastPosition: 0, lastMessageAt: null, memberCount: 1, call: null },
  membership: membershipIn(id),
})

/** A client that has caught up to number 5. */
async function online(): Promise<WireHandlers> {
  sync.begin(cached({ [stream]: 5, [mine]: 5 }))
  wire?.ready()
  await answer(nothing)
  expect(connectionStore.getState().status).toBe('online')
  return wire as WireHandlers
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  wire = null
  asked = []
  applied = []
  calls = []
  restMs = 0
  sync = new Sync({
    wire: {
      open: (handlers) => {
        wire = handlers
      },
      close: () => calls.push('close'),
      retry: () => calls.push('retry'),
    },
    sink,
    start: () => ask(null),
    catchUp: (cursors) => ask(cursors),
    restMs: () => restMs,
  })
})
afterEach(() => {
  sync.stop()
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

describe('Sync', () => {
  test('asks for the whole state when there is none, and connects with it', async () => {
    sync.begin(null)
    expect(wire).toBeNull()
    expect(asked[0]?.cursors).toBeNull()
    await answer(state({ [stream]: 5 }))
    expect(calls).toEqual(['start'])
    expect(wire).not.toBeNull()
    expect(cursorOf(stream)).toBe(5)
  })

  test('what is pushed after a quiet moment is there at once; of a stream it takes in as much as came while it rested', async () => {
    restMs = 250
    const { entries, heads } = await online()
    await vi.advanceTimersByTimeAsync(250)
    entries([entry(6)])
    expect(numbers()).toEqual([6])
    await vi.advanceTimersByTimeAsync(50)
    entries([entry(7)])
    entries([entry(9), entry(8)])
    await vi.advanceTimersByTimeAsync(199)
    expect(numbers()).toEqual([6])
    await vi.advanceTimersByTimeAsync(1)
    expect(numbers()).toEqual([6, 7, 8, 9])
    entries([entry(10)])
    sync.handOn()
    expect(numbers().at(-1)).toBe(10)
    restMs = 2000
    entries([entry(11)])
    // What only rests is not missing: nobody is asked for it.
    heads({ [stream]: 11 })
    await vi.advanceTimersByTimeAsync(300)
    entries([entry(13), entry(12)])
    await vi.advanceTimersByTimeAsync(2000)
    expect([numbers().slice(-3), asked]).toEqual([[11, 12, 13], []])
    entries([entry(14)])
    sync.stop()
    expect(numbers().at(-1)).toBe(13)
  })

  test('with cached cursors asks only for what was missed, once it is ready', async () => {
    sync.begin(cached({ [stream]: 5 }))
    expect(connectionStore.getState()).toMatchObject({ status: 'connecting', fromCache: true })
    expect(asked).toEqual([])
    wire?.ready()
    expect(asked[0]?.cursors).toEqual({ [stream]: 5 })
    await answer({ ...nothing, entries: [entry(6), entry(7)] })
    expect(applied).toEqual([
      { number: 6, isLive: false },
      { number: 7, isLive: false },
    ])
    expect(connectionStore.getState()).toMatchObject({ status: 'online', fromCache: false })
  })

  test('applies entries once and in order, however they come', async () => {
    const socket = await online()
    socket.entries([entry(7), entry(6), entry(6)])
    socket.entries([entry(5), entry(8), entry(7)])
    expect(numbers()).toEqual([6, 7, 8])
    expect(cursorOf(stream)).toBe(8)
  })

  test('what comes while catching up waits for its turn', async () => {
    sync.begin(cached({ [stream]: 5 }))
    wire?.ready()
    wire?.entries([entry(8)])
    expect(numbers()).toEqual([])
    await answer({ ...nothing, entries: [entry(6), entry(7)] })
    expect(numbers()).toEqual([6, 7, 8])
  })

  test('an event of a newer server is passed over and its number counted', async () => {
    const socket = await online()
    socket.entries([
      entry(6, stream, { type: 'message.levitated', height: 3 }),
      entry(7),
      { nonsense: true },
      null,
    ])
    expect(numbers()).toEqual([7])
    expect(cursorOf(stream)).toBe(7)
  })

  test('a gap that closes by itself is not asked for; one that stays is, after 150 ms', async () => {
    const socket = await online()
    socket.entries([entry(7)])
    await vi.advanceTimersByTimeAsync(100)
    socket.entries([entry(6)])
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked).toEqual([])

    socket.entries([entry(9)])
    await vi.advanceTimersByTimeAsync(149)
    expect(asked).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(asked).toMatchObject([{ cursors: { [stream]: 7 } }])
    await answer({ ...nothing, entries: [entry(8)] })
    expect(numbers()).toEqual([6, 7, 8, 9])
  })

  test('a gap that asking does not close is asked for ever more rarely', async () => {
    const socket = await online()
    socket.entries([entry(9)])
    let count = 0
    for (let second = 0; second < 60; second++) {
      await vi.advanceTimersByTimeAsync(1000)
      count += asked.length
      while (asked.length > 0) await answer(nothing)
    }
    expect(count).toBeGreaterThan(3)
    expect(count).toBeLessThan(12)
  })

  test('a head above what is applied is fetched unless it comes within 300 ms', async () => {
    const socket = await online()
    socket.heads({ [stream]: 6, [mine]: 5, 'channel:00000002-0000-7000-8000-000000000009': 4 })
    await vi.advanceTimersByTimeAsync(200)
    socket.entries([entry(6)])
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked).toEqual([])
    socket.heads({ [stream]: 7 })
    await vi.advanceTimersByTimeAsync(300)
    expect(asked).toHaveLength(1)
  })

  test('goes on asking while there is more', async () => {
    sync.begin(cached({ [stream]: 5 }))
    wire?.ready()
    await answer({ ...nothing, entries: [entry(6)], hasMore: true })
    expect(asked).toMatchObject([{ cursors: { [stream]: 6 } }])
    expect(connectionStore.getState().status).toBe('connecting')
    await answer({ ...nothing, entries: [entry(7)] })
    expect(asked).toEqual([])
    expect(connectionStore.getState().status).toBe('online')
  })

  test('catches up one at a time, and again when it was asked to meanwhile', async () => {
    const socket = await online()
    retryNow()
    retryNow()
    socket.ready()
    expect(asked).toHaveLength(1)
    await answer(nothing)
    expect(asked).toHaveLength(1)
    await answer(nothing)
    expect(asked).toHaveLength(0)
  })

  test('takes fresh state when its cursors are too old, and holds what comes meanwhile', async () => {
    sync.begin(cached({ [stream]: 5 }))
    wire?.ready()
    asked.shift()?.fail(new ApiError('cursor_outdated', 'too old'))
    await vi.advanceTimersByTimeAsync(0)
    expect(asked[0]?.cursors).toBeNull()
    wire?.entries([entry(6), entry(102), entry(101)])
    expect(numbers()).toEqual([])
    await answer(state({ [stream]: 100 }))
    expect(calls).toEqual(['start'])
    expect(numbers()).toEqual([101, 102])
  })

  test('takes fresh state when the own access changed', async () => {
    const socket = await online()
    socket.entries([entry(6, mine, { type: 'access.changed' })])
    expect(asked).toMatchObject([{ cursors: null }])
  })

  test('a channel that was missed too long goes on from its head; one we came past is left alone', async () => {
    sync.begin(cached({ [stream]: 5 }))
    wire?.ready()
    await answer({ ...nothing, fresh: [{ stream, head: 900 }] })
    expect(calls).toEqual(['fresh 900'])
    expect(cursorOf(stream)).toBe(900)

    retryNow()
    wire?.entries([entry(901)])
    await answer({ ...nothing, fresh: [{ stream, head: 901 }] })
    expect(calls).toEqual(['fresh 900'])
  })

  test('a server set back to a backup takes the client back with it', async () => {
    const socket = await online()
    socket.ready()
    await answer({ ...nothing, fresh: [{ stream, head: 3 }] })
    expect(calls).toEqual(['fresh 3'])
    expect(cursorOf(stream)).toBe(3)
  })

  test('a stream we may not hear any more is forgotten, and late entries of it are not applied', async () => {
    const socket = await online()
    socket.ready()
    await answer({ ...nothing, gone: [stream] })
    expect(calls).toEqual(['forget'])
    socket.entries([entry(6)])
    expect(numbers()).toEqual([])
    await vi.advanceTimersByTimeAsync(150)
    await answer(nothing)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked).toEqual([])
  })

  test('a channel left and joined again while it was asked for is not forgotten with the old answer', async () => {
    const socket = await online()
    socket.ready()
    const left = { type: 'channel.left', channelId: general }
    socket.entries([
      entry(6, mine, left),
      entry(7, mine, { type: 'channel.joined', joined: joinedTo(general), head: 8 }),
    ])
    expect(calls).toEqual(['forget', 'restart'])
    await answer({ ...nothing, gone: [stream] })
    expect(calls).toEqual(['forget', 'restart'])
    expect(cursorOf(stream)).toBe(8)
  })

  test('a joined channel begins at its head, and what was said until we heard of it is asked for', async () => {
    const socket = await online()
    const other = '00000002-0000-7000-8000-000000000002' as ChannelId
    socket.entries([entry(4, channelStream(other))])
    socket.entries([entry(6, mine, { type: 'channel.joined', joined: joinedTo(other), head: 3 })])
    expect(calls).toEqual(['restart'])
    expect(numbers()).toEqual([6, 4])
    await vi.advanceTimersByTimeAsync(150)
    expect(asked).toMatchObject([{ cursors: { [channelStream(other)]: 4 } }])
  })

  test('the end of the own session is told; of another one it is not', async () => {
    const socket = await online()
    const other = session.replace('1', '2') as SessionId
    socket.entries([entry(6, mine, { type: 'session.ended', sessionId: other })])
    expect(calls).toEqual([])
    socket.entries([entry(7, mine, { type: 'session.ended', sessionId: session })])
    expect(calls).toEqual(['ended'])
  })

  test("somebody else's state, or the own stream gone, means that the session is another's", async () => {
    const socket = await online()
    socket.ready()
    await answer({ ...nothing, gone: [mine, workspaceStream] })
    expect(calls).toEqual(['ended'])
  })

  test('tries again after a failure, as late as the server asks', async () => {
    const socket = await online()
    socket.ready()
    asked.shift()?.fail(new ApiError('rate_limited', 'slowly', { retryAfterMs: 10_000 }))
    await vi.advanceTimersByTimeAsync(9000)
    expect(asked).toEqual([])
    expect(connectionStore.getState().status).toBe('offline')
    await vi.advanceTimersByTimeAsync(3000)
    expect(asked).toHaveLength(1)
    await answer(nothing)
    expect(connectionStore.getState().status).toBe('online')
  })

  test('a lost connection is "connecting" first and "offline" after five seconds', async () => {
    const socket = await online()
    socket.closed()
    expect(connectionStore.getState().status).toBe('connecting')
    await vi.advanceTimersByTimeAsync(5000)
    expect(connectionStore.getState().status).toBe('offline')
    retryNow()
    expect(calls).toEqual(['retry'])
    socket.ready()
    await answer(nothing)
    expect(connectionStore.getState().status).toBe('online')
  })

  test('after it is stopped nothing is applied and nothing is asked', async () => {
    const socket = await online()
    socket.ready()
    sync.stop()
    await answer({ ...nothing, entries: [entry(6)] })
    socket.entries([entry(6)])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(numbers()).toEqual([])
    expect(asked).toEqual([])
    expect(calls).toEqual(['close'])
  })
})
