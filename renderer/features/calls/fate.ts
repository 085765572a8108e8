// What became of a call, as the one who looks at it would say it.
import type { CallOutcome } from '../../../contract/calls.ts'

export type Fate = 'open' | 'ended' | 'missed' | 'noAnswer' | 'declined' | 'cancelled'

/** A call that nobody took is a missed one for those who were called, and "no answer" for the caller. */
export function fateOf({ outcome }: { outcome: CallOutcome }, isMine: boolean): Fate {
  if (outcome === 'missed') return isMine ? 'noAnswer' : 'missed'
  if (outcome === 'cancelled') return isMine ? 'cancelled' : 'missed'
  return outcome
}
