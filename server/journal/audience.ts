// Who may hear which stream. The only place that decides it.
import type { StreamName } from '../../contract/events.ts'
import type { Actor } from '../core/actor.ts'
import { createBatch } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { perContext } from '../core/per-context.ts'

/** Where a stream stands: the last number, and the number up to which entries were trimmed. */
export type Stand = { head: number; floor: number }
export type Audience = Map<StreamName, Stand>

const mostTogether = 200

type Row = { ord: number; name: StreamName; head: number; floor: number }

/** Everybody hears the workspace and themselves, all but guests the directory, members their channels. */
async function readAudiences(context: Context, actors: Actor[]): Promise<Audience[]> {
  const asked = JSON.stringify(
    actors.map(({ personId, sessionId, role }, ord) => ({
      ord,
      person_id: personId,
      session_id: sessionId,
      role,
    })),
  )
  const rows = await context.db.$queryRaw<Row[]>`
    WITH asked AS (
      SELECT * FROM jsonb_to_recordset(${asked}::jsonb) AS t(ord int, person_id uuid, session_id uuid, role text)
    ), alive AS (
      SELECT a.ord, a.person_id, a.role FROM asked a
      JOIN session s ON s.id = a.session_id AND (s.expires_at IS NULL OR s.expires_at > ${context.clock.now()})
      JOIN person p ON p.id = s.person_id AND p.id = a.person_id AND p.is_active AND p.role = a.role
    ), heard AS (
      SELECT ord, 'workspace' AS name FROM alive
      UNION ALL SELECT ord, 'directory' FROM alive WHERE role <> 'guest'
      UNION ALL SELECT ord, 'user:' || person_id FROM alive
      UNION ALL SELECT a.ord, 'channel:' || m.channel_id FROM alive a JOIN membership m ON m.person_id = a.person_id
    )
    SELECT h.ord, h.name, coalesce(s.head, 0) AS head, coalesce(s.floor, 0) AS floor
    FROM heard h LEFT JOIN stream s ON s.name = h.name`
  const audiences = actors.map((): Audience => new Map())
  for (const { ord, name, head, floor } of rows) audiences[ord]?.set(name, { head, floor })
  return audiences
}

const batchOf = perContext((context) =>
  createBatch((actors: Actor[]) => readAudiences(context, actors), mostTogether),
)

/**
 * Every stream the actor may hear and where it stands. Empty when the session is over or the role is not the actor's any
 * more. What is asked at the same time is one look at the database: thousands come back at once after a restart.
 */
export const audienceOf = (context: Context, actor: Actor): Promise<Audience> => batchOf(context)(actor)
