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
export async function readEntries(db: Database | Transaction, stream: StreamName, after: number, most: number): Promise<Entry[]> {
  const rows = await db.$queryRaw<EntryRow[]>`
    SELECT stream, number, at, actor_id, event FROM entry
    WHERE stream = ${stream} AND number > ${after} ORDER BY number LIMIT ${most}`
  return rows.map(presentEntry)
}

export type StreamHead = { head: number; floor: number }

/** Where streams stand. One without a row has never had an entry: head 0. */
export async function readHeads(db: Database | Transaction, streams: StreamName[]): Promise<Map<StreamName, StreamHead>> {
  const rows = await db.$queryRaw<{ name: StreamName; head: number; floor: number }[]>`
    SELECT name, head, floor FROM stream WHERE name = ANY(${streams}::text[])`
  const heads = new Map<StreamName, StreamHead>(streams.map((name) => [name, { head: 0, floor: 0 }]))
  for (const { name, head, floor } of rows) heads.set(name, { head, floor })
  return heads
}

/** From where on somebody missed entries, and the head at which they were found to be in the audience. */
type Cursor = { stream: StreamName; after: number; head: number }
const keyOf = ({ stream, after }: Pick<Cursor, 'stream' | 'after'>) => `${stream}/${after}`

/** Distinct cursors are read once, however many ask for them: after a cut all members of a channel ask the same. */
async function readForMany(context: Context, asked: { cursors: Cursor[]; most: number }[]): Promise<Entry[][]> {
  const distinct = [...new Map(asked.flatMap(({ cursors }) => cursors).map((cursor) => [keyOf(cursor), cursor])).values()]
  const most = Math.max(...asked.map((one) => one.most))
  const rows = await context.db.$queryRaw<(EntryRow & { after: number })[]>`
    SELECT c.after, e.stream, e.number, e.at, e.actor_id, e.event
    FROM unnest(${distinct.map(({ stream }) => stream)}::text[], ${distinct.map(({ after }) => after)}::int[]) AS c(stream, after)
    CROSS JOIN LATERAL (
      SELECT * FROM entry WHERE entry.stream = c.stream AND entry.number > c.after ORDER BY entry.number LIMIT ${most}
    ) e
    ORDER BY e.stream, c.after, e.number`
  const found = Map.groupBy(rows, (row) => keyOf({ stream: row.stream as StreamName, after: row.after }))
  const presented = new Map([...found].map(([key, group]) => [key, group.map(presentEntry)]))
  const missed = (cursor: Cursor) => (presented.get(keyOf(cursor)) ?? []).filter(({ number }) => number <= cursor.head)
  return asked.map(({ cursors, most }) => cursors.flatMap(missed).slice(0, most))
}

const missedTogether = 100
const missedBatch = perContext((context) =>
  createBatch((asked: { cursors: Cursor[]; most: number }[]) => readForMany(context, asked), missedTogether),
)

/**
 * Entries of several streams, each above its own cursor and at most `most` in all, in order within each stream. None
 * above the cursor's head: what was committed since may come after a removal.
 */
export async function readMissed(context: Context, cursors: Cursor[], most: number): Promise<Entry[]> {
  return cursors.length === 0 ? [] : missedBatch(context)({ cursors, most })
}
