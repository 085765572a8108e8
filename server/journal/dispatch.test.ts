import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { Entry, StreamName } from '../../contract/events.ts'
import { createDispatcher } from './dispatch.ts'

const stream = 'channel:0199f000-0000-7000-8000-000000000001' as StreamName
const other = 'workspace' as StreamName
const entry = (number: number, name = stream): Entry => ({
  stream: name,
  number,
  at: '2026-01-01T00:00:00.000Z',
  actorId: null,
  event: { type: 'access.changed' },
})

/** A dispatcher over a database that holds `head` entries of every stream. */
function dispatcherOver(head: number, patienceMs = 1) {
  const heard: Entry[] = []
  const errors: unknown[] = []
  const database = { head, fetches: 0, fails: 0, filled: 0 }
  const dispatcher = createDispatcher({
    deliver: (entries) => {
      expect(new Set(entries.map((one) => one.stream)).size).toBe(1)
      heard.push(...entries)
    },
    fetch: async (name, after) => {
      database.fetches += 1
      if (database.fails-- > 0) throw new Error('no connection')
      return Array.from({ length: Math.max(0, database.head - after) }, (_, index) =>
        entry(after + index + 1, name),
      )
    },
    fetchHeads: async (names) => new Map(names.map((name) => [name, { head: database.head }])),
    onGapFilled: (count) => {
      database.filled += count
    },
    onError: (error) => errors.push(error),
    patienceMs,
  })
  const numbers = (name = stream) => heard.filter((one) => one.stream === name).map(({ number }) => number)
  return { dispatcher, numbers, database, errors }
}

const upTo = (head: number, from = 1) => Array.from({ length: head - from + 1 }, (_, index) => from + index)

describe('the dispatcher', () => {
  test('hands on any order of late, doubled and lost entries exactly once and in order', async () => {
    const arrivals = fc
      .tuple(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 0, max: 5 }))
      .chain(([head, followedFrom]) =>
        fc.record({
          head: fc.constant(head),
          followedFrom: fc.constant(Math.min(followedFrom, head)),
          groups: fc.array(fc.array(fc.integer({ min: 1, max: head }), { maxLength: 6 }), { maxLength: 12 }),
          sweeps: fc.array(fc.nat({ max: 11 }), { maxLength: 3 }),
          failures: fc.integer({ min: 0, max: 2 }),
        }),
      )
    await fc.assert(
      fc.asyncProperty(arrivals, async ({ head, followedFrom, groups, sweeps, failures }) => {
        const { dispatcher, numbers, database } = dispatcherOver(head)
        database.fails = failures
        dispatcher.follow(stream, followedFrom)
        for (const [index, group] of groups.entries()) {
          dispatcher.take(group.map((number) => entry(number)))
          if (sweeps.includes(index)) await dispatcher.sweep()
          expect(numbers()).toEqual(upTo(numbers().length + followedFrom, followedFrom + 1))
        }
        // The last sweep that has a connection brings whatever never came.
        for (let tries = 0; tries <= failures; tries += 1) await dispatcher.sweep()
        expect(numbers()).toEqual(upTo(head, followedFrom + 1))
        expect(dispatcher.pushed(stream)).toBe(head)
      }),
      { numRuns: 300 },
    )
  })

  test('hands on what comes in order at once, without asking the database', () => {
    const { dispatcher, numbers, database } = dispatcherOver(3)
    dispatcher.follow(stream, 0)
    dispatcher.take([entry(1), entry(2)])
    dispatcher.take([entry(3)])
    expect(numbers()).toEqual([1, 2, 3])
    expect(database.fetches).toBe(0)
  })

  test('holds an entry ahead of its turn, and fetches the one before it when that does not come', async () => {
    const { dispatcher, numbers, database } = dispatcherOver(5)
    dispatcher.follow(stream, 2)
    dispatcher.take([entry(5)])
    expect(numbers()).toEqual([])
    await vi.waitFor(() => expect(numbers()).toEqual([3, 4, 5]), { interval: 1 })
    expect(database.filled).toBe(3)
  })

  test('keeps streams apart: a gap in one holds up no other', () => {
    const { dispatcher, numbers } = dispatcherOver(9, 60_000)
    dispatcher.follow(stream, 0)
    dispatcher.follow(other, 0)
    dispatcher.take([entry(2), entry(1, other), entry(2, other)])
    expect(numbers()).toEqual([])
    expect(numbers(other)).toEqual([1, 2])
  })

  test('hands on nothing of a stream that nobody follows, or nobody follows any more', async () => {
    const { dispatcher, numbers } = dispatcherOver(3)
    dispatcher.take([entry(1)])
    dispatcher.follow(stream, 1)
    dispatcher.forget(stream)
    dispatcher.take([entry(2)])
    await dispatcher.sweep()
    expect(numbers()).toEqual([])
    expect(dispatcher.pushed(stream)).toBeNull()
  })

  test('following again from an older or newer number changes nothing', () => {
    const { dispatcher, numbers } = dispatcherOver(9, 60_000)
    dispatcher.follow(stream, 5)
    dispatcher.follow(stream, 1)
    dispatcher.follow(stream, 8)
    dispatcher.take([entry(2), entry(6), entry(8)])
    expect(numbers()).toEqual([6])
  })

  test('gets over a database that did not answer: the next sweep fetches', async () => {
    const { dispatcher, numbers, database, errors } = dispatcherOver(2)
    database.fails = 1
    dispatcher.follow(stream, 0)
    await dispatcher.sweep()
    expect(numbers()).toEqual([])
    expect(errors).toHaveLength(1)
    await dispatcher.sweep()
    expect(numbers()).toEqual([1, 2])
  })
})
