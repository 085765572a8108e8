// Files in the database: found with what permission depends on, begun, changed.
import type { ChannelKind } from '../../../contract/channels.ts'
import type { ChannelId, ClientId, FileId, MessageId, PersonId } from '../../../contract/ids.ts'
import { type Database, Prisma, type Transaction } from '../../core/db.ts'
import type { FileFacts } from './present.ts'
import type { WrappedKey } from './sealing/keys.ts'

export type Source = Database | Transaction

export type FileRow = FileFacts & {
  client_id: string
  received: bigint
  wrapped_key: Uint8Array | null
  key_id: string | null
  content_part: string
  stored_in: 'parts' | 'local' | 's3'
  check_tries: number
}

/** A file, its channel, and whether a person is in it. */
export type PlacedRow = FileRow & {
  channel_kind: ChannelKind
  channel_is_archived: boolean
  channel_created_by_id: PersonId
  is_member: boolean
}

const viewColumns = Prisma.sql`f.id, f.uploaded_by_id, f.channel_id, f.message_id, f.name, f.size, f.kind, f.content_type,
  f.is_inline, f.state, f.refusal, f.width, f.height, f.thumbnails, f.uploaded_at, f.revision`
const columns = Prisma.sql`${viewColumns}, f.client_id, f.received, f.wrapped_key, f.key_id, f.content_part, f.stored_in,
  f.check_tries`

/** The files of the message `m`, in their order; null without a look where it has none. */
export const filesOfMessage = Prisma.sql`CASE WHEN m.file_count > 0 THEN (
    SELECT jsonb_agg(to_jsonb(of_message) - 'place' ORDER BY of_message.place)
    FROM (SELECT ${viewColumns}, f.place FROM file f WHERE f.message_id = m.id) of_message
  ) END AS files`

export async function findPlacedFile(db: Source, id: FileId, personId: PersonId): Promise<PlacedRow | null> {
  const [row] = await db.$queryRaw<PlacedRow[]>`
    SELECT ${columns}, c.kind AS channel_kind, c.is_archived AS channel_is_archived,
      c.created_by_id AS channel_created_by_id, ms.person_id IS NOT NULL AS is_member
    FROM file f JOIN channel c ON c.id = f.channel_id
    LEFT JOIN membership ms ON ms.channel_id = f.channel_id AND ms.person_id = ${personId}::uuid
    WHERE f.id = ${id}::uuid`
  return row ?? null
}

/** As it stands until the commit. */
export async function holdFile(tx: Transaction, id: FileId): Promise<FileRow | null> {
  const [row] = await tx.$queryRaw<FileRow[]>`
    SELECT ${columns} FROM file f WHERE f.id = ${id}::uuid FOR UPDATE`
  return row ?? null
}

export async function findByClientId(db: Source, personId: PersonId, clientId: ClientId) {
  const [row] = await db.$queryRaw<FileRow[]>`
    SELECT ${columns} FROM file f WHERE f.uploaded_by_id = ${personId}::uuid AND f.client_id = ${clientId}::uuid`
  return row ?? null
}

export type NewFile = {
  id: FileId
  clientId: ClientId
  uploadedById: PersonId
  channelId: ChannelId
  name: string
  size: number
  key: WrappedKey
}

export async function insertFile(tx: Transaction, file: NewFile, at: Date): Promise<FileRow> {
  const [row] = await tx.$queryRaw<FileRow[]>`
    INSERT INTO file AS f (id, client_id, uploaded_by_id, channel_id, name, size, uploaded_at, touched_at, wrapped_key, key_id)
    VALUES (${file.id}::uuid, ${file.clientId}::uuid, ${file.uploadedById}::uuid, ${file.channelId}::uuid, ${file.name},
      ${file.size}, ${at}, ${at}, ${file.key.wrapped}, ${file.key.keyId})
    RETURNING ${columns}`
  return row as FileRow
}

export async function findFilesById(db: Source, ids: FileId[]): Promise<FileRow[]> {
  if (ids.length === 0) return []
  return db.$queryRaw<FileRow[]>`SELECT ${columns} FROM file f WHERE f.id = ANY(${ids}::uuid[])`
}

/** What was not sent by then, and a month more, is erased. */
export const keepUnsentUntil = (tx: Transaction, ids: FileId[], until: Date) =>
  tx.$executeRaw`UPDATE file SET touched_at = ${until} WHERE id = ANY(${ids}::uuid[]) AND message_id IS NULL`

export type Change = Partial<{
  state: string
  refusal: string | null
  name: string
  size: number
  kind: string
  contentType: string
  isInline: boolean
  width: number | null
  height: number | null
  thumbnails: Record<string, number>
  contentPart: string
  storedIn: string
  received: number
}>

/** Changes what others see of a file, which gives it its next revision. */
export async function changeFile(tx: Transaction, id: FileId, change: Change): Promise<FileRow> {
  const given = JSON.stringify(change)
  const [row] = await tx.$queryRaw<FileRow[]>`
    UPDATE file f SET revision = f.revision + 1, state = coalesce(c.state, f.state), refusal = coalesce(c.refusal, f.refusal),
      name = coalesce(c.name, f.name), size = coalesce(c.size, f.size), kind = coalesce(c.kind, f.kind),
      content_type = coalesce(c."contentType", f.content_type), is_inline = coalesce(c."isInline", f.is_inline),
      width = coalesce(c.width, f.width), height = coalesce(c.height, f.height),
      thumbnails = coalesce(c.thumbnails, f.thumbnails), content_part = coalesce(c."contentPart", f.content_part),
      stored_in = coalesce(c."storedIn", f.stored_in), received = coalesce(c.received, f.received)
    FROM jsonb_to_record(${given}::jsonb) AS c(state text, refusal text, name text, size bigint, kind text,
      "contentType" text, "isInline" boolean, width int, height int, thumbnails jsonb, "contentPart" text, "storedIn" text,
      received bigint)
    WHERE f.id = ${id}::uuid RETURNING ${columns}`
  return row as FileRow
}

/** Notes bytes that are durable, and that somebody is at it. */
export async function noteReceived(db: Source, id: FileId, received: number, at: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE file SET received = ${received}, touched_at = ${at} WHERE id = ${id}::uuid AND state = 'uploading'`
}

/** What is seen of a file on its way through a message's life. */
export const listFilesOfMessage = (tx: Transaction, messageId: MessageId) =>
  tx.$queryRaw<
    FileRow[]
  >`SELECT ${columns} FROM file f WHERE f.message_id = ${messageId}::uuid ORDER BY f.place FOR UPDATE`

export { columns as fileColumns }

export async function nextFileId(tx: Transaction): Promise<FileId> {
  const [row] = await tx.$queryRaw<{ id: FileId }[]>`SELECT uuidv7() AS id`
  return (row as { id: FileId }).id
}
