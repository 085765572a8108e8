// Who may hear which stream. The only place that decides it.
import { directoryStream, type StreamName, userStream, workspaceStream } from '../../contract/events.ts'
import { type Actor, isGuest } from '../core/actor.ts'
import type { Database, Transaction } from '../core/db.ts'

/**
 * Every stream the actor may hear, with the number it stands at, in one look at the database. Empty when the session is
 * over or the role is not the actor's any more.
 */
export async function audienceOf(db: Database | Transaction, actor: Actor): Promise<Map<StreamName, number>> {
  const fixed = [workspaceStream, userStream(actor.personId), ...(isGuest(actor) ? [] : [directoryStream])]
  const rows = await db.$queryRaw<{ name: StreamName; head: number }[]>`
    SELECT names.name, coalesce(s.head, 0) AS head
    FROM (
      SELECT unnest(${fixed}::text[]) AS name
      UNION ALL
      SELECT 'channel:' || channel_id FROM membership WHERE person_id = ${actor.personId}::uuid
    ) names LEFT JOIN stream s ON s.name = names.name
    WHERE EXISTS (
      SELECT FROM session JOIN person ON person.id = session.person_id
      WHERE session.id = ${actor.sessionId}::uuid AND person.is_active AND person.role = ${actor.role}
    )`
  return new Map(rows.map(({ name, head }) => [name, head]))
}

