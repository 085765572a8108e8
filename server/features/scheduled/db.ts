// Table scheduled_message.
import type { ErrorCode } from '../../../contract/errors.ts'
import type { ChannelId, ClientId, FileId, MessageId, PersonId, ScheduledId } from '../../../contract/ids.ts'
import { type Database, Prisma, type Transaction } from '../../core/db.ts'

type Source = Database | Transaction

export type ScheduledRow = {
  id: ScheduledId
  personId: PersonId
  clientId: ClientId
  channelId: ChannelId
  threadId: MessageId | null
  alsoToChannel: boolean
  body: string
  fileIds: FileId[]
  sendAt: Date
  refusal: ErrorCode | null
  createdAt: Date
}

const columns = Prisma.sql`id, person_id AS "personId", client_id AS "clientId", channel_id AS "channelId",
  thread_id AS "threadId", also_to_channel AS "alsoToChannel", body, file_ids AS "fileIds", send_at AS "sendAt", refusal,
  created_at AS "createdAt"`

export const listOwn = (db: Source, personId: PersonId): Promise<ScheduledRow[]> =>
  db.$queryRaw<ScheduledRow[]>(Prisma.sql`
    SELECT ${columns} FROM scheduled_message WHERE person_id = ${personId}::uuid ORDER BY send_at, id`)

export async function findByClientId(
  db: Source,
  personId: PersonId,
  clientId: ClientId,
): Promise<ScheduledRow | null> {
  const [row] = await db.$queryRaw<ScheduledRow[]>(Prisma.sql`
    SELECT ${columns} FROM scheduled_message WHERE person_id = ${personId}::uuid AND client_id = ${clientId}::uuid`)
  return row ?? null
}

export async function findOwn(db: Source, personId: PersonId, id: ScheduledId): Promise<ScheduledRow | null> {
  const [row] = await db.$queryRaw<ScheduledRow[]>(Prisma.sql`
    SELECT ${columns} FROM scheduled_message WHERE id = ${id}::uuid AND person_id = ${personId}::uuid`)
  return row ?? null
}

/** An own one, held until the commit: it is not sent meanwhile. */
export async function lockOwn(
  tx: Transaction,
  personId: PersonId,
  id: ScheduledId,
): Promise<ScheduledRow | null> {
  const [row] = await tx.$queryRaw<ScheduledRow[]>(Prisma.sql`
    SELECT ${columns} FROM scheduled_message WHERE id = ${id}::uuid AND person_id = ${personId}::uuid FOR UPDATE`)
  return row ?? null
}

/** Counts the own ones; two that arrive together are counted one after the other. */
export async function countOwn(tx: Transaction, personId: PersonId): Promise<number> {
  await tx.$queryRaw`SELECT 1 FROM person WHERE id = ${personId}::uuid FOR NO KEY UPDATE`
  const [row] = await tx.$queryRaw<[{ n: number }]>`
    SELECT count(*)::int AS n FROM scheduled_message WHERE person_id = ${personId}::uuid`
  return row.n
}

export type NewScheduled = Omit<ScheduledRow, 'id' | 'refusal'>

/** null when this clientId is scheduled already. */
export async function insertScheduled(tx: Transaction, row: NewScheduled): Promise<ScheduledRow | null> {
  const [made] = await tx.$queryRaw<ScheduledRow[]>(Prisma.sql`
    INSERT INTO scheduled_message
      (person_id, client_id, channel_id, thread_id, also_to_channel, body, file_ids, send_at, due_at, created_at)
    VALUES (${row.personId}::uuid, ${row.clientId}::uuid, ${row.channelId}::uuid, ${row.threadId}::uuid,
      ${row.alsoToChannel}, ${row.body}, ${row.fileIds}::uuid[], ${row.sendAt}, ${row.sendAt}, ${row.createdAt})
    ON CONFLICT (person_id, client_id) DO NOTHING RETURNING ${columns}`)
  return made ?? null
}

/** With a time it is as if it had never been refused; with a text alone a refused one goes on waiting. */
export async function updateScheduled(
  tx: Transaction,
  id: ScheduledId,
  { body, sendAt }: { body: string; sendAt: Date | null },
): Promise<ScheduledRow> {
  const time = sendAt ? Prisma.sql`, send_at = ${sendAt}, due_at = ${sendAt}, refusal = NULL` : Prisma.empty
  const [row] = await tx.$queryRaw<[ScheduledRow]>(Prisma.sql`
    UPDATE scheduled_message SET body = ${body} ${time} WHERE id = ${id}::uuid RETURNING ${columns}`)
  return row
}

export const deleteScheduled = (tx: Transaction, ids: ScheduledId[]) =>
  tx.$executeRaw`DELETE FROM scheduled_message WHERE id = ANY(${ids}::uuid[])`

/** It waits for its author now. */
export const refuseScheduled = (tx: Transaction, id: ScheduledId, refusal: ErrorCode) =>
  tx.$executeRaw`UPDATE scheduled_message SET refusal = ${refusal}, due_at = NULL WHERE id = ${id}::uuid`

export const postponeScheduled = (tx: Transaction, id: ScheduledId, dueAt: Date) =>
  tx.$executeRaw`UPDATE scheduled_message SET due_at = ${dueAt} WHERE id = ${id}::uuid`

export async function nextDueAt(db: Database): Promise<Date | null> {
  const [row] = await db.$queryRaw<[{ at: Date | null }]>`
    SELECT min(due_at) AS at FROM scheduled_message WHERE due_at IS NOT NULL`
  return row.at
}

/** Those that are due and that no other process or author holds, held until the commit. */
export const lockDue = (tx: Transaction, now: Date, most: number): Promise<ScheduledRow[]> =>
  tx.$queryRaw<ScheduledRow[]>(Prisma.sql`
    SELECT ${columns} FROM scheduled_message WHERE due_at <= ${now}
    ORDER BY due_at, id LIMIT ${most} FOR UPDATE SKIP LOCKED`)
