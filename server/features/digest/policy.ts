// Who gets e-mail.
import type { Actor } from '../../core/actor.ts'
import { refuse, type Verdict } from '../../core/errors.ts'

export function canSetDigest(actor: Actor): Verdict {
  return actor.kind === 'person' || refuse('Bots get no e-mail.')
}
