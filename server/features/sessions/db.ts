// Tables session, sign_in_failure, sign_in_device, and what signing in needs of person.
import type { PersonId, SessionId } from '../../../contract/ids.ts'
import type { Role } from '../../../contract/people.ts'
import type { Actor } from '../../core/actor.ts'
import type { Database, Transaction } from '../../core/db.ts'
import type { Count } from './slow-down.ts'

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

export async function findSession(db: Database, tokenHash: Buffer): Promise<FoundSession | null> {
  const [row] = await db.$queryRaw<FoundSession[]>`
    SELECT s.id AS "sessionId", s.person_id AS "personId", p.role, p.kind, p.is_active AS "isActive",
      s.last_seen_at AS "lastSeenAt", s.expires_at AS "expiresAt"
    FROM session s JOIN person p ON p.id = s.person_id WHERE s.token_hash = ${tokenHash}`
  return row ?? null
}

export async function isSessionValid(db: Database, sessionId: SessionId, now: Date): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM session s JOIN person p ON p.id = s.person_id
    WHERE s.id = ${sessionId}::uuid AND p.is_active AND (s.expires_at IS NULL OR s.expires_at > ${now})`
  return rows.length > 0
}

/** Notes that somebody was there, once per `before`; several processes may try at once. */
export async function touchSession(db: Database, actor: Actor, at: { now: Date; before: Date; expiresAt: Date }): Promise<void> {
  await db.$executeRaw`
    WITH seen AS (
      UPDATE session SET last_seen_at = ${at.now},
        expires_at = CASE WHEN expires_at IS NULL THEN NULL ELSE greatest(expires_at, ${at.expiresAt}) END
      WHERE id = ${actor.sessionId}::uuid AND last_seen_at <= ${at.before} RETURNING person_id
    )
    UPDATE person SET last_seen_at = ${at.now} WHERE id = (SELECT person_id FROM seen)`
}

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
  db.session.findMany({ where: { personId }, orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }], omit: { tokenHash: true } })

export type Credentials = { personId: PersonId; passwordHash: string | null; isActive: boolean; isKnownDevice: boolean }

export async function findCredentials(db: Database, email: string, deviceHash: Buffer): Promise<Credentials | null> {
  const [row] = await db.$queryRaw<Credentials[]>`
    SELECT id AS "personId", password_hash AS "passwordHash", is_active AS "isActive",
      EXISTS (SELECT FROM sign_in_device d WHERE d.person_id = person.id AND d.token_hash = ${deviceHash}) AS "isKnownDevice"
    FROM person WHERE email = ${email} AND kind = 'person'`
  return row ?? null
}

export type LockedPerson = { isActive: boolean; passwordHash: string | null; role: Role }

/** Keeps role, password and deactivation as they are until the commit. */
export async function lockPerson(tx: Transaction, personId: PersonId, strength: 'share' | 'update'): Promise<LockedPerson | null> {
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

export async function setPasswordHash(tx: Transaction, personId: PersonId, passwordHash: string): Promise<void> {
  await tx.person.update({ where: { id: personId }, data: { passwordHash } })
}

type CountRow = Count & { key: string }

/**
 * Counts one try on every line of `keys`, all or none: `decide` sees where they stand, locked, and throws to refuse.
 * Counting before the password is looked at means that a hundred tries at once are still counted one by one.
 */
export async function countTry(
  db: Database,
  keys: string[],
  now: Date,
  forgotten: Date,
  decide: (counts: Map<string, Count>) => void,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<CountRow[]>`
      INSERT INTO sign_in_failure AS f (key, failures, last_at)
      SELECT key, 0, ${now} FROM unnest(${keys}::text[]) AS key ORDER BY key
      ON CONFLICT (key) DO UPDATE SET key = f.key RETURNING key, failures, last_at AS "lastAt"`
    decide(new Map(rows.map(({ key, failures, lastAt }) => [key, { failures, lastAt }])))
    await tx.$executeRaw`
      UPDATE sign_in_failure SET last_at = ${now},
        failures = CASE WHEN last_at <= ${forgotten} THEN 1 ELSE failures + 1 END
      WHERE key = ANY(${keys}::text[])`
  })
}

/** After a success: forgets some lines, and takes the try back from others. */
export async function uncountTry(tx: Transaction, cleared: string[], takenBack: string[]): Promise<void> {
  await tx.$executeRaw`
    WITH locked AS (
      SELECT key FROM sign_in_failure WHERE key = ANY(${[...cleared, ...takenBack]}::text[]) ORDER BY key FOR UPDATE
    )
    UPDATE sign_in_failure f SET failures = CASE WHEN f.key = ANY(${cleared}::text[]) THEN 0 ELSE greatest(0, failures - 1) END
    FROM locked WHERE f.key = locked.key`
}

export const isDeviceKnown = async (tx: Transaction, tokenHash: Buffer): Promise<boolean> =>
  (await tx.$queryRaw<unknown[]>`SELECT 1 FROM sign_in_device WHERE token_hash = ${tokenHash} LIMIT 1`).length > 0

export async function rememberDevice(tx: Transaction, personId: PersonId, tokenHash: Buffer, now: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO sign_in_device (person_id, token_hash, last_at) VALUES (${personId}::uuid, ${tokenHash}, ${now})
    ON CONFLICT (person_id, token_hash) DO UPDATE SET last_at = EXCLUDED.last_at`
}

export async function forgetDevices(tx: Transaction, personId: PersonId, except: Buffer): Promise<void> {
  await tx.$executeRaw`DELETE FROM sign_in_device WHERE person_id = ${personId}::uuid AND token_hash <> ${except}`
}

/** Drops what no decision looks at any more. */
export async function deleteOldTraces(db: Database, failuresBefore: Date, devicesBefore: Date): Promise<void> {
  await db.$executeRaw`DELETE FROM sign_in_failure WHERE last_at <= ${failuresBefore}`
  await db.$executeRaw`DELETE FROM sign_in_device WHERE last_at <= ${devicesBefore}`
}
