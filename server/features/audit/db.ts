// Table audit_entry; the database itself refuses to change or delete its rows.
import type { Entry } from '../../../contract/events.ts'
import type { PersonId } from '../../../contract/ids.ts'
import type { Database, Transaction } from '../../core/db.ts'

/** Copies what happened, without what was said. What is there already stays. */
export async function copyEntries(
  tx: Transaction,
  entries: Pick<Entry, 'stream' | 'number'>[],
): Promise<void> {
  const streams = entries.map(({ stream }) => stream)
  const numbers = entries.map(({ number }) => number)
  await tx.$executeRaw`
    INSERT INTO audit_entry (at, actor_id, action, stream, number, subject_id)
    SELECT e.at, e.actor_id, e.type, e.stream, e.number, e.subject_id
    FROM unnest(${streams}::text[], ${numbers}::int[]) WITH ORDINALITY AS heard(stream, number, place)
    JOIN entry e ON e.stream = heard.stream AND e.number = heard.number
    ORDER BY heard.place ON CONFLICT (stream, number) DO NOTHING`
}

export type AuditFilter = { before: string | null; actorId: PersonId | null; action: string | null }

/** Newest first. */
export function listAudit(db: Database, { before, actorId, action }: AuditFilter, most: number) {
  return db.auditEntry.findMany({
    where: {
      ...(before === null ? {} : { id: { lt: BigInt(before) } }),
      ...(actorId === null ? {} : { actorId }),
      ...(action === null ? {} : { action }),
    },
    orderBy: { id: 'desc' },
    take: most,
  })
}
