import { describe, expect, test } from 'vitest'
import { createBatch } from './batch.ts'

const gate = () => Promise.withResolvers<void>()
const settled = (promises: Promise<unknown>[]) => Promise.allSettled(promises)
const reasonOf = (result: PromiseSettledResult<unknown> | undefined) =>
  result?.status === 'rejected' ? String(result.reason.message) : 'fulfilled'

describe('a batch', () => {
  test('takes what arrives in one turn as one group, in order of arrival', async () => {
    const groups: number[][] = []
    const batch = createBatch(async (items: number[]) => {
      groups.push(items)
      return items.map((item) => item * 10)
    }, 100)
    expect(await Promise.all([1, 2, 3].map(batch))).toEqual([10, 20, 30])
    expect(groups).toEqual([[1, 2, 3]])
  })

  test('gathers what arrives while a group is under way, and never runs two groups at once', async () => {
    const first = gate()
    const begun = gate()
    const groups: number[][] = []
    let underWay = 0
    const batch = createBatch(async (items: number[]) => {
      groups.push(items)
      underWay += 1
      expect(underWay).toBe(1)
      begun.resolve()
      if (items.includes(1)) await first.promise
      underWay -= 1
      return items
    }, 100)
    const one = batch(1)
    await begun.promise
    const others = [2, 3, 4].map(batch)
    first.resolve()
    await Promise.all([one, ...others])
    expect(groups).toEqual([[1], [2, 3, 4]])
  })

  test('is never larger than its limit', async () => {
    const sizes: number[] = []
    const batch = createBatch(async (items: number[]) => {
      sizes.push(items.length)
      return items
    }, 3)
    await Promise.all([1, 2, 3, 4, 5, 6, 7].map(batch))
    expect(sizes).toEqual([3, 3, 1])
  })

  test('rejects only the item whose result is an Error', async () => {
    const batch = createBatch(
      async (items: string[]) => items.map((item) => (item === 'no' ? new Error('refused') : item)),
      10,
    )
    const [yes, no, also] = await settled(['yes', 'no', 'also'].map(batch))
    expect([yes, also]).toEqual([
      { status: 'fulfilled', value: 'yes' },
      { status: 'fulfilled', value: 'also' },
    ])
    expect(reasonOf(no)).toBe('refused')
  })

  test('tries each item alone when a whole group fails: a poisonous one hurts nobody else', async () => {
    const groups: string[][] = []
    const batch = createBatch(async (items: string[]) => {
      groups.push(items)
      if (items.includes('poison')) throw new Error('group failed')
      return items
    }, 10)
    const results = await settled(['a', 'poison', 'b'].map(batch))
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(reasonOf(results[1])).toBe('group failed')
    expect(groups).toEqual([['a', 'poison', 'b'], ['a'], ['poison'], ['b']])
  })

  test('does not try each alone when the database is away: all are told at once', async () => {
    let calls = 0
    const batch = createBatch(async (): Promise<number[]> => {
      calls += 1
      throw Object.assign(new Error('Connection terminated unexpectedly'), { code: '57P01' })
    }, 10)
    const results = await settled([1, 2, 3].map(batch))
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(calls).toBe(1)
  })

  test('ends a group before it grows too heavy; a single heavy item goes alone', async () => {
    const groups: number[][] = []
    const batch = createBatch(
      async (items: number[]) => {
        groups.push(items)
        return items
      },
      10,
      { weightOf: (item) => item, mostWeight: 10 },
    )
    await Promise.all([6, 4, 1, 50, 2, 3].map(batch))
    expect(groups).toEqual([[6, 4], [1], [50], [2, 3]])
  })

  test('goes on after a group of one has failed', async () => {
    const batch = createBatch(async (items: string[]) => {
      if (items[0] === 'poison') throw new Error('failed')
      return items
    }, 10)
    await expect(batch('poison')).rejects.toThrow('failed')
    expect(await batch('fine')).toBe('fine')
  })

  test('leaves nobody waiting when the work forgets a result', async () => {
    const batch = createBatch(async (items: string[]) => items.slice(1), 10)
    const [first, second] = await settled(['a', 'b'].map(batch))
    expect(first).toEqual({ status: 'fulfilled', value: 'b' })
    expect(reasonOf(second)).toContain('no result')
  })
})
