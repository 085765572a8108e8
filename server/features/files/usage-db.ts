// How much is stored. Rows are raised under their own locks, the person's before the workspace's: of two uploads that
// both want the last free bytes one is refused.
import type { PersonId } from '../../../contract/ids.ts'
import type { Database, Transaction } from '../../core/db.ts'

/** False: the limit would be passed, and nothing was taken. */
async function take(tx: Transaction, personId: PersonId | null, bytes: number, limit: number | null) {
  const most = limit ?? Number.MAX_SAFE_INTEGER
  if (bytes > most) return false
  const taken = await tx.$executeRaw`
    INSERT INTO file_usage AS u (person_id, bytes) VALUES (${personId}::uuid, ${bytes})
    ON CONFLICT (person_id) DO UPDATE SET bytes = u.bytes + EXCLUDED.bytes WHERE u.bytes + EXCLUDED.bytes <= ${most}`
  return taken > 0
}

type Limits = { person: number | null; workspace: number | null }

/** Takes room for a file. Answers whose limit stands in the way, or null. */
export async function takeRoom(
  tx: Transaction,
  personId: PersonId,
  bytes: number,
  limits: Limits,
): Promise<'person' | 'workspace' | null> {
  if (!(await take(tx, personId, bytes, limits.person))) return 'person'
  return (await take(tx, null, bytes, limits.workspace)) ? null : 'workspace'
}

/** Bytes of begun uploads that have not come yet. */
export async function countPromised(tx: Transaction): Promise<number> {
  const [row] = await tx.$queryRaw<[{ bytes: bigint }]>`
    SELECT coalesce(sum(size - received), 0)::bigint AS bytes FROM file WHERE state = 'uploading'`
  return Number(row.bytes)
}

/** Gives room back, as many bytes for each person. */
export async function giveRoomBack(tx: Transaction, personId: PersonId, bytes: number): Promise<void> {
  if (bytes === 0) return
  for (const id of [personId, null]) {
    await tx.$executeRaw`
      UPDATE file_usage SET bytes = greatest(0, bytes - ${bytes}) WHERE person_id IS NOT DISTINCT FROM ${id}::uuid`
  }
}

export async function readUsage(
  db: Database,
  personId: PersonId,
): Promise<{ own: number; workspace: number }> {
  const rows = await db.$queryRaw<{ person_id: string | null; bytes: bigint }[]>`
    SELECT person_id, bytes FROM file_usage WHERE person_id = ${personId}::uuid OR person_id IS NULL`
  const of = (id: PersonId | null) => Number(rows.find((row) => row.person_id === id)?.bytes ?? 0)
  return { own: of(personId), workspace: of(null) }
}
