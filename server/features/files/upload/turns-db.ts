// Whose turn it is to write an upload, across processes: a lease that a killed process simply stops renewing.
import type { FileId } from '../../../../contract/ids.ts'
import type { Database } from '../../../core/db.ts'

type Lease = { id: FileId; processId: string; until: Date; now: Date }

/** False: another process has it. `isAlone`: there is no other, so what another one left behind means nothing. */
export async function takeLease(db: Database, { id, processId, until, now }: Lease, isAlone: boolean) {
  const taken = await db.$executeRaw`
    UPDATE file SET writer = ${processId}::uuid, writer_until = ${until}
    WHERE id = ${id}::uuid AND (${isAlone} OR writer IS NULL OR writer = ${processId}::uuid OR writer_until < ${now})`
  return taken > 0
}

export async function renewLease(db: Database, { id, processId, until }: Omit<Lease, 'now'>): Promise<void> {
  await db.$executeRaw`
    UPDATE file SET writer_until = ${until} WHERE id = ${id}::uuid AND writer = ${processId}::uuid`
}

export async function endLease(db: Database, id: FileId, processId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE file SET writer = NULL, writer_until = NULL WHERE id = ${id}::uuid AND writer = ${processId}::uuid`
}
