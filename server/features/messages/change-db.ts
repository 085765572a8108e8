// Changing messages: edit, erase, react.
import type { CallSummary } from '../../../contract/calls.ts'
import type { ChannelId, MessageId, PersonId, TaskId } from '../../../contract/ids.ts'
import type { Transaction } from '../../core/db.ts'
import { eraseFilesOfMessage } from '../files/service.ts'
import type { MessageRow } from './present.ts'

/** How often a message was changed. */
export const countEdits = (tx: Transaction, messageId: MessageId): Promise<number> =>
  tx.messageRevision.count({ where: { messageId } })

/** The journal repeats what was said: who reads it later learns the body as it is, not as it was. */
async function rewriteInJournal(tx: Transaction, id: MessageId, body: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE entry SET event = CASE type
      WHEN 'message.sent' THEN jsonb_set(event, '{message}', event -> 'message' || jsonb_build_object('body', ${body}::text, 'call', NULL))
      ELSE jsonb_set(event, '{body}', to_jsonb(${body}::text)) END
    WHERE subject_id = ${id}::uuid AND type IN ('message.sent', 'message.edited')`
}

/** Replaces the body and keeps the former one, for the history alone. */
export async function replaceBody(tx: Transaction, id: MessageId, body: string, at: Date): Promise<void> {
  await tx.$executeRaw`
    WITH changed AS (
      UPDATE message SET body = ${body}, edited_at = ${at} WHERE id = ${id}::uuid RETURNING old.body AS former
    )
    INSERT INTO message_revision (message_id, body, replaced_at) SELECT ${id}::uuid, former, ${at} FROM changed`
  await rewriteInJournal(tx, id, body)
}

/** Keeps the line of a call as its call stands. A deleted line stays empty. */
export async function setCallOfLine(tx: Transaction, id: MessageId, call: CallSummary): Promise<void> {
  await tx.$executeRaw`
    UPDATE message SET call = ${JSON.stringify(call)}::jsonb WHERE id = ${id}::uuid AND deleted_at IS NULL`
}

/** Empties a message and everything that repeats its text. */
export async function eraseMessage(tx: Transaction, id: MessageId, at: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE message SET body = '', call = NULL, file_count = 0, pinned_at = NULL, pinned_by_id = NULL, task_ids = '{}',
      deleted_at = ${at}
    WHERE id = ${id}::uuid`
  await tx.$executeRaw`DELETE FROM message_revision WHERE message_id = ${id}::uuid`
  await tx.$executeRaw`DELETE FROM reaction WHERE message_id = ${id}::uuid`
  await rewriteInJournal(tx, id, '')
  await eraseFilesOfMessage(tx, id)
  await tx.$executeRaw`
    UPDATE entry SET event = jsonb_set(event, '{message,files}', '[]') WHERE subject_id = ${id}::uuid AND type = 'message.sent'`
}

/** Writes the message that holds a task's comments, with the task's id. It stands in no timeline, and nobody is told. */
export async function insertTaskRoot(
  tx: Transaction,
  root: { id: MessageId; channelId: ChannelId; authorId: PersonId },
  at: Date,
): Promise<void> {
  const { id, channelId, authorId } = root
  await tx.$executeRaw`
    INSERT INTO message (id, channel_id, number, author_id, client_id, body, sent_at, is_task)
    SELECT ${id}::uuid, ${channelId}::uuid, s.head + 1, ${authorId}::uuid, ${id}::uuid, '', ${at}, true
    FROM stream s WHERE s.name = ${`channel:${channelId}`}`
}

/** The replies of a thread that are still there. */
export async function listLiveReplies(tx: Transaction, rootId: MessageId): Promise<MessageId[]> {
  const rows = await tx.$queryRaw<{ id: MessageId }[]>`
    SELECT id FROM message WHERE thread_id = ${rootId}::uuid AND deleted_at IS NULL ORDER BY number`
  return rows.map(({ id }) => id)
}

type Root = Pick<MessageRow, 'id' | 'reply_count' | 'last_reply_at' | 'reply_person_ids'>

/** Counts a thread anew from the replies that are left. */
export async function recountThread(tx: Transaction, rootId: string): Promise<Root | null> {
  const [root] = await tx.$queryRaw<Root[]>`
    UPDATE message m SET reply_count = r.n, last_reply_at = r.last_at, reply_person_ids = coalesce((
      SELECT array_agg(first.author_id ORDER BY first.number) FROM (
        SELECT author_id, min(number) AS number FROM message
        WHERE thread_id = ${rootId}::uuid AND deleted_at IS NULL GROUP BY author_id ORDER BY 2 LIMIT 5
      ) first
    ), '{}')
    FROM (
      SELECT count(*)::int AS n, max(sent_at) AS last_at FROM message WHERE thread_id = ${rootId}::uuid AND deleted_at IS NULL
    ) r WHERE m.id = ${rootId}::uuid
    RETURNING m.id, m.reply_count, m.last_reply_at, m.reply_person_ids`
  return root ?? null
}

/** False: this person has put this emoji there before. */
export async function insertReaction(
  tx: Transaction,
  messageId: MessageId,
  emoji: string,
  personId: PersonId,
) {
  const added = await tx.$executeRaw`
    INSERT INTO reaction (message_id, emoji, person_id) VALUES (${messageId}::uuid, ${emoji}, ${personId}::uuid) ON CONFLICT DO NOTHING`
  return added > 0
}

export async function deleteReaction(
  tx: Transaction,
  messageId: MessageId,
  emoji: string,
  personId: PersonId,
) {
  const removed = await tx.$executeRaw`
    DELETE FROM reaction WHERE message_id = ${messageId}::uuid AND emoji = ${emoji} AND person_id = ${personId}::uuid`
  return removed > 0
}

export const countPins = (tx: Transaction, channelId: ChannelId): Promise<number> =>
  tx.message.count({ where: { channelId, pinnedAt: { not: null } } })

/** `null`: it is not pinned any more. */
export async function setPin(
  tx: Transaction,
  id: MessageId,
  pin: { personId: PersonId; at: Date } | null,
): Promise<void> {
  await tx.message.update({
    where: { id },
    data: { pinnedAt: pin?.at ?? null, pinnedById: pin?.personId ?? null },
  })
}

/** Kinds of emoji on a message other than this one. */
export async function countOtherKinds(tx: Transaction, messageId: MessageId, emoji: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ kinds: number }[]>`
    SELECT count(DISTINCT emoji)::int AS kinds FROM reaction WHERE message_id = ${messageId}::uuid AND emoji <> ${emoji}`
  return row?.kinds ?? 0
}

/** Adds a task that was made from a message; null where there is no room, or the message is deleted. */
export async function addTask(
  tx: Transaction,
  id: MessageId,
  taskId: TaskId,
  most: number,
): Promise<TaskId[] | null> {
  const [row] = await tx.$queryRaw<{ ids: TaskId[] }[]>`
    UPDATE message SET task_ids = task_ids || ${taskId}::uuid
    WHERE id = ${id}::uuid AND deleted_at IS NULL AND cardinality(task_ids) < ${most}
    RETURNING task_ids AS ids`
  return row?.ids ?? null
}
