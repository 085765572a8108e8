// Table session_handover: codes that sign the desktop app in.
import type { PersonId } from '../../../contract/ids.ts'
import type { Database, Transaction } from '../../core/db.ts'

type Handover = { codeHash: Buffer; personId: PersonId; challenge: string; expiresAt: Date }

export async function insertHandover(tx: Transaction, { codeHash, ...handover }: Handover): Promise<void> {
  await tx.sessionHandover.create({ data: { ...handover, codeHash: new Uint8Array(codeHash) } })
}

/** Takes a code away, so that nobody takes it twice. */
export async function takeHandoverRow(
  db: Database,
  codeHash: Buffer,
): Promise<Omit<Handover, 'codeHash'> | null> {
  const [row] = await db.$queryRaw<Omit<Handover, 'codeHash'>[]>`
    DELETE FROM session_handover WHERE code_hash = ${codeHash}
    RETURNING person_id AS "personId", challenge, expires_at AS "expiresAt"`
  return row ?? null
}

export async function deleteExpiredHandovers(db: Database, now: Date): Promise<void> {
  await db.$executeRaw`DELETE FROM session_handover WHERE expires_at <= ${now}`
}
