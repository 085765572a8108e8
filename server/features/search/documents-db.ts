// The table of what can be found, and the sources it is made from.
import type { ChannelId, FileId, MessageId, PersonId, TaskId } from '../../../contract/ids.ts'
import { type Database, Prisma, type Transaction } from '../../core/db.ts'

type Source = Database | Transaction

/** Which rows of a source: some by id, or the next ones in the order of ids. */
export type Which<Id> = { ids: Id[] } | { after: Id | null; limit: number }

const where = <Id>(which: Which<Id>, id: Prisma.Sql) =>
  'ids' in which
    ? Prisma.sql`${id} = ANY(${which.ids}::uuid[])`
    : Prisma.sql`${id} > ${which.after ?? '00000000-0000-0000-0000-000000000000'}::uuid`
const page = <Id>(which: Which<Id>, id: Prisma.Sql) =>
  'ids' in which ? Prisma.sql`ORDER BY ${id}` : Prisma.sql`ORDER BY ${id} LIMIT ${which.limit}`

export type MessageSource = {
  id: MessageId
  channelId: ChannelId
  isPublic: boolean
  authorId: PersonId
  body: string
  sentAt: Date
  editedAt: Date | null
  /** Marks of the files it carries. */
  fileMarks: string[] | null
}

/**
 * Until the commit none of these messages and tasks is edited or deleted; whoever is at it is waited for. What is read afterwards
 * is so still true when it is written. The counterparts are in the migrations (forget_searched_message, _task).
 */
export async function lockSources(tx: Transaction, ids: (MessageId | TaskId)[]): Promise<void> {
  await tx.$queryRaw`
    SELECT count(pg_advisory_xact_lock_shared(7361, bucket)::text) FROM (
      SELECT DISTINCT hashtext(id) & 255 AS bucket FROM unnest(${ids}::text[]) AS id ORDER BY bucket
    ) buckets`
}

/** Messages that are there and say something; the line of a call does not. */
export function listMessages(db: Source, ids: MessageId[]): Promise<MessageSource[]> {
  return db.$queryRaw<MessageSource[]>`
    SELECT m.id, m.channel_id AS "channelId", c.kind = 'public' AS "isPublic", m.author_id AS "authorId", m.body,
      m.sent_at AS "sentAt", m.edited_at AS "editedAt", (
        SELECT array_agg(DISTINCT mark) FROM search_document f, unnest(f.marks) AS mark
        WHERE f.message_id = m.id AND f.kind = 'file'
      ) AS "fileMarks"
    FROM message m JOIN channel c ON c.id = m.channel_id
    WHERE m.id = ANY(${ids}::uuid[]) AND m.deleted_at IS NULL AND m.call IS NULL AND NOT m.is_task`
}

/** The next ones in the order of their ids. Not those that are tasks: their ids are the tasks', which have documents of their own. */
export async function listMessageIds(
  db: Source,
  after: MessageId | null,
  limit: number,
): Promise<MessageId[]> {
  const rows = await db.$queryRaw<{ id: MessageId }[]>`
    SELECT id FROM message WHERE id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid AND NOT is_task
    ORDER BY id LIMIT ${limit}`
  return rows.map(({ id }) => id)
}

export type ChannelSource = { id: ChannelId; isPublic: boolean; name: string; topic: string; createdAt: Date }

/** Channels with a name; conversations are found by their people. */
export function listChannels(db: Source, which: Which<ChannelId>): Promise<ChannelSource[]> {
  const id = Prisma.sql`c.id`
  return db.$queryRaw<ChannelSource[]>`
    SELECT c.id, c.kind = 'public' AS "isPublic", c.name, c.topic, c.created_at AS "createdAt" FROM channel c
    WHERE ${where(which, id)} AND c.name IS NOT NULL AND NOT c.is_board ${page(which, id)}`
}

export type PersonSource = { id: PersonId; name: string; title: string; createdAt: Date }

export function listPeople(db: Source, which: Which<PersonId>): Promise<PersonSource[]> {
  const id = Prisma.sql`p.id`
  return db.$queryRaw<PersonSource[]>`
    SELECT p.id, p.name, p.title, p.created_at AS "createdAt" FROM person p WHERE ${where(which, id)} ${page(which, id)}`
}

export type FileSource = {
  id: FileId
  messageId: MessageId
  channelId: ChannelId
  isPublic: boolean
  authorId: PersonId
  sentAt: Date
  name: string
  isImage: boolean
  text: string | null
}

/** Files that messages carry, with what stands in them. Until the commit none of them is deleted: what is read is still true. */
export function listFiles(db: Source, ids: FileId[]): Promise<FileSource[]> {
  return db.$queryRaw<FileSource[]>`
    SELECT f.id, f.message_id AS "messageId", m.channel_id AS "channelId", c.kind = 'public' AS "isPublic",
      m.author_id AS "authorId", m.sent_at AS "sentAt", f.name, f.kind = 'image' AS "isImage", t.text
    FROM file f JOIN message m ON m.id = f.message_id AND m.deleted_at IS NULL JOIN channel c ON c.id = m.channel_id
    LEFT JOIN file_text t ON t.file_id = f.id
    WHERE f.id = ANY(${ids}::uuid[]) AND f.state NOT IN ('deleted', 'refused') ORDER BY f.id FOR SHARE OF f`
}

/** The files that some messages carry. */
export async function listCarried(db: Source, ids: MessageId[]): Promise<FileId[]> {
  const rows = await db.$queryRaw<
    { id: FileId }[]
  >`SELECT id FROM file WHERE message_id = ANY(${ids}::uuid[]) ORDER BY id`
  return rows.map(({ id }) => id)
}

/** The messages that carry some files. */
export async function listCarriers(db: Source, ids: FileId[]): Promise<MessageId[]> {
  const rows = await db.$queryRaw<{ messageId: MessageId }[]>`
    SELECT DISTINCT message_id AS "messageId" FROM file WHERE id = ANY(${ids}::uuid[]) AND message_id IS NOT NULL`
  return rows.map(({ messageId }) => messageId)
}

export type TaskSource = {
  id: TaskId
  channelId: ChannelId
  isPublic: boolean
  authorId: PersonId
  createdAt: Date
  /** Such as OPS-123. */
  name: string
  title: string
  description: string
  checks: string[]
}

/** Tasks with all their words. */
export function listTasks(db: Source, which: Which<TaskId>): Promise<TaskSource[]> {
  const id = Prisma.sql`t.id`
  return db.$queryRaw<TaskSource[]>`
    SELECT t.id, b.channel_id AS "channelId", c.kind = 'public' AS "isPublic", t.created_by_id AS "authorId",
      t.created_at AS "createdAt", b.key || '-' || t.number AS name, t.title, t.description,
      ARRAY(SELECT line ->> 'text' FROM jsonb_array_elements(t.checks) AS line) AS checks
    FROM task t JOIN board b ON b.id = t.board_id JOIN channel c ON c.id = b.channel_id
    WHERE ${where(which, id)} ${page(which, id)}`
}

export type DocumentRow = {
  id: string
  kind: 'message' | 'file' | 'task' | 'channel' | 'person'
  channelId: ChannelId | null
  isPublic: boolean
  authorId: PersonId | null
  messageId: MessageId | null
  at: Date
  editedAt: Date | null
  marks: string[] | null
  words: string
  name: string | null
}

/** Puts documents in, or brings them up to date. What is the same already is not written again. */
export async function upsertDocuments(tx: Transaction, rows: DocumentRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx.$executeRaw`
    INSERT INTO search_document AS d
      (source_id, kind, channel_id, is_public, author_id, message_id, at, edited_at, marks, words, name)
    SELECT id, kind, "channelId", "isPublic", "authorId", "messageId", at, "editedAt", marks, words, name
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS t(id uuid, kind text, "channelId" uuid, "isPublic" boolean,
      "authorId" uuid, "messageId" uuid, at timestamptz(3), "editedAt" timestamptz(3), marks text[], words text, name text)
    ORDER BY id
    ON CONFLICT (source_id) DO UPDATE SET is_public = EXCLUDED.is_public, edited_at = EXCLUDED.edited_at,
      marks = EXCLUDED.marks, words = EXCLUDED.words, name = EXCLUDED.name
    WHERE (d.is_public, d.edited_at, d.marks, d.words, d.name)
      IS DISTINCT FROM (EXCLUDED.is_public, EXCLUDED.edited_at, EXCLUDED.marks, EXCLUDED.words, EXCLUDED.name)`
}

export async function deleteDocuments(tx: Transaction, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.$executeRaw`DELETE FROM search_document WHERE source_id = ANY(${ids}::uuid[])`
}

/** Takes out messages between two ids (`upTo` null: to the end) that have no source any more. */
export async function deleteOrphans(
  tx: Transaction,
  { after, upTo }: { after: MessageId | null; upTo: MessageId | null },
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM search_document d WHERE kind = 'message'
      AND source_id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid
      AND source_id <= ${upTo ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff'}::uuid
      AND NOT EXISTS (SELECT FROM message m WHERE m.id = d.source_id)`
}

/** Takes out tasks that have no source any more. */
export async function deleteOrphanTasks(tx: Transaction): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM search_document d WHERE kind = 'task' AND NOT EXISTS (SELECT FROM task t WHERE t.id = d.source_id)`
}

/** Takes out files that have no source any more. */
export async function deleteOrphanFiles(tx: Transaction): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM search_document d WHERE kind = 'file' AND NOT EXISTS (
      SELECT FROM file f WHERE f.id = d.source_id AND f.message_id = d.message_id AND f.state NOT IN ('deleted', 'refused'))`
}
