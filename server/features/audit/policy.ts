// Who may read the audit trail.
import { type Actor, isAdmin } from '../../core/actor.ts'
import { refuse, type Verdict } from '../../core/errors.ts'

export function canSeeAudit(actor: Actor): Verdict {
  return (
    (actor.kind === 'person' && isAdmin(actor)) || refuse('Only owners and admins can read the audit trail.')
  )
}
