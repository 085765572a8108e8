// Reading and marking the table activity.
import type { ActivityKind } from '../../../contract/activity.ts'
import type { ActivityId, ChannelId, MessageId, PersonId } from '../../../contract/ids.ts'
import { type Database, Prisma, type Transaction } from '../../core/db.ts'

type Source = Database | Transaction

export type ActivityRow = {
  id: ActivityId
  kind: ActivityKind
  channelId: ChannelId
  messageId: MessageId | null
  rootId: MessageId | null
  actorId: PersonId | null
  emoji: string | null
  at: Date
  isUnread: boolean
}

/** Only of channels the person is in now, and of messages that are still there. */
const readable = Prisma.sql`
  FROM activity a JOIN membership m ON m.channel_id = a.channel_id AND m.person_id = a.person_id
  LEFT JOIN message msg ON msg.id = a.message_id`
const isThere = Prisma.sql`(a.message_id IS NULL OR msg.deleted_at IS NULL)`

export type Wanted = { kinds: ActivityKind[] | null; onlyUnread: boolean; before: Date; limit: number }

/** A page, newest first. Lines of the same moment come together, so it may be a little longer than `limit`. */
export async function listActivity(db: Source, personId: PersonId, wanted: Wanted) {
  const { kinds, onlyUnread, before, limit } = wanted
  const found = await db.$queryRaw<ActivityRow[]>`
    SELECT a.id, a.kind, a.channel_id AS "channelId", a.message_id AS "messageId", msg.thread_id AS "rootId",
      a.actor_id AS "actorId", a.emoji, a.at, a.is_unread AS "isUnread"
    ${readable}
    WHERE a.person_id = ${personId}::uuid AND a.at < ${before} AND ${isThere}
      AND (${kinds}::text[] IS NULL OR a.kind = ANY(${kinds}::text[])) AND (a.is_unread OR NOT ${onlyUnread})
    ORDER BY a.at DESC FETCH FIRST (${limit + 1}::int) ROWS WITH TIES`
  const last = found[limit - 1]
  const rows = last ? found.filter(({ at }) => at.getTime() >= last.at.getTime()) : found
  return { rows, hasOlder: rows.length < found.length }
}

/** How much of it is unread, counted up to `most`. */
export async function countUnread(
  db: Source,
  personIds: PersonId[],
  most: number,
): Promise<Map<PersonId, number>> {
  const rows = await db.$queryRaw<{ personId: PersonId; count: number }[]>`
    SELECT p.id AS "personId", unread.n AS count FROM unnest(${personIds}::uuid[]) AS p(id) CROSS JOIN LATERAL (
      SELECT count(*)::int AS n FROM (
        SELECT ${readable} WHERE a.person_id = p.id AND a.is_unread AND ${isThere} LIMIT ${most}
      ) unread_lines
    ) unread`
  return new Map(rows.map(({ personId, count }) => [personId, count]))
}

/** Marks lines; null: all. Answers how many changed. */
export function markActivity(
  tx: Transaction,
  personId: PersonId,
  ids: ActivityId[] | null,
  isUnread: boolean,
): Promise<number> {
  const only = ids ? Prisma.sql`AND id = ANY(${ids}::uuid[])` : Prisma.empty
  return tx.$executeRaw`
    WITH held AS (
      SELECT id FROM activity WHERE person_id = ${personId}::uuid AND is_unread <> ${isUnread} ${only}
      ORDER BY id FOR NO KEY UPDATE
    )
    UPDATE activity a SET is_unread = ${isUnread} FROM held WHERE a.id = held.id`
}

/** Forgets what is older, a part at a time. */
export function deleteBefore(db: Database, before: Date, most: number): Promise<number> {
  return db.$executeRaw`
    DELETE FROM activity WHERE id IN (SELECT id FROM activity WHERE at < ${before} LIMIT ${most})`
}
