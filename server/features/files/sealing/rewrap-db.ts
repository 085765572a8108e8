// The wrapped keys of all files, some at a time.
import type { Database } from '../../../core/db.ts'

export type WrappedRow = { id: string; key_id: string; wrapped_key: Uint8Array }

/** Keys behind `after` that another master key than `currentId` wraps. */
export const listOtherKeys = (db: Database, currentId: string, after: string, most: number) =>
  db.$queryRaw<WrappedRow[]>`
    SELECT id, key_id, wrapped_key FROM file
    WHERE wrapped_key IS NOT NULL AND key_id <> ${currentId} AND id > ${after}::uuid ORDER BY id LIMIT ${most}`

export type Rewrapped = { id: string; before: string; after: string; wrapped: Buffer }

/** All of them or none; a file that was erased or wrapped anew meanwhile stays as it is. */
export async function replaceKeys(db: Database, keys: Rewrapped[]): Promise<number> {
  const input = JSON.stringify(
    keys.map(({ wrapped, ...key }) => ({ ...key, wrapped: wrapped.toString('hex') })),
  )
  return db.$executeRaw`
    UPDATE file f SET wrapped_key = decode(k.wrapped, 'hex'), key_id = k.after
    FROM jsonb_to_recordset(${input}::jsonb) AS k(id uuid, before text, after text, wrapped text)
    WHERE f.id = k.id AND f.key_id = k.before AND f.wrapped_key IS NOT NULL`
}
