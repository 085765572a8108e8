// The messages' reading queries.
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import { type Database, Prisma, type Transaction } from '../../core/db.ts'
import { filesOfMessage } from '../files/service.ts'
import type { MessageRow } from './present.ts'

type Reader = Database | Transaction

/** Every column of the view; reactions in the order of their first use. */
const columns = Prisma.sql`
  m.id, m.channel_id, m.number, m.position, m.author_id, m.client_id, m.body, m.sent_at, m.edited_at, m.deleted_at,
  m.thread_id, m.reply_count, m.last_reply_at, m.reply_person_ids, m.call, m.pinned_at, m.pinned_by_id, m.is_task, m.task_ids, (
    SELECT jsonb_agg(jsonb_build_object('emoji', kind.emoji, 'personIds', kind.person_ids) ORDER BY kind.first_at)
    FROM (
      SELECT r.emoji, min(r.added_at) AS first_at, jsonb_agg(r.person_id ORDER BY r.added_at) AS person_ids
      FROM reaction r WHERE r.message_id = m.id GROUP BY r.emoji
    ) kind
  ) AS reactions, ${filesOfMessage}`

const select = (db: Reader, rest: Prisma.Sql) =>
  db.$queryRaw<MessageRow[]>(Prisma.sql`SELECT ${columns} FROM message m ${rest}`)

export async function findMessage(db: Reader, id: MessageId): Promise<MessageRow | null> {
  return (await select(db, Prisma.sql`WHERE m.id = ${id}::uuid`))[0] ?? null
}

export async function findChannelOfMessage(db: Reader, id: MessageId): Promise<ChannelId | null> {
  const [row] = await db.$queryRaw<
    { channel_id: ChannelId }[]
  >`SELECT channel_id FROM message WHERE id = ${id}::uuid`
  return row?.channel_id ?? null
}

export const findMessages = (db: Reader, ids: MessageId[]) =>
  select(db, Prisma.sql`WHERE m.id = ANY(${ids}::uuid[])`)

/** Timeline rows with `least` <= position <= `most`, ascending. Positions have no gaps, so a range is a page. */
export const readRange = (db: Reader, channelId: ChannelId, least: number, most: number) =>
  select(
    db,
    Prisma.sql`WHERE m.channel_id = ${channelId}::uuid AND m.position BETWEEN ${least} AND ${most} ORDER BY m.position`,
  )

/** Position of the first timeline message sent at or after a moment, or null. */
export async function findPositionAt(db: Reader, channelId: ChannelId, at: Date): Promise<number | null> {
  const [row] = await db.$queryRaw<{ position: number }[]>`
    SELECT position FROM message
    WHERE channel_id = ${channelId}::uuid AND sent_at >= ${at} AND position IS NOT NULL ORDER BY sent_at, position LIMIT 1`
  return row?.position ?? null
}

/** The newest pin first. */
export const readPinned = (db: Reader, channelId: ChannelId) =>
  select(
    db,
    Prisma.sql`WHERE m.channel_id = ${channelId}::uuid AND m.pinned_at IS NOT NULL ORDER BY m.pinned_at DESC, m.number DESC`,
  )

/** The newest replies of a thread below a number, newest first. */
export const readReplies = (db: Reader, rootId: MessageId, before: number | null, limit: number) =>
  select(
    db,
    Prisma.sql`WHERE m.thread_id = ${rootId}::uuid AND m.number < ${before ?? 2_147_483_647} ORDER BY m.number DESC LIMIT ${limit}`,
  )

export const readRevisions = (db: Reader, id: MessageId) =>
  db.messageRevision.findMany({ where: { messageId: id }, orderBy: { id: 'asc' } })
