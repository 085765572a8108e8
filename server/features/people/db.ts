// Tables person and picture.
import type { SectionView } from '../../../contract/channels.ts'
import type { PersonId } from '../../../contract/ids.ts'
import type { Role } from '../../../contract/people.ts'
import { type Database, Prisma, type Transaction } from '../../core/db.ts'

/** What a view shows. */
export type PersonRow = {
  id: PersonId
  kind: 'person' | 'bot'
  name: string
  title: string
  timeZone: string
  role: Role
  pictureVersion: string | null
  statusEmoji: string | null
  statusText: string
  statusExpiresAt: Date | null
  isActive: boolean
  pausedUntil: Date | null
  quietHours: string | null
  quietDays: string
  revision: number
}
export type ManagedRow = PersonRow & { email: string | null; createdAt: Date; lastSeenAt: Date | null }

const columns = Prisma.sql`id, kind, name, title, time_zone AS "timeZone", role, picture_version AS "pictureVersion",
  status_emoji AS "statusEmoji", status_text AS "statusText", status_expires_at AS "statusExpiresAt",
  is_active AS "isActive", paused_until AS "pausedUntil", quiet_hours AS "quietHours", quiet_days AS "quietDays", revision`

export async function newPersonId(db: Database): Promise<PersonId> {
  const [row] = await db.$queryRaw<[{ id: PersonId }]>`SELECT uuidv7() AS id`
  return row.id
}

export const listPeople = (db: Database): Promise<PersonRow[]> =>
  db.$queryRaw<PersonRow[]>(Prisma.sql`SELECT ${columns} FROM person ORDER BY id`)

/** The roles of those of them who are active. */
export async function listRoles(
  db: Database | Transaction,
  personIds: PersonId[],
): Promise<Map<PersonId, Role>> {
  const rows = await db.$queryRaw<{ id: PersonId; role: Role }[]>`
    SELECT id, role FROM person WHERE is_active AND id = ANY(${personIds}::uuid[])`
  return new Map(rows.map(({ id, role }) => [id, role]))
}

export const listManaged = (db: Database): Promise<ManagedRow[]> =>
  db.$queryRaw<ManagedRow[]>(Prisma.sql`
    SELECT ${columns}, email, created_at AS "createdAt", last_seen_at AS "lastSeenAt" FROM person ORDER BY name, id`)

export const findAccount = (db: Database, personId: PersonId) =>
  db.person.findUnique({ where: { id: personId }, select: { email: true, sections: true } }) as Promise<{
    email: string | null
    sections: SectionView[]
  } | null>

export async function findActiveRole(db: Database, personId: PersonId): Promise<Role | null> {
  const row = await db.person.findUnique({ where: { id: personId, isActive: true }, select: { role: true } })
  return (row?.role as Role | undefined) ?? null
}

/** The row stays as it is for everybody else until the commit. */
export async function lockPerson(tx: Transaction, personId: PersonId): Promise<PersonRow | null> {
  const [row] = await tx.$queryRaw<PersonRow[]>(Prisma.sql`
    SELECT ${columns} FROM person WHERE id = ${personId}::uuid FOR NO KEY UPDATE`)
  return row ?? null
}

/** All who can act as owner, locked in one order: two changes of owners never both believe that another one remains. */
export async function lockOwners(tx: Transaction): Promise<PersonId[]> {
  const rows = await tx.$queryRaw<{ id: PersonId }[]>`
    SELECT id FROM person WHERE role = 'owner' AND is_active ORDER BY id FOR NO KEY UPDATE`
  return rows.map(({ id }) => id)
}

export type PersonChange = Partial<Omit<PersonRow, 'id' | 'kind' | 'revision'>>

/** Changes a person and raises the revision. Only values that are given change; null clears. */
export async function updatePerson(
  tx: Transaction,
  personId: PersonId,
  change: PersonChange,
): Promise<PersonRow> {
  const row = await tx.person.update({
    where: { id: personId },
    data: { ...change, revision: { increment: 1 } },
  })
  return row as unknown as PersonRow
}

export type NewPerson = {
  id: PersonId
  kind: 'person' | 'bot'
  name: string
  title: string
  timeZone: string
  role: Role
  email: string | null
  passwordHash: string | null
  createdAt: Date
}

/** Answers null when the e-mail address is taken. */
export async function insertPerson(tx: Transaction, person: NewPerson): Promise<PersonRow | null> {
  const { id, kind, name, title, timeZone, role, email, passwordHash, createdAt } = person
  const [row] = await tx.$queryRaw<PersonRow[]>(Prisma.sql`
    INSERT INTO person (id, kind, name, title, time_zone, role, email, password_hash, created_at)
    VALUES (${id}::uuid, ${kind}, ${name}, ${title}, ${timeZone}, ${role}, ${email}, ${passwordHash}, ${createdAt})
    ON CONFLICT (email) DO NOTHING RETURNING ${columns}`)
  return row ?? null
}

/** Clears statuses whose time is over, at most `most`, and answers the changed people. */
export const clearStatuses = (tx: Transaction, now: Date, most: number): Promise<PersonRow[]> =>
  tx.$queryRaw<PersonRow[]>(Prisma.sql`
    UPDATE person SET status_emoji = NULL, status_text = '', status_expires_at = NULL, revision = revision + 1
    WHERE id IN (
      SELECT id FROM person WHERE status_expires_at <= ${now} ORDER BY id LIMIT ${most} FOR NO KEY UPDATE SKIP LOCKED
    ) RETURNING ${columns}`)

export async function savePicture(
  tx: Transaction,
  personId: PersonId,
  picture: { contentType: string; bytes: Buffer } | null,
): Promise<void> {
  if (!picture) {
    await tx.picture.deleteMany({ where: { personId } })
    return
  }
  const data = { contentType: picture.contentType, bytes: new Uint8Array(picture.bytes) }
  await tx.picture.upsert({ where: { personId }, create: { personId, ...data }, update: data })
}

export type PictureRow = { contentType: string; bytes: Uint8Array; version: string }

export async function findPicture(db: Database, personId: PersonId): Promise<PictureRow | null> {
  const [row] = await db.$queryRaw<PictureRow[]>`
    SELECT picture.content_type AS "contentType", picture.bytes, person.picture_version AS version
    FROM picture JOIN person ON person.id = picture.person_id WHERE picture.person_id = ${personId}::uuid`
  return row ?? null
}
