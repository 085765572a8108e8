// Side roads of the journal: each listener reads every entry once, in commit order, from its own durable place.
// What it writes and its place are one transaction, so a crash repeats nothing and skips nothing.
import type { Entry } from '../../contract/events.ts'
import type { Context } from '../core/context.ts'
import { isPassing, type Transaction } from '../core/db.ts'
import { append, type Recorded } from './append.ts'
import type { Record } from './journal.ts'
import { type EntryRow, presentEntry } from './read.ts'

export type Listener = {
  name: string
  /** Takes consecutive entries; may write through `tx` and record further events. Must be safe to run twice. */
  hear: (context: Context, tx: Transaction, entries: Entry[], record: Record) => Promise<void>
}

/** Taken at a time at most; a batch that proves too large is tried again smaller. */
const largestBatch = 500
const pauseMs = 40

type Place = { tx: string; stream: string; number: number }
type OrderedRow = EntryRow & { tx: string }

/**
 * Reads behind the transaction-snapshot horizon: an entry counts only when every transaction that began before its own
 * has ended, for otherwise one with a smaller place could still appear behind us. (A bare `ORDER BY tx` would mean the
 * text above it, where 1000 comes before 999.)
 */
const readBatch = (tx: Transaction, place: Place, size: number) => tx.$queryRaw<OrderedRow[]>`
  SELECT tx::text, stream, number, at, actor_id, event FROM entry
  WHERE (tx, stream, number) > (${place.tx}::xid8, ${place.stream}, ${place.number})
    AND tx < pg_snapshot_xmin(pg_current_snapshot())
  ORDER BY entry.tx, entry.stream, entry.number LIMIT ${size}`

/**
 * A transaction that began earlier may have taken a later number: within each stream the numbers are the commit order.
 * (Where a full batch ends between two such entries they come in two batches; what depends on another never does.)
 */
function inStreamOrder(rows: OrderedRow[]): OrderedRow[] {
  const byStream = [...Map.groupBy(rows, ({ stream }) => stream)]
  const sorted = new Map(
    byStream.map(([stream, own]) => [stream, own.sort((a, b) => a.number - b.number).values()]),
  )
  return rows.map((row) => sorted.get(row.stream)?.next().value ?? row)
}

type Run = { count: number; isBehind: boolean }

/** Whether anything lies above a place, also what the horizon still hides. */
async function isBehind(tx: Transaction, place: Place): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ behind: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM entry WHERE (tx, stream, number) > (${place.tx}::xid8, ${place.stream}, ${place.number})
    ) AS behind`
  return row?.behind ?? false
}

async function countLag(context: Context, name: string): Promise<number> {
  const [row] = await context.db.$queryRaw<{ lag: number }[]>`
    SELECT count(*)::int AS lag FROM (
      SELECT FROM entry, listener l
      WHERE l.name = ${name} AND (entry.tx, entry.stream, entry.number) > (l.tx, l.stream, l.number) LIMIT 10000
    ) behind`
  return row?.lag ?? 0
}

async function runOnce(context: Context, listener: Listener, size: number): Promise<Run> {
  const { entries, ...run } = await context.db.$transaction(async (tx) => {
    await tx.$executeRaw`INSERT INTO listener (name, tx, stream, number) VALUES (${listener.name}, '0', '', 0) ON CONFLICT DO NOTHING`
    const [place] = await tx.$queryRaw<Place[]>`
      SELECT tx::text, stream, number FROM listener WHERE name = ${listener.name} FOR UPDATE SKIP LOCKED`
    // Another process is at it.
    if (!place) return { count: 0, isBehind: false, entries: [] }
    const rows = await readBatch(tx, place, size)
    const last = rows.at(-1)
    if (!last) return { count: 0, isBehind: await isBehind(tx, place), entries: [] }
    const recorded: Recorded[] = []
    await listener.hear(
      context,
      tx,
      inStreamOrder(rows).map(presentEntry),
      (stream, event, subjectId = null) => recorded.push({ stream, event, subjectId }),
    )
    await tx.$executeRaw`
      UPDATE listener SET tx = ${last.tx}::xid8, stream = ${last.stream}, number = ${last.number} WHERE name = ${listener.name}`
    const behind = rows.length === size || (await isBehind(tx, last))
    return {
      count: rows.length,
      isBehind: behind,
      entries: await append(tx, null, context.clock.now(), recorded),
    }
  })
  context.journal.announce(entries)
  return run
}

/** Runs listeners whenever entries were committed here, and at every `tick` for those of other processes. */
export function createListeners(context: Context, listeners: Listener[]) {
  let isStopped = false
  const running = new Map<string, Promise<void>>()
  const askedAgain = new Set<string>()

  context.metrics.addProbe(async () => {
    for (const { name } of listeners)
      context.metrics.listenerLag.set({ listener: name }, await countLag(context, name))
  })
  const drain = async (listener: Listener) => {
    let size = largestBatch
    while (!isStopped) {
      askedAgain.delete(listener.name)
      try {
        const { count, isBehind } = await runOnce(context, listener, size)
        const wasFull = count === size
        size = Math.min(largestBatch, size * 2)
        if (wasFull) continue
        if (!isBehind && !askedAgain.has(listener.name)) return
      } catch (error) {
        const isSmallest = size === 1
        size = Math.max(1, size >> 2)
        if (!isPassing(error) && isSmallest) {
          context.log.error(
            { err: error, listener: listener.name },
            'listener failed; it goes on from the same place',
          )
          return
        }
      }
      // In a busy moment much is taken at a time instead of little very often; and the horizon gets time to move.
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
  const wake = () => {
    for (const listener of listeners) {
      askedAgain.add(listener.name)
      if (running.has(listener.name) || isStopped) continue
      const done = drain(listener).finally(() => running.delete(listener.name))
      running.set(listener.name, done)
    }
  }
  return {
    wake,
    /** Resolves when every listener has taken in what is committed now (for tests). Waits for transactions under way. */
    async settled(): Promise<void> {
      const [{ end }] = await context.db.$queryRaw<[{ end: string }]>`
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS end`
      for (let isPast = false; !isPast && !isStopped; ) {
        const [row] = await context.db.$queryRaw<[{ past: boolean }]>`
          SELECT pg_snapshot_xmin(pg_current_snapshot()) >= ${end}::xid8 AS past`
        isPast = row.past
        wake()
        await Promise.all(running.values())
      }
    },
    async stop(): Promise<void> {
      isStopped = true
      await Promise.all(running.values())
    },
  }
}
