import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FoundRow, Stretch } from './find-db.ts'
import { everything } from './resolve.ts'
import { walkBack } from './walk.ts'
import { termsOf, windowBefore } from './windows.ts'

const now = new Date('2026-11-22T12:00:00Z')
const sought = everything('message', { personId: 'nobody' as never, readsPublic: true })

/** Blocks that a tsquery of time names. */
function blocksOf(window: string | null): { from: number; to: number }[] {
  return [...(window ?? '').matchAll(/'t(\d):(\d+)'/g)].map(([, level, block]) => {
    const size = 8 ** Number(level)
    return { from: Number(block) * size, to: (Number(block) + 1) * size }
  })
}

/** As search_terms computes it: extract(epoch FROM at)::bigint / 10800. */
const indexBlockOf = (at: Date) => Math.floor(Math.round(at.getTime() / 1000) / 10_800)

/** An index of documents by time alone, that answers as the database does. */
function indexOf(times: number[]) {
  const rows = times
    .map((time, at) => ({ id: String(at).padStart(8, '0'), at: new Date(time), words: '' }))
    .sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1))
  let fetched = 0
  const look = async (_sought: unknown, { window, below, most, wanted }: Stretch) => {
    const blocks = blocksOf(window)
    const isBelow = (row: FoundRow) =>
      !below || row.at < below.at || (row.at.getTime() === below.at.getTime() && row.id < below.id)
    const found = rows.filter((row) => {
      const block = indexBlockOf(row.at)
      return isBelow(row) && blocks.some(({ from, to }) => from <= block && block < to)
    })
    fetched += Math.min(found.length, most + 1)
    return { isTooMuch: found.length > most, rows: found.length > most ? [] : found.slice(0, wanted) }
  }
  return { rows, look, fetched: () => fetched }
}

const walk = (index: ReturnType<typeof indexOf>, wanted: number, below: FoundRow | null = null) =>
  walkBack({
    sought,
    below,
    wanted,
    withWords: false,
    now,
    deadline: Number.POSITIVE_INFINITY,
    look: index.look,
  })

describe('windows', () => {
  test('are covered by terms exactly, without overlap', () => {
    fc.assert(
      fc.property(fc.nat(400_000), fc.nat(40_000), (from, length) => {
        const blocks = blocksOf(
          termsOf({ from, to: from + length })
            .map((term) => `'${term}'`)
            .join('|'),
        ).sort((a, b) => a.from - b.from)
        expect(blocks.reduce((sum, block) => sum + block.to - block.from, 0)).toBe(length)
        let at = from
        for (const block of blocks) {
          expect(block.from).toBe(at)
          at = block.to
        }
        expect(blocks.length).toBeLessThan(90)
      }),
    )
  })

  test('end where they are told to and hold at least one block', () => {
    expect(windowBefore(100, 0, 0)).toEqual({ from: 99, to: 100 })
    expect(windowBefore(100, 1, 0)).toEqual({ from: 96, to: 100 })
    expect(windowBefore(96, 1, 0)).toEqual({ from: 88, to: 96 })
    expect(windowBefore(100, 6, 90)).toEqual({ from: 90, to: 100 })
  })
})

describe('walkBack', () => {
  const yearMs = 365 * 86_400_000
  test('answers the newest ones in order, page after page, whatever lies where', async () => {
    const times = fc.array(
      fc.oneof(
        fc.nat(3 * yearMs),
        fc.nat(86_400_000),
        fc.nat(20).map((days) => days * 86_400_000),
        // Around the ends of blocks.
        fc
          .tuple(fc.nat(6), fc.integer({ min: -900, max: 900 }))
          .map(([blocks, ms]) => blocks * 10_800_000 + ms),
      ),
      { maxLength: 200 },
    )
    await fc.assert(
      fc.asyncProperty(times, fc.integer({ min: 1, max: 30 }), async (ages, wanted) => {
        const index = indexOf(ages.map((age) => now.getTime() - age))
        const seen: FoundRow[] = []
        for (;;) {
          const { rows, isAtEnd } = await walk(index, wanted, seen.at(-1) ?? null)
          seen.push(...rows)
          if (isAtEnd) break
          expect(rows).toHaveLength(wanted)
        }
        expect(seen).toEqual(index.rows)
      }),
      { numRuns: 60 },
    )
  })

  test('loses and doubles nothing in the last half second of three hours, which the index counts to the next ones', async () => {
    const index = indexOf(
      [-2, -100, -200, -300, -499, -500, -501, -700].map((ms) => now.getTime() - 10_800_000 + ms),
    )
    const seen: FoundRow[] = []
    for (const _ of index.rows) seen.push(...(await walk(index, 1, seen.at(-1) ?? null)).rows)
    expect(seen).toEqual(index.rows)
  })

  test('does not fetch a loud past to show the newest page', async () => {
    const index = indexOf(Array.from({ length: 30_000 }, (_, at) => now.getTime() - at * 120_000))
    const { rows } = await walk(index, 20)
    expect(rows).toEqual(index.rows.slice(0, 20))
    expect(index.fetched()).toBeLessThan(8000)
  })

  test('stops when time is up, and says how far it came', async () => {
    const index = indexOf([now.getTime() - yearMs])
    const stopped = await walkBack({
      sought,
      below: null,
      wanted: 5,
      withWords: false,
      now,
      deadline: performance.now() - 1,
      look: index.look,
    })
    expect(stopped).toMatchObject({ rows: [], isAtEnd: false })
    expect(stopped.cutAt?.at.getTime()).toBeGreaterThan(now.getTime())
  })

  test('says that something is missing where three hours hold more than can be compared, and goes on behind them', async () => {
    const loud = Array.from({ length: 100_002 }, (_, at) => now.getTime() - 3_600_000 - at)
    const index = indexOf([...loud, now.getTime() - yearMs])
    const cut = await walk(index, 5)
    expect(cut).toMatchObject({ rows: [], isAtEnd: false })
    const rest = await walk(index, 5, { ...(cut.cutAt as NonNullable<typeof cut.cutAt>), words: '' })
    expect(rest.rows.map(({ at }) => at.getTime())).toEqual([now.getTime() - yearMs])
  })
})
