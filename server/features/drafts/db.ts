// Table draft.
import type { OlderDraft } from '../../../contract/drafts.ts'
import type { ChannelId, MessageId, PersonId } from '../../../contract/ids.ts'
import { type Database, Prisma, type Transaction } from '../../core/db.ts'

type Source = Database | Transaction

export type DraftRow = {
  channelId: ChannelId
  threadId: MessageId | null
  body: string
  revision: number
  writerId: string
  savedAt: Date
  older: OlderDraft[]
}
export type Place = { channelId: ChannelId; threadId: MessageId | null }

const placeId = ({ channelId, threadId }: Place): string => threadId ?? channelId

const columns = Prisma.sql`channel_id AS "channelId", thread_id AS "threadId", body, revision::float8 AS revision,
  writer_id AS "writerId", saved_at AS "savedAt", older`

export async function findDraft(db: Source, personId: PersonId, place: Place): Promise<DraftRow | null> {
  const [row] = await db.$queryRaw<DraftRow[]>`
    SELECT ${columns} FROM draft WHERE person_id = ${personId}::uuid AND place_id = ${placeId(place)}::uuid`
  return row ?? null
}

export const listDrafts = (db: Source, personId: PersonId): Promise<DraftRow[]> =>
  db.$queryRaw<
    DraftRow[]
  >`SELECT ${columns} FROM draft WHERE person_id = ${personId}::uuid ORDER BY saved_at DESC`

export const countDrafts = (tx: Transaction, personId: PersonId): Promise<number> =>
  tx.draft.count({ where: { personId } })

/** The next revision: higher than that of every draft before. */
export async function nextRevision(tx: Transaction): Promise<number> {
  const [row] = await tx.$queryRaw<{ revision: number }[]>`
    SELECT nextval('draft_revision')::float8 AS revision`
  return row?.revision ?? 0
}

export async function putDraft(tx: Transaction, personId: PersonId, row: DraftRow): Promise<void> {
  const { channelId, threadId, body, revision, writerId, savedAt } = row
  const older = JSON.stringify(row.older)
  await tx.$executeRaw`
    INSERT INTO draft (person_id, place_id, channel_id, thread_id, body, revision, writer_id, saved_at, older)
    VALUES (${personId}::uuid, ${placeId(row)}::uuid, ${channelId}::uuid, ${threadId}::uuid, ${body}, ${revision}::bigint,
      ${writerId}::uuid, ${savedAt}, ${older}::jsonb)
    ON CONFLICT (person_id, place_id) DO UPDATE SET body = EXCLUDED.body, revision = EXCLUDED.revision,
      writer_id = EXCLUDED.writer_id, saved_at = EXCLUDED.saved_at, older = EXCLUDED.older`
}

export async function deleteDraft(tx: Transaction, personId: PersonId, place: Place): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM draft WHERE person_id = ${personId}::uuid AND place_id = ${placeId(place)}::uuid`
}
