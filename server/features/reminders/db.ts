// Table reminder.
import type { ClientId, MessageId, PersonId, ReminderId } from '../../../contract/ids.ts'
import { type Database, Prisma, type Transaction } from '../../core/db.ts'

type Source = Database | Transaction

export type ReminderRow = {
  id: ReminderId
  personId: PersonId
  messageId: MessageId | null
  text: string
  remindAt: Date
  firedAt: Date | null
  doneAt: Date | null
  createdAt: Date
}

const columns = Prisma.sql`id, person_id AS "personId", message_id AS "messageId", text, remind_at AS "remindAt",
  fired_at AS "firedAt", done_at AS "doneAt", created_at AS "createdAt"`

export const listOwn = (db: Source, personId: PersonId): Promise<ReminderRow[]> =>
  db.$queryRaw<ReminderRow[]>(Prisma.sql`
    SELECT ${columns} FROM reminder WHERE person_id = ${personId}::uuid ORDER BY remind_at, id`)

/** Of those that are done, the last `most` stay: nobody keeps words for ever that are never shown again. */
export const forgetDone = (tx: Transaction, personId: PersonId, most: number) =>
  tx.$executeRaw`
    DELETE FROM reminder WHERE id IN (
      SELECT id FROM reminder WHERE person_id = ${personId}::uuid AND done_at IS NOT NULL
      ORDER BY done_at DESC, id DESC OFFSET ${most}
    )`

export async function findByClientId(
  db: Source,
  personId: PersonId,
  clientId: ClientId,
): Promise<ReminderRow | null> {
  const [row] = await db.$queryRaw<ReminderRow[]>(Prisma.sql`
    SELECT ${columns} FROM reminder WHERE person_id = ${personId}::uuid AND client_id = ${clientId}::uuid`)
  return row ?? null
}

/** An own one, held until the commit. */
export async function lockOwn(
  tx: Transaction,
  personId: PersonId,
  id: ReminderId,
): Promise<ReminderRow | null> {
  const [row] = await tx.$queryRaw<ReminderRow[]>(Prisma.sql`
    SELECT ${columns} FROM reminder WHERE id = ${id}::uuid AND person_id = ${personId}::uuid FOR UPDATE`)
  return row ?? null
}

/** Counts the own open ones; two that arrive together are counted one after the other. */
export async function countOpen(tx: Transaction, personId: PersonId): Promise<number> {
  await tx.$queryRaw`SELECT 1 FROM person WHERE id = ${personId}::uuid FOR NO KEY UPDATE`
  const [row] = await tx.$queryRaw<[{ n: number }]>`
    SELECT count(*)::int AS n FROM reminder WHERE person_id = ${personId}::uuid AND done_at IS NULL`
  return row.n
}

export type NewReminder = Pick<ReminderRow, 'personId' | 'messageId' | 'text' | 'remindAt' | 'createdAt'> & {
  clientId: ClientId
}

/** null when this clientId has made one already. */
export async function insertReminder(tx: Transaction, row: NewReminder): Promise<ReminderRow | null> {
  const [made] = await tx.$queryRaw<ReminderRow[]>(Prisma.sql`
    INSERT INTO reminder (person_id, client_id, message_id, text, remind_at, created_at)
    VALUES (${row.personId}::uuid, ${row.clientId}::uuid, ${row.messageId}::uuid, ${row.text}, ${row.remindAt},
      ${row.createdAt})
    ON CONFLICT (person_id, client_id) DO NOTHING RETURNING ${columns}`)
  return made ?? null
}

export async function updateReminder(
  tx: Transaction,
  { id, text, remindAt, firedAt, doneAt }: ReminderRow,
): Promise<ReminderRow> {
  const [row] = await tx.$queryRaw<[ReminderRow]>(Prisma.sql`
    UPDATE reminder SET text = ${text}, remind_at = ${remindAt}, fired_at = ${firedAt}::timestamptz,
      done_at = ${doneAt}::timestamptz
    WHERE id = ${id}::uuid RETURNING ${columns}`)
  return row
}

export const deleteReminder = (tx: Transaction, id: ReminderId) =>
  tx.$executeRaw`DELETE FROM reminder WHERE id = ${id}::uuid`

export async function nextDueAt(db: Database): Promise<Date | null> {
  const [row] = await db.$queryRaw<[{ at: Date | null }]>`
    SELECT min(remind_at) AS at FROM reminder WHERE fired_at IS NULL AND done_at IS NULL`
  return row.at
}

/** Marks those that are due as fired, but for those that another process or their owner holds. */
export const fireDue = (tx: Transaction, now: Date, most: number) =>
  tx.$queryRaw<{ id: ReminderId; personId: PersonId }[]>`
    UPDATE reminder SET fired_at = ${now} WHERE id IN (
      SELECT id FROM reminder WHERE remind_at <= ${now} AND fired_at IS NULL AND done_at IS NULL
      ORDER BY remind_at LIMIT ${most} FOR UPDATE SKIP LOCKED
    ) RETURNING id, person_id AS "personId"`
