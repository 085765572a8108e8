// Tables digest and digest_key.
import type { DigestChoice } from '../../../contract/digest.ts'
import type { PersonId } from '../../../contract/ids.ts'
import type { Database, Transaction } from '../../core/db.ts'

export type SettingsRow = { choice: DigestChoice; dailyAt: string; refusedAt: Date | null }

export const findSettings = (db: Database | Transaction, personId: PersonId): Promise<SettingsRow | null> =>
  db.digest.findUnique({
    where: { personId },
    select: { choice: true, dailyAt: true, refusedAt: true },
  }) as Promise<SettingsRow | null>

/** Saving a setting gives a refused address another chance. */
export async function saveSettings(
  tx: Database | Transaction,
  personId: PersonId,
  settings: { choice: DigestChoice; dailyAt?: string },
  now: Date,
): Promise<SettingsRow> {
  const { choice, dailyAt = null } = settings
  const [row] = await tx.$queryRaw<SettingsRow[]>`
    INSERT INTO digest AS d (person_id, choice, daily_at, set_at)
    VALUES (${personId}::uuid, ${choice}, coalesce(${dailyAt}, '09:00'), ${now})
    ON CONFLICT (person_id) DO UPDATE SET choice = EXCLUDED.choice, daily_at = coalesce(${dailyAt}, d.daily_at),
      set_at = EXCLUDED.set_at, tries = 0, next_try_at = NULL, refused_at = NULL
    RETURNING choice, daily_at AS "dailyAt", refused_at AS "refusedAt"`
  return row as SettingsRow
}

/** The key that signs links; the first one that is offered stays. */
export async function findOrMakeKey(db: Database, offered: Buffer): Promise<Buffer> {
  const key = new Uint8Array(offered)
  await db.$executeRaw`INSERT INTO digest_key (key) VALUES (${key}) ON CONFLICT DO NOTHING`
  const row = await db.digestKey.findFirstOrThrow()
  return Buffer.from(row.key)
}

/** Uses up the period, unless somebody else has meanwhile. `before`: when the last e-mail was sent. */
export async function claim(
  db: Database,
  personId: PersonId,
  before: Date | null,
  now: Date,
): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    INSERT INTO digest AS d (person_id, set_at, sent_at) VALUES (${personId}::uuid, 'epoch', ${now})
    ON CONFLICT (person_id) DO UPDATE SET sent_at = EXCLUDED.sent_at
      WHERE d.sent_at IS NOT DISTINCT FROM ${before}::timestamptz AND d.choice <> 'never'
    RETURNING d.person_id`
  return rows.length > 0
}

/** It was taken: what is older than `toldTo` was told of. */
export async function noteSent(db: Database, personId: PersonId, toldTo: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE digest SET told_to = ${toldTo}, tries = 0, next_try_at = NULL, refused_at = NULL WHERE person_id = ${personId}::uuid`
}

export type NotSent = { before: Date | null; nextTryAt: Date | null; refusedAt: Date | null }

/** It was surely not taken: the period is free again. */
export async function noteNotSent(db: Database, personId: PersonId, outcome: NotSent): Promise<void> {
  const { before, nextTryAt, refusedAt } = outcome
  await db.$executeRaw`
    UPDATE digest SET sent_at = ${before}::timestamptz, next_try_at = ${nextTryAt}::timestamptz,
      tries = tries + CASE WHEN ${nextTryAt}::timestamptz IS NULL THEN 0 ELSE 1 END, refused_at = ${refusedAt}::timestamptz
    WHERE person_id = ${personId}::uuid`
}
