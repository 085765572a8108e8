// Tables sign_in_failure and sign_in_device: what slows wrong passwords down.
import type { PersonId } from '../../../contract/ids.ts'
import type { Database, Transaction } from '../../core/db.ts'
import type { Count } from './slow-down.ts'

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
  (await tx.$queryRaw<unknown[]>`SELECT 1 FROM sign_in_device WHERE token_hash = ${tokenHash} LIMIT 1`)
    .length > 0

export async function rememberDevice(
  tx: Transaction,
  personId: PersonId,
  tokenHash: Buffer,
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO sign_in_device (person_id, token_hash, last_at) VALUES (${personId}::uuid, ${tokenHash}, ${now})
    ON CONFLICT (person_id, token_hash) DO UPDATE SET last_at = EXCLUDED.last_at`
}

export async function forgetDevices(tx: Transaction, personId: PersonId, except: Buffer): Promise<void> {
  await tx.$executeRaw`DELETE FROM sign_in_device WHERE person_id = ${personId}::uuid AND token_hash <> ${except}`
}

/** Drops what no decision looks at any more. */
export async function deleteOldTraces(
  db: Database,
  failuresBefore: Date,
  devicesBefore: Date,
): Promise<void> {
  await db.$executeRaw`DELETE FROM sign_in_failure WHERE last_at <= ${failuresBefore}`
  await db.$executeRaw`DELETE FROM sign_in_device WHERE last_at <= ${devicesBefore}`
}
