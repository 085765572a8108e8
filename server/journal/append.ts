// Takes the streams' next numbers and writes the entries, in one statement. The streams' rows stay locked from here to
// the commit: that makes the order of numbers the order of commits. So it comes last in a transaction.
import type { Entry, Event, StreamName } from '../../contract/events.ts'
import type { PersonId } from '../../contract/ids.ts'
import type { Transaction } from '../core/db.ts'

/** An event on its way to a stream. `subjectId`: what erasure would look for, such as the message. */
export type Recorded = { stream: StreamName; event: Event; subjectId: string | null }

/** Rows are locked in the order of their names, so that two transactions never wait for each other in a circle. */
export async function append(
  tx: Transaction,
  actorId: PersonId | null,
  at: Date,
  recorded: Recorded[],
): Promise<Entry[]> {
  if (recorded.length === 0) return []
  const input = JSON.stringify(
    recorded.map(({ stream, event, subjectId }, index) => ({
      ord: index,
      stream,
      type: event.type,
      subject_id: subjectId,
      event,
    })),
  )
  const rows = await tx.$queryRaw<{ ord: number; number: number }[]>`
    WITH input AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${input}::jsonb) AS t(ord int, stream text, type text, subject_id uuid, event jsonb)
    ), taken AS (
      INSERT INTO stream AS s (name, head)
      SELECT stream, count(*)::int FROM input GROUP BY stream ORDER BY stream
      ON CONFLICT (name) DO UPDATE SET head = s.head + EXCLUDED.head
      RETURNING name, head
    ), numbered AS MATERIALIZED (
      SELECT i.*, (t.head - count(*) OVER (PARTITION BY i.stream) + row_number() OVER (PARTITION BY i.stream ORDER BY i.ord))::int AS number
      FROM input i JOIN taken t ON t.name = i.stream
    ), written AS (
      INSERT INTO entry (stream, number, at, actor_id, type, subject_id, event)
      SELECT stream, number, ${at}, ${actorId}::uuid, type, subject_id, event FROM numbered
    )
    SELECT ord, number FROM numbered ORDER BY ord`
  return rows.map(({ ord, number }) => {
    const { stream, event } = recorded[ord] as Recorded
    return { stream, number, at: at.toISOString(), actorId, event }
  })
}

/** Waits for everybody who is writing to a stream: what is read afterwards includes all of its entries so far. */
export async function lockStream(tx: Transaction, stream: StreamName): Promise<number> {
  const [row] = await tx.$queryRaw<{ head: number }[]>`
    INSERT INTO stream AS s (name) VALUES (${stream})
    ON CONFLICT (name) DO UPDATE SET head = s.head RETURNING head`
  return row?.head ?? 0
}
