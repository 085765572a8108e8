// Reads entries back: for a gap, for catch-up, for listeners.
import type { Entry, Event, StreamName } from '../../contract/events.ts'
import type { PersonId } from '../../contract/ids.ts'
import { type Database, Prisma, type Transaction } from '../core/db.ts'

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

/** Entries of several streams, each above its own cursor and at most `most` in all, in order within each stream. */
export async function readMissed(db: Database, cursors: { stream: StreamName; after: number }[], most: number): Promise<Entry[]> {
  if (cursors.length === 0) return []
  const rows = await db.$queryRaw<EntryRow[]>(Prisma.sql`
    SELECT e.stream, e.number, e.at, e.actor_id, e.event
    FROM unnest(${cursors.map(({ stream }) => stream)}::text[], ${cursors.map(({ after }) => after)}::int[]) AS c(stream, after)
    JOIN entry e ON e.stream = c.stream AND e.number > c.after
    ORDER BY e.stream, e.number LIMIT ${most}`)
  return rows.map(presentEntry)
}
