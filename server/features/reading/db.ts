// Read marks, mentions and followed threads.
import type { ChannelId, MessageId, PersonId } from '../../../contract/ids.ts'
import type { Database, Transaction } from '../../core/db.ts'

type Source = Database | Transaction

const mostMentions = 200
const mostUnreadThreads = 500

/** Moves the read mark, never past the newest message; null when the person is not in the channel. */
export async function moveMark(
  tx: Transaction,
  personId: PersonId,
  channelId: ChannelId,
  mark: { position: number; mayGoBack: boolean },
): Promise<{ before: number; after: number } | null> {
  const { position, mayGoBack } = mark
  const [row] = await tx.$queryRaw<{ before: number; after: number }[]>`
    UPDATE membership m SET read_position = CASE WHEN ${mayGoBack} THEN least(${position}::int, c.last_position)
      ELSE greatest(m.read_position, least(${position}::int, c.last_position)) END,
      kept_unread_to = CASE WHEN ${mayGoBack} THEN c.last_position ELSE m.kept_unread_to END
    FROM channel c
    WHERE c.id = m.channel_id AND m.channel_id = ${channelId}::uuid AND m.person_id = ${personId}::uuid
    RETURNING old.read_position AS before, new.read_position AS after`
  return row ?? null
}

/** The newest 200 positions above `position` that mention the person, ascending. */
export async function listMentionsAbove(
  tx: Transaction,
  personId: PersonId,
  channelId: ChannelId,
  position: number,
) {
  const rows = await tx.$queryRaw<{ position: number }[]>`
    SELECT position FROM mention
    WHERE person_id = ${personId}::uuid AND channel_id = ${channelId}::uuid AND position > ${position}::int
    ORDER BY position DESC LIMIT ${mostMentions}`
  return rows.map((row) => row.position).reverse()
}

/** Marks every channel of the person as read; answers those that were not. */
export function markAllChannels(tx: Transaction, personId: PersonId) {
  return tx.$queryRaw<{ channelId: ChannelId; readPosition: number }[]>`
    WITH unread AS (
      SELECT m.channel_id, c.last_position FROM membership m JOIN channel c ON c.id = m.channel_id
      WHERE m.person_id = ${personId}::uuid AND m.read_position < c.last_position
      ORDER BY m.channel_id FOR UPDATE OF m
    )
    UPDATE membership m SET read_position = greatest(m.read_position, u.last_position) FROM unread u
    WHERE m.channel_id = u.channel_id AND m.person_id = ${personId}::uuid
    RETURNING m.channel_id AS "channelId", m.read_position AS "readPosition"`
}

export function markAllThreads(tx: Transaction, personId: PersonId) {
  return tx.$queryRaw<{ rootId: MessageId; readNumber: number }[]>`
    WITH unread AS (
      SELECT root_id FROM thread_follow
      WHERE person_id = ${personId}::uuid AND is_followed AND read_number < last_reply_number
      ORDER BY root_id FOR UPDATE
    )
    UPDATE thread_follow f SET read_number = f.last_reply_number FROM unread u
    WHERE f.root_id = u.root_id AND f.person_id = ${personId}::uuid
    RETURNING f.root_id AS "rootId", f.read_number AS "readNumber"`
}

/** Whether this is the first message of a thread in a channel the person is in. */
export async function isRootFor(db: Source, personId: PersonId, rootId: MessageId): Promise<boolean> {
  const [row] = await db.$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM message root JOIN membership m ON m.channel_id = root.channel_id AND m.person_id = ${personId}::uuid
      WHERE root.id = ${rootId}::uuid AND root.thread_id IS NULL
    ) AS found`
  return row?.found ?? false
}

/** Moves a followed thread's mark forward, never past the newest reply; answers where it stands, or null when it did not move. */
export async function moveThreadMark(tx: Transaction, personId: PersonId, rootId: MessageId, number: number) {
  const [row] = await tx.$queryRaw<{ readNumber: number }[]>`
    UPDATE thread_follow SET read_number = least(${number}::int, newest.number)
    FROM (SELECT coalesce(max(number), 0) AS number FROM message WHERE thread_id = ${rootId}::uuid) newest
    WHERE person_id = ${personId}::uuid AND root_id = ${rootId}::uuid AND is_followed
      AND read_number < least(${number}::int, newest.number)
    RETURNING read_number AS "readNumber"`
  return row?.readNumber ?? null
}

/** Has members of a thread's channel follow it, with everything so far read. Nothing changes for those who do. */
export async function insertFollows(
  tx: Transaction,
  rootId: MessageId,
  personIds: PersonId[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO thread_follow AS f (person_id, root_id, channel_id, read_number, last_reply_number, last_reply_at)
    SELECT m.person_id, root.id, m.channel_id, coalesce(newest.number, 0), coalesce(newest.number, 0), newest.sent_at
    FROM message root JOIN membership m ON m.channel_id = root.channel_id
    LEFT JOIN LATERAL (
      SELECT number, sent_at FROM message WHERE thread_id = root.id ORDER BY number DESC LIMIT 1
    ) newest ON true
    WHERE root.id = ${rootId}::uuid AND m.person_id = ANY(${personIds}::uuid[]) ORDER BY m.person_id
    ON CONFLICT (person_id, root_id) DO UPDATE SET is_followed = true,
      read_number = greatest(f.read_number, EXCLUDED.read_number),
      last_reply_number = greatest(f.last_reply_number, EXCLUDED.last_reply_number),
      last_reply_at = greatest(f.last_reply_at, EXCLUDED.last_reply_at)
    WHERE NOT f.is_followed`
}

/** Ends following. Answers the number to tell as read when replies were unread, or null. */
export async function endFollow(
  tx: Transaction,
  personId: PersonId,
  rootId: MessageId,
): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ readNumber: number; wasUnread: boolean }[]>`
    UPDATE thread_follow SET is_followed = false, read_number = greatest(read_number, last_reply_number)
    WHERE person_id = ${personId}::uuid AND root_id = ${rootId}::uuid AND is_followed
    RETURNING new.read_number AS "readNumber", old.read_number < old.last_reply_number AS "wasUnread"`
  return row?.wasUnread ? row.readNumber : null
}

export type UnreadThreadRow = {
  rootId: MessageId
  channelId: ChannelId
  lastReplyNumber: number
  isMention: boolean
}

/** Followed threads with unread replies, the newest 500. */
export function listUnreadThreads(db: Source, personId: PersonId) {
  return db.$queryRaw<UnreadThreadRow[]>`
    SELECT f.root_id AS "rootId", f.channel_id AS "channelId", f.last_reply_number AS "lastReplyNumber",
      f.mention_number > f.read_number AS "isMention"
    FROM thread_follow f JOIN membership m ON m.channel_id = f.channel_id AND m.person_id = f.person_id
    WHERE f.person_id = ${personId}::uuid AND f.is_followed AND f.last_reply_number > f.read_number
    ORDER BY f.last_reply_at DESC LIMIT ${mostUnreadThreads}`
}

export type Page<Row> = { rows: Row[]; hasOlder: boolean }

/** One row more than a page tells whether there are older ones. Rows of the same moment stay together. */
function asPage<Row extends { at: Date }>(found: Row[], limit: number): Page<Row> {
  const last = found[limit - 1]
  if (!last) return { rows: found, hasOlder: false }
  const rows = found.filter(({ at }) => at.getTime() >= last.at.getTime())
  return { rows, hasOlder: rows.length < found.length }
}

export type ThreadRow = {
  rootId: MessageId
  readNumber: number
  at: Date
  newestIds: MessageId[] | null
  unreadCount: number
}

/** Followed threads with replies, the newest reply first, each with its newest three replies. */
export async function listThreads(db: Source, personId: PersonId, before: Date, limit: number) {
  const found = await db.$queryRaw<ThreadRow[]>`
    SELECT f.root_id AS "rootId", f.read_number AS "readNumber", f.at, newest.ids AS "newestIds", unread.n AS "unreadCount"
    FROM (
      SELECT f.root_id, f.read_number, root.last_reply_at AS at FROM thread_follow f
      JOIN membership m ON m.channel_id = f.channel_id AND m.person_id = f.person_id
      JOIN message root ON root.id = f.root_id
      WHERE f.person_id = ${personId}::uuid AND f.is_followed AND root.last_reply_at < ${before}
      ORDER BY root.last_reply_at DESC FETCH FIRST (${limit + 1}::int) ROWS WITH TIES
    ) f
    CROSS JOIN LATERAL (
      SELECT array_agg(id ORDER BY number) AS ids FROM (
        SELECT id, number FROM message WHERE thread_id = f.root_id AND deleted_at IS NULL ORDER BY number DESC LIMIT 3
      ) n
    ) newest
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS n FROM message
      WHERE thread_id = f.root_id AND number > f.read_number AND deleted_at IS NULL AND author_id <> ${personId}::uuid
    ) unread
    ORDER BY f.at DESC, f.root_id`
  return asPage(found, limit)
}

/** Messages that mention the person, the newest first, in channels they are still in. */
export async function listMentions(db: Source, personId: PersonId, before: Date, limit: number) {
  const found = await db.$queryRaw<{ messageId: MessageId; at: Date }[]>`
    SELECT mention.message_id AS "messageId", mention.sent_at AS at
    FROM mention JOIN membership m ON m.channel_id = mention.channel_id AND m.person_id = mention.person_id
    WHERE mention.person_id = ${personId}::uuid AND mention.sent_at < ${before}
    ORDER BY mention.sent_at DESC FETCH FIRST (${limit + 1}::int) ROWS WITH TIES`
  return asPage(found, limit)
}
