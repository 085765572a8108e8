// Table session, and what signing in needs of person.
import type { PersonId, SessionId } from '../../../contract/ids.ts'
import type { Role } from '../../../contract/people.ts'
import type { Actor } from '../../core/actor.ts'
import type { Database, Transaction } from '../../core/db.ts'

export type SessionKind = 'browser' | 'token' | 'bot'
export type SessionRow = {
  id: string
  personId: string
  kind: string
  device: string
  address: string
  createdAt: Date
  lastSeenAt: Date
  expiresAt: Date | null
}
export type FoundSession = Actor & { lastSeenAt: Date; expiresAt: Date | null; isActive: boolean }

/** The sessions of tokens, in their order; null where there is none. */
export async function findSessions(db: Database, tokenHashes: Buffer[]): Promise<(FoundSession | null)[]> {
  const rows = await db.$queryRaw<(FoundSession & { ord: number })[]>`
    SELECT t.ord::int, s.id AS "sessionId", s.person_id AS "personId", p.role, p.kind, p.is_active AS "isActive",
      s.last_seen_at AS "lastSeenAt", s.expires_at AS "expiresAt"
    FROM unnest(${tokenHashes}::bytea[]) WITH ORDINALITY AS t(token_hash, ord)
    JOIN session s ON s.token_hash = t.token_hash JOIN person p ON p.id = s.person_id`
  const found = new Map(rows.map(({ ord, ...session }) => [ord, session]))
  return tokenHashes.map((_, index) => found.get(index + 1) ?? null)
}

export async function isSessionValid(db: Database, sessionId: SessionId, now: Date): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM session s JOIN person p ON p.id = s.person_id
    WHERE s.id = ${sessionId}::uuid AND p.is_active AND (s.expires_at IS NULL OR s.expires_at > ${now})`
  return rows.length > 0
}

/** Notes that somebody was there, once per `before`; several processes may try at once. */
export async function touchSession(
  db: Database,
  actor: Actor,
  at: { now: Date; before: Date; expiresAt: Date },
): Promise<void> {
  await db.$executeRaw`
    WITH seen AS (
      UPDATE session SET last_seen_at = ${at.now},
        expires_at = CASE WHEN expires_at IS NULL THEN NULL ELSE greatest(expires_at, ${at.expiresAt}) END
      WHERE id = ${actor.sessionId}::uuid AND last_seen_at <= ${at.before} RETURNING person_id
    )
    UPDATE person SET last_seen_at = ${at.now} WHERE id = (SELECT person_id FROM seen)`
}

/** Writes only what changed. */
export const setDevice = async (db: Database, id: SessionId, device: string): Promise<void> =>
  void (await db.$executeRaw`UPDATE session SET device = ${device} WHERE id = ${id}::uuid AND device <> ${device}`)

export type NewSession = {
  personId: PersonId
  tokenHash: Buffer
  kind: SessionKind
  device: string
  address: string
  now: Date
  expiresAt: Date | null
}

export async function insertSession(tx: Transaction, session: NewSession): Promise<SessionId> {
  const { now, tokenHash, ...data } = session
  const row = await tx.session.create({
    data: { ...data, tokenHash: new Uint8Array(tokenHash), createdAt: now, lastSeenAt: now },
    select: { id: true },
  })
  return row.id as SessionId
}

/** Deletes sessions of one person: all, one, or all but one. Answers which. */
export async function deleteSessions(
  tx: Transaction,
  personId: PersonId,
  { only = null, except = null }: { only?: SessionId | null; except?: SessionId | null },
): Promise<SessionId[]> {
  const rows = await tx.$queryRaw<{ id: SessionId }[]>`
    DELETE FROM session WHERE person_id = ${personId}::uuid
      AND (${only}::uuid IS NULL OR id = ${only}::uuid) AND (${except}::uuid IS NULL OR id <> ${except}::uuid)
    RETURNING id`
  return rows.map(({ id }) => id)
}

export const deleteExpiredSessions = (tx: Transaction, now: Date, most: number) =>
  tx.$queryRaw<{ id: SessionId; personId: PersonId }[]>`
    DELETE FROM session WHERE id IN (
      SELECT id FROM session WHERE expires_at <= ${now} LIMIT ${most} FOR UPDATE SKIP LOCKED
    ) RETURNING id, person_id AS "personId"`

export const listSessions = (db: Database, personId: PersonId): Promise<SessionRow[]> =>
  db.session.findMany({
    where: { personId },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
    omit: { tokenHash: true },
  })

export type Credentials = {
  personId: PersonId
  passwordHash: string | null
  isActive: boolean
  isKnownDevice: boolean
}

export async function findCredentials(
  db: Database,
  email: string,
  deviceHash: Buffer,
): Promise<Credentials | null> {
  const [row] = await db.$queryRaw<Credentials[]>`
    SELECT id AS "personId", password_hash AS "passwordHash", is_active AS "isActive",
      EXISTS (SELECT FROM sign_in_device d WHERE d.person_id = person.id AND d.token_hash = ${deviceHash}) AS "isKnownDevice"
    FROM person WHERE email = ${email} AND kind = 'person'`
  return row ?? null
}

export type LockedPerson = { isActive: boolean; passwordHash: string | null; role: Role }

/** Keeps role, password and deactivation as they are until the commit. */
export async function lockPerson(
  tx: Transaction,
  personId: PersonId,
  strength: 'share' | 'update',
): Promise<LockedPerson | null> {
  const columns = { isActive: true, passwordHash: true, role: true } as const
  if (strength === 'share') await tx.$queryRaw`SELECT 1 FROM person WHERE id = ${personId}::uuid FOR SHARE`
  else await tx.$queryRaw`SELECT 1 FROM person WHERE id = ${personId}::uuid FOR UPDATE`
  return tx.person.findUnique({ where: { id: personId }, select: columns }) as Promise<LockedPerson | null>
}

/** What a password must not be made of. */
export async function findOwnNames(db: Database, personId: PersonId | null): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT name FROM workspace
    UNION ALL SELECT unnest(ARRAY[name, email]) FROM person WHERE id = ${personId}::uuid`
  return rows.flatMap(({ name }) => name ?? [])
}

export async function findPasswordHash(db: Database, personId: PersonId): Promise<string | null> {
  const row = await db.person.findUnique({ where: { id: personId }, select: { passwordHash: true } })
  return row?.passwordHash ?? null
}

export async function setPasswordHash(
  tx: Transaction,
  personId: PersonId,
  passwordHash: string,
): Promise<void> {
  await tx.person.update({ where: { id: personId }, data: { passwordHash } })
}
