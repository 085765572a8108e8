// Loads a file with permission: whoever may not see it learns nothing, not even that it exists.
import type { FileId, PersonId } from '../../../contract/ids.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import type { Database, Transaction } from '../../core/db.ts'
import { notFound } from '../../core/errors.ts'
import type { FileRow } from './db.ts'
import { findPlacedFile, type PlacedRow } from './db.ts'
import { canSeeFile, type RuledFile } from './policy.ts'
import type { Sealing } from './sealing/chunks.ts'
import { keyRingOf } from './sealing/keys.ts'

export const ruledOf = (row: PlacedRow): RuledFile => ({
  uploadedById: row.uploaded_by_id,
  messageId: row.message_id,
  state: row.state,
  channel: {
    kind: row.channel_kind,
    isArchived: row.channel_is_archived,
    createdById: row.channel_created_by_id,
  },
  isMember: row.is_member,
})

/** A file the viewer may see. Throws not_found, the same for a hidden one and an absent one. */
export async function reachFile(
  context: Context,
  viewer: Pick<Actor, 'personId' | 'role'>,
  id: FileId,
  db: Database | Transaction = context.db,
): Promise<{ row: PlacedRow; file: RuledFile }> {
  const row = await findPlacedFile(db, id, viewer.personId as PersonId)
  const file = row && ruledOf(row)
  if (!file || !canSeeFile(viewer, file)) throw notFound('file')
  return { row, file }
}

/** With what a part of a file is sealed. Throws when its key is gone or its master key is not here. */
export function sealingOf(context: Context, row: FileRow, part: string, size = Number(row.size)): Sealing {
  if (!row.wrapped_key || !row.key_id) throw notFound('file')
  const wrapped = { keyId: row.key_id, wrapped: Buffer.from(row.wrapped_key) }
  return { key: keyRingOf(context).unwrap(row.id, wrapped), fileId: row.id, part, size }
}
