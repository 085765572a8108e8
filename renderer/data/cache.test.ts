import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { StreamName } from '../../contract/events.ts'
import type { ChannelId, PersonId } from '../../contract/ids.ts'
import type { StartState } from '../../contract/sync.ts'
import { emptyWindow } from '../features/messages/window.ts'
import { Cache, readState, readWindows, type Snapshot } from './cache.ts'
import { type Database, deleteDatabase, openDatabase, type WindowRow } from './database.ts'

const person = '00000001-0000-7000-8000-000000000001' as PersonId
const channelAt = (number: number) =>
  `00000002-0000-7000-8000-${String(number).padStart(12, '0')}` as ChannelId
const rowAt = (number: number): WindowRow => ({
  channelId: channelAt(number),
  cursor: number,
  usedAt: number,
  window: emptyWindow,
})

/** State whose parts all carry the same mark, so that a mixture would show. */
const stateAt = (mark: number) =>
  ({
    me: { personId: person, email: `${mark}`, sessionId: '', abilities: {} },
    workspace: { name: `${mark}`, mailExcerpts: false, revision: mark },
    people: [{ name: `${mark}` }],
    sections: [{ id: `${mark}`, name: `${mark}` }],
    channels: [],
    unreadThreads: [],
    groups: [],
    activityUnread: 0,
    rules: { level: 'mentions', isToldOfReplies: true, keywords: [] },
    saved: [],
    cursors: { workspace: mark },
  }) as unknown as StartState

let database: Database
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  database = await openDatabase(person)
})
afterEach(async () => {
  vi.useRealTimers()
  database.close()
  await deleteDatabase(person)
})

const cacheOf = (parts: () => StartState, windowOf: Snapshot['windowOf'] = () => null) =>
  new Cache(database, () => ({ parts: parts(), windowOf }))

describe('the cache', () => {
  test('gives nothing before anything was written', async () => {
    expect(await readState(database)).toBeNull()
    expect(await readWindows(database, 20)).toEqual([])
  })

  test('gives back what was last written', async () => {
    let state = stateAt(1)
    const cache = cacheOf(() => state)
    await cache.flush()
    state = { ...state, people: stateAt(2).people, cursors: { ['workspace' as StreamName]: 2 } }
    await cache.flush()
    expect(await readState(database)).toEqual(state)
  })

  test('waits before it writes, and writes what is true then', async () => {
    let state = stateAt(1)
    const cache = cacheOf(() => state)
    cache.touch()
    state = stateAt(2)
    await vi.advanceTimersByTimeAsync(900)
    expect(await readState(database)).toBeNull()
    await vi.advanceTimersByTimeAsync(700)
    await vi.waitFor(async () => expect(await readState(database)).toEqual(stateAt(2)))
  })

  test('of two windows the last writer wins as a whole: state and cursors never come from different ones', async () => {
    const states = [stateAt(1), stateAt(10)] as const
    const [one, two] = states.map((state) => cacheOf(() => state)) as [Cache, Cache]
    for (const writer of [one, two, one]) {
      await writer.flush()
      const state = await readState(database)
      expect(state).toEqual(writer === one ? states[0] : states[1])
    }
  })

  test('keeps the windows of the thirty channels last used', async () => {
    const cache = cacheOf(
      () => stateAt(1),
      (channelId) => rowAt(Number(channelId.slice(-12))),
    )
    for (let number = 1; number <= 35; number++) cache.touch(channelAt(number))
    await cache.flush()
    expect((await readWindows(database, 100)).map((row) => row.usedAt)).toEqual(
      Array.from({ length: 30 }, (_, index) => 35 - index),
    )
  })

  test('forgets a window that changed and is not held any more', async () => {
    let row: WindowRow | null = rowAt(1)
    const cache = cacheOf(
      () => stateAt(1),
      () => row,
    )
    cache.touch(channelAt(1))
    await cache.flush()
    expect(await readWindows(database, 20)).toHaveLength(1)
    row = null
    cache.touch(channelAt(1))
    await cache.flush()
    expect(await readWindows(database, 20)).toEqual([])
  })

  test('what a page that is left has not written yet is asked for at once, with all that goes with it', async () => {
    let mark = 1
    const cache = cacheOf(
      () => stateAt(mark),
      () => ({ ...rowAt(7), cursor: mark }),
    )
    await cache.flush()
    // Somebody else wrote in between.
    await cacheOf(() => stateAt(50)).flush()
    mark = 2
    cache.touch(channelAt(7))
    const asked: IDBObjectStore['put'] = IDBObjectStore.prototype.put
    let isLeft = false
    let late = 0
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...values
    ) {
      if (isLeft) late++
      return asked.apply(this, values)
    })
    cache.flushLeaving()
    isLeft = true
    expect(put.mock.calls.length).toBeGreaterThan(0)
    await vi.waitFor(async () => expect(await readState(database)).toEqual(stateAt(2)))
    expect(await readWindows(database, 20)).toEqual([{ ...rowAt(7), cursor: 2 }])
    expect(late).toBe(0)
    put.mockRestore()
  })

  test('a page that is left in the middle of a write loses nothing of it', async () => {
    let mark = 1
    const cache = cacheOf(
      () => stateAt(mark),
      () => ({ ...rowAt(7), cursor: mark }),
    )
    cache.touch(channelAt(7))
    const writing = cache.flush()
    mark = 2
    cache.flushLeaving()
    await writing
    await vi.waitFor(async () => expect(await readState(database)).toEqual(stateAt(2)))
    expect(await readWindows(database, 20)).toEqual([{ ...rowAt(7), cursor: 2 }])
  })

  test('a page that is left with nothing new writes nothing', async () => {
    const cache = cacheOf(() => stateAt(1))
    await cache.flush()
    await cacheOf(() => stateAt(2)).flush()
    cache.flushLeaving()
    expect(await readState(database)).toEqual(stateAt(2))
  })

  test('a closed cache writes nothing', async () => {
    const cache = cacheOf(() => stateAt(1))
    cache.touch()
    cache.close()
    await cache.flush()
    await vi.advanceTimersByTimeAsync(5000)
    expect(await readState(database)).toBeNull()
  })
})
