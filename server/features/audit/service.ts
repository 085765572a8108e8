// Reading the audit trail. Nobody calls it to write: listeners.ts hears the journal.
import type { OutputOf, ParsedInputOf } from '../../../contract/commands.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { demand } from '../../core/errors.ts'
import { listAudit as readAudit } from './db.ts'
import { canSeeAudit } from './policy.ts'
import { presentAuditEntry } from './present.ts'

/** A page of the audit trail, newest first; the next page begins `before` the last id of this one. */
export async function listAudit(
  context: Context,
  actor: Actor,
  { limit, ...filter }: ParsedInputOf<'audit.list'>,
): Promise<OutputOf<'audit.list'>> {
  demand(canSeeAudit(actor))
  const rows = await readAudit(context.db, filter, limit + 1)
  return { entries: rows.slice(0, limit).map(presentAuditEntry), hasOlder: rows.length > limit }
}
