// Who may keep a session and a password.
import type { Actor } from '../../core/actor.ts'
import { AppError, refuse, type Verdict } from '../../core/errors.ts'

/** One answer for every reason, so that nobody learns which addresses have accounts. */
export const wrongCredentials = () =>
  new AppError('wrong_credentials', 'This e-mail address and password do not fit together.')

export function canSignIn(person: { isActive: boolean; passwordHash: string | null } | null): Verdict {
  return person?.isActive && person.passwordHash !== null ? true : wrongCredentials()
}

/** Used, too late, or another app's: who asks learns no more. */
export const wrongHandover = () =>
  new AppError('wrong_credentials', 'This sign-in is over. Begin again in the app.')

export function canOfferHandover(actor: Actor): Verdict {
  return actor.kind === 'person' ? true : refuse('A bot signs in with its token only.')
}

export function canChangePassword(actor: Actor): Verdict {
  return actor.kind === 'person' ? true : refuse('A bot has no password; renew its token instead.')
}
