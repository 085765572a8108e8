// Who may make bots and their tokens.
import { type Actor, isAdmin } from '../../core/actor.ts'
import { refuse, type Verdict } from '../../core/errors.ts'

export function canManageBots(actor: Actor): Verdict {
  return (actor.kind === 'person' && isAdmin(actor)) || refuse('Only owners and admins can manage bots.')
}

export function canRenewToken(actor: Actor, bot: { isActive: boolean }): Verdict {
  const verdict = canManageBots(actor)
  if (verdict !== true) return verdict
  return bot.isActive || refuse('This bot was deactivated. Reactivate it first.')
}
