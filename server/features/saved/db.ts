// Table saved. Whoever reads from it learns only of messages that the person may see at that moment: permission is part
// of the query.
import type { ChannelId, MessageId, PersonId } from '../../../contract/ids.ts'
import type { SavedMark } from '../../../contract/saved.ts'
import { type Database, Prisma, type Transaction } from '../../core/db.ts'

type Source = Database | Transaction

/** The same law as channels/policy.ts canSeeChannel, for rows s of people p. */
const visible = Prisma.sql`saved s JOIN person p ON p.id = s.person_id
  JOIN message m ON m.id = s.message_id AND m.deleted_at IS NULL
  JOIN channel c ON c.id = s.channel_id
  LEFT JOIN membership ms ON ms.channel_id = s.channel_id AND ms.person_id = s.person_id
  WHERE (ms.person_id IS NOT NULL OR (c.kind = 'public' AND p.role <> 'guest'))`
const mark = Prisma.sql`s.message_id AS "messageId", s.channel_id AS "channelId", s.done_at IS NOT NULL AS "isDone"`

/** Marks of all that the person has saved and may see. */
export function listMarks(db: Source, personId: PersonId): Promise<SavedMark[]> {
  return db.$queryRaw<SavedMark[]>`SELECT ${mark} FROM ${visible} AND s.person_id = ${personId}::uuid`
}

/** Those in channels that these people have just joined or left, and may see (again, or still). */
export function listMarksIn(db: Source, places: { personId: PersonId; channelId: ChannelId }[]) {
  const input = JSON.stringify(places)
  return db.$queryRaw<(SavedMark & { personId: PersonId })[]>`
    SELECT s.person_id AS "personId", ${mark} FROM ${visible} AND (s.person_id, s.channel_id) IN (
      SELECT "personId", "channelId" FROM jsonb_to_recordset(${input}::jsonb) AS t("personId" uuid, "channelId" uuid)
    )`
}

export type SavedRow = { messageId: MessageId; channelId: ChannelId; isMember: boolean; at: Date }

/** A page by the moment of saving or doing, the newest first; rows of the same moment come together. */
export function listSavedRows(
  db: Source,
  personId: PersonId,
  page: { isDone: boolean; before: Date; limit: number },
): Promise<SavedRow[]> {
  return db.$queryRaw<SavedRow[]>`
    SELECT s.message_id AS "messageId", s.channel_id AS "channelId", ms.person_id IS NOT NULL AS "isMember",
      coalesce(s.done_at, s.saved_at) AS at
    FROM ${visible} AND s.person_id = ${personId}::uuid AND (s.done_at IS NOT NULL) = ${page.isDone}
      AND coalesce(s.done_at, s.saved_at) < ${page.before}
    ORDER BY at DESC FETCH FIRST (${page.limit}::int) ROWS WITH TIES`
}

/** How many other messages the person has saved, seen or not. */
export async function countOthers(tx: Transaction, personId: PersonId, messageId: MessageId) {
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM saved WHERE person_id = ${personId}::uuid AND message_id <> ${messageId}::uuid`
  return row?.n ?? 0
}

/** False: it is saved and to do already. Waits for whoever is deleting the message, and then saves nothing. */
export async function insertSaved(tx: Transaction, personId: PersonId, messageId: MessageId, at: Date) {
  const changed = await tx.$executeRaw`
    INSERT INTO saved AS s (person_id, message_id, channel_id, saved_at)
    SELECT ${personId}::uuid, id, channel_id, ${at} FROM message
    WHERE id = ${messageId}::uuid AND deleted_at IS NULL FOR SHARE
    ON CONFLICT (person_id, message_id) DO UPDATE SET saved_at = ${at}, done_at = NULL WHERE s.done_at IS NOT NULL`
  return changed > 0
}

/** The channel of what was saved, or null when it was not. */
export async function deleteSaved(tx: Transaction, personId: PersonId, messageId: MessageId) {
  const [row] = await tx.$queryRaw<{ channelId: ChannelId }[]>`
    DELETE FROM saved WHERE person_id = ${personId}::uuid AND message_id = ${messageId}::uuid
    RETURNING channel_id AS "channelId"`
  return row?.channelId ?? null
}

/** Null: not saved. `isNew` is false where it stood so already. */
export async function markDone(
  tx: Transaction,
  personId: PersonId,
  messageId: MessageId,
  doneAt: Date | null,
) {
  const [row] = await tx.$queryRaw<{ channelId: ChannelId; isNew: boolean }[]>`
    UPDATE saved SET done_at = CASE WHEN ${doneAt}::timestamptz IS NULL THEN NULL ELSE coalesce(done_at, ${doneAt}) END
    WHERE person_id = ${personId}::uuid AND message_id = ${messageId}::uuid
    RETURNING channel_id AS "channelId", (old.done_at IS NULL) <> (new.done_at IS NULL) AS "isNew"`
  return row ?? null
}

/** Deleted messages leave every list. */
export function deleteSavedOf(tx: Transaction, messageIds: MessageId[]) {
  return tx.$queryRaw<{ personId: PersonId; messageId: MessageId; channelId: ChannelId }[]>`
    DELETE FROM saved WHERE message_id = ANY(${messageIds}::uuid[])
    RETURNING person_id AS "personId", message_id AS "messageId", channel_id AS "channelId"`
}
