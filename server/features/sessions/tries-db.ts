// Tables sign_in_failure and sign_in_device: what slows wrong passwords down.
import type { PersonId } from '../../../contract/ids.ts'
import type { Database, Transaction } from '../../core/db.ts'
import type { Count } from './slow-down.ts'

type CountRow = Count & { key: string }
type Change = (counts: Map<string, Count>) => Map<string, Count>

/**
 * Changes the lines of `keys`, all or none: `change` sees where they stand, locked, and answers where they stand from
 * now on, or throws to refuse.
 */
export async function changeLines(tx: Transaction, keys: string[], now: Date, change: Change): Promise<void> {
  const rows = await tx.$queryRaw<CountRow[]>`
    INSERT INTO sign_in_failure AS f (key, failures, last_at)
    SELECT key, 0, ${now} FROM unnest(${keys}::text[]) AS key ORDER BY key
    ON CONFLICT (key) DO UPDATE SET key = f.key RETURNING key, failures, last_at AS "lastAt"`
  const changed = [...change(new Map(rows.map(({ key, failures, lastAt }) => [key, { failures, lastAt }])))]
  await tx.$executeRaw`
    UPDATE sign_in_failure f SET failures = n.failures, last_at = n.last_at
    FROM unnest(${changed.map(([key]) => key)}::text[], ${changed.map(([, { failures }]) => failures)}::float8[],
      ${changed.map(([, { lastAt }]) => lastAt.toISOString())}::timestamptz[]) AS n (key, failures, last_at)
    WHERE f.key = n.key`
}

/** The same in a transaction of its own: what is counted stays counted, whatever becomes of the sign-in. */
export const changeLinesAtOnce = (db: Database, keys: string[], now: Date, change: Change): Promise<void> =>
  db.$transaction((tx) => changeLines(tx, keys, now, change))

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
