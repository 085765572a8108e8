// Groups what arrives while the last group is under way: alone when it is quiet, many per commit when it is busy.
import { mayWorkLater } from './db.ts'

type Waiting<Item, Result> = {
  item: Item
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

/**
 * `work` gets up to `most` items in arrival order and answers one result (or an Error, to reject) per item. One group
 * is under way at a time, so arrival order is commit order. When a whole group fails, each item is tried alone, so that
 * a poisonous one hurts nobody else; not so when the database is away or overloaded, which one by one makes worse.
 * `weightOf` bounds a group by more than its count: it ends before the item that would lift it above `mostWeight`.
 */
export function createBatch<Item, Result>(
  work: (items: Item[]) => Promise<(Result | Error)[]>,
  most: number,
  { weightOf = () => 0, mostWeight = 0 }: { weightOf?: (item: Item) => number; mostWeight?: number } = {},
) {
  let waiting: Waiting<Item, Result>[] = []
  let isBusy = false

  const settle = (group: Waiting<Item, Result>[], results: (Result | Error)[]) => {
    for (const [index, { resolve, reject }] of group.entries()) {
      const result = results[index]
      if (result === undefined) reject(new Error('the batch gave no result for an item'))
      else if (result instanceof Error) reject(result)
      else resolve(result)
    }
  }
  const runGroup = async (group: Waiting<Item, Result>[]) => {
    try {
      settle(group, await work(group.map(({ item }) => item)))
    } catch (error) {
      if (group.length === 1 || mayWorkLater(error)) for (const { reject } of group) reject(error)
      else for (const one of group) await runGroup([one])
    }
  }
  const sizeOfNext = () => {
    let weight = 0
    const tooHeavy = waiting.findIndex(({ item }, index) => {
      weight += weightOf(item)
      return index > 0 && weight > mostWeight
    })
    return Math.min(most, tooHeavy < 0 ? waiting.length : tooHeavy)
  }
  const run = async () => {
    isBusy = true
    while (waiting.length > 0) {
      const size = sizeOfNext()
      const group = waiting.slice(0, size)
      waiting = waiting.slice(size)
      await runGroup(group)
    }
    isBusy = false
  }
  return (item: Item): Promise<Result> =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!isBusy) {
        isBusy = true
        // The rest of this turn's arrivals join the first group.
        setImmediate(() => void run())
      }
    })
}
