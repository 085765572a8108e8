// Who may have rules, and how long a pause may be.
import { maxPauseDays } from '../../../contract/notifications.ts'
import type { Actor } from '../../core/actor.ts'
import { AppError, refuse, type Verdict } from '../../core/errors.ts'

const dayMs = 24 * 3_600_000

/** Nobody sits behind a bot who could be disturbed. */
export function canSetRules(actor: Actor): Verdict {
  return actor.kind === 'person' || refuse('Bots have no notifications.')
}

/** A pause that is over already is a mistake of the clock; one for years would be forgotten. */
export function canPauseUntil(actor: Actor, until: Date | null, now: Date): Verdict {
  const verdict = canSetRules(actor)
  if (verdict !== true || until === null) return verdict
  const wrong = (message: string) => new AppError('invalid_input', message, { field: 'until' })
  if (until <= now) return wrong('The pause would already be over.')
  if (until.getTime() - now.getTime() > maxPauseDays * dayMs)
    return wrong(`A pause may last ${maxPauseDays} days at most.`)
  return true
}
