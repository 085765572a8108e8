// Erasing: the key goes at once and with it every way to read the bytes; names leave the journal; the bytes follow.
import type { FileId, MessageId, PersonId } from '../../../contract/ids.ts'
import type { Database, Transaction } from '../../core/db.ts'
import { type FileRow, fileColumns } from './db.ts'
import { giveRoomBack } from './usage-db.ts'

/** Empties a file's row and all that repeats its name. Answers it as it is now; room is given back. */
export async function eraseFile(tx: Transaction, row: FileRow): Promise<FileRow> {
  const [erased] = await tx.$queryRaw<FileRow[]>`
    UPDATE file f SET state = 'deleted', name = '', refusal = NULL, kind = 'other', content_type = 'application/octet-stream',
      is_inline = false, width = NULL, height = NULL, thumbnails = '{}', wrapped_key = NULL, key_id = NULL,
      check_at = CASE WHEN f.state = 'checking' THEN f.check_at END,
      revision = f.revision + 1
    WHERE f.id = ${row.id}::uuid RETURNING ${fileColumns}`
  // Without a key it was refused, and gave its room back then.
  if (row.wrapped_key) await giveRoomBack(tx, row.uploaded_by_id as PersonId, Number(row.size))
  await tx.$executeRaw`
    UPDATE entry SET event = jsonb_set(event, '{file,name}', '""') WHERE subject_id = ${row.id}::uuid AND type = 'file.changed'`
  return erased as FileRow
}

/** With its key goes every way to read a file's bytes. */
export async function dropKey(tx: Transaction, id: FileId): Promise<void> {
  await tx.$executeRaw`UPDATE file SET wrapped_key = NULL, key_id = NULL WHERE id = ${id}::uuid`
}

/** Takes a file's name out of what the journal says of the message that carries it. */
export async function eraseNameInMessage(
  tx: Transaction,
  messageId: MessageId,
  fileId: FileId,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE entry SET event = jsonb_set(event, '{message,files}', (
      SELECT coalesce(jsonb_agg(CASE WHEN file ->> 'id' = ${fileId} THEN file || '{"name": "", "state": "deleted"}' ELSE file END ORDER BY place), '[]')
      FROM jsonb_array_elements(event -> 'message' -> 'files') WITH ORDINALITY AS t(file, place)
    ))
    WHERE subject_id = ${messageId}::uuid AND type = 'message.sent' AND event -> 'message' ? 'files'`
}

export type Unerased = { id: FileId; stored_in: 'parts' | 'local' | 's3' }

/** Files whose bytes still have to go: not yet those that a check still stores something of. */
export const listUnerased = (db: Database, now: Date, most: number) =>
  db.$queryRaw<Unerased[]>`
    SELECT id, stored_in FROM file WHERE state IN ('deleted', 'refused') AND erased_at IS NULL
      AND (check_at IS NULL OR check_at <= ${now} OR state = 'refused')
    ORDER BY id LIMIT ${most}`

export async function noteErased(db: Database, id: FileId, at: Date): Promise<void> {
  await db.$executeRaw`UPDATE file SET erased_at = ${at} WHERE id = ${id}::uuid`
}

/** Uploads that nobody finished, and files that were never sent. */
export const listForgotten = (db: Database, before: { uploading: Date; whole: Date }, most: number) =>
  db.$queryRaw<{ id: FileId }[]>`
    SELECT id FROM file WHERE message_id IS NULL AND state <> 'deleted'
      AND touched_at < CASE WHEN state = 'uploading' THEN ${before.uploading}::timestamptz ELSE ${before.whole}::timestamptz END
    ORDER BY touched_at LIMIT ${most}`

/** Rows of given up uploads that have nothing left to say. */
export async function deleteTombstones(db: Database, before: Date): Promise<number> {
  return db.$executeRaw`DELETE FROM file WHERE message_id IS NULL AND state = 'deleted' AND erased_at < ${before}`
}

/** Of these ids, those of uploads that still come. */
export async function keepUploading(db: Database, ids: string[]): Promise<Set<string>> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM file WHERE id = ANY(${ids}::uuid[]) AND stored_in = 'parts' AND erased_at IS NULL`
  return new Set(rows.map(({ id }) => id))
}
