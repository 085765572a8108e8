// Audit row → AuditEntryView.
import type { AuditEntryView } from '../../../contract/audit.ts'
import type { PersonId } from '../../../contract/ids.ts'

type Row = {
  id: bigint
  at: Date
  actorId: string | null
  action: string
  stream: string
  subjectId: string | null
}

export const presentAuditEntry = (row: Row): AuditEntryView => ({
  id: row.id.toString(),
  at: row.at.toISOString(),
  actorId: row.actorId as PersonId | null,
  action: row.action,
  stream: row.stream,
  subjectId: row.subjectId,
})
