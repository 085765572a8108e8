// Reads entries back: for a gap, for catch-up, for listeners.
import type { Entry, Event, StreamName } from '../../contract/events.ts'
import type { PersonId } from '../../contract/ids.ts'
import { createBatch } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import type { Database, Transaction } from '../core/db.ts'
import { perContext } from '../core/per-context.ts'

export type EntryRow = { stream: string; number: number; at: Date; actor_id: string | null; event: unknown }

export const presentEntry = (row: EntryRow): Entry => ({
  stream: row.stream as StreamName,
  number: row.number,
  at: row.at.toISOString(),
  actorId: row.actor_id as PersonId | null,
  event: row.event as Event,
})

/** Entries of one stream with `after` < number, ascending, at most `most`. */
export async function readEntries(
  db: Database | Transaction,
  stream: StreamName,
  after: number,
  most: number,
): Promise<Entry[]> {
  const rows = await db.$queryRaw<EntryRow[]>`
    SELECT stream, number, at, actor_id, event FROM entry
    WHERE stream = ${stream} AND number > ${after} ORDER BY number LIMIT ${most}`
  return rows.map(presentEntry)
}

export type StreamHead = { head: number; floor: number }

/** Where streams stand. One without a row has never had an entry: head 0. */
export async function readHeads(
  db: Database | Transaction,
  streams: StreamName[],
): Promise<Map<StreamName, StreamHead>> {
  const rows = await db.$queryRaw<{ name: StreamName; head: number; floor: number }[]>`
    SELECT name, head, floor FROM stream WHERE name = ANY(${streams}::text[])`
  const heads = new Map<StreamName, StreamHead>(streams.map((name) => [name, { head: 0, floor: 0 }]))
  for (const { name, head, floor } of rows) heads.set(name, { head, floor })
  return heads
}

/** Wanted: the entries with `after` < number <= `head`. Numbers have no gaps, so their count is known before they are read. */
type Wanted = { stream: StreamName; after: number; head: number }
const keyOf = ({ stream, after, head }: Wanted) => `${stream}/${after}/${head}`

/** The same stretch is read once, however many ask for it: after a cut all members of a channel ask the same. */
async function readForMany(context: Context, asked: Wanted[][]): Promise<Entry[][]> {
  const distinct = [...new Map(asked.flat().map((wanted) => [keyOf(wanted), wanted])).values()]
  const rows = await context.db.$queryRaw<(EntryRow & { after: number; head: number })[]>`
    SELECT w.after, w.head, e.stream, e.number, e.at, e.actor_id, e.event
    FROM unnest(${distinct.map(({ stream }) => stream)}::text[], ${distinct.map(({ after }) => after)}::int[],
      ${distinct.map(({ head }) => head)}::int[]) AS w(stream, after, head)
    JOIN entry e ON e.stream = w.stream AND e.number > w.after AND e.number <= w.head
    ORDER BY e.stream, e.number`
  const found = Map.groupBy(rows, (row) => keyOf({ ...row, stream: row.stream as StreamName }))
  const presented = new Map([...found].map(([key, group]) => [key, group.map(presentEntry)]))
  return asked.map((stretches) => stretches.flatMap((wanted) => presented.get(keyOf(wanted)) ?? []))
}

const missedTogether = 100
/** So many rows are in memory at a time, whoever asks for how much. */
const mostRowsTogether = 20_000
const countRows = (asked: Wanted[]) => asked.reduce((sum, { after, head }) => sum + head - after, 0)
const missedBatch = perContext((context) =>
  createBatch((asked: Wanted[][]) => readForMany(context, asked), missedTogether, {
    weightOf: countRows,
    mostWeight: mostRowsTogether,
  }),
)

/** Entries of several streams, in order within each, at most `most` in all: the first streams first, the rest next time. */
export async function readMissed(context: Context, missed: Wanted[], most: number): Promise<Entry[]> {
  let left = most
  const planned = missed.flatMap(({ stream, after, head }) => {
    const count = Math.min(left, head - after)
    left -= count
    return count > 0 ? [{ stream, after, head: after + count }] : []
  })
  return planned.length === 0 ? [] : missedBatch(context)(planned)
}
