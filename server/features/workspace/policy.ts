// Who may make and rename the workspace.
import { timingSafeEqual } from 'node:crypto'
import { type Actor, isAdmin } from '../../core/actor.ts'
import { AppError, refuse, type Verdict } from '../../core/errors.ts'

export const setupDone = () => new AppError('setup_done', 'This workspace exists already. Please sign in.')

/** The hashes are compared in constant time; a start of the server that is over has no token. */
export function canCreateWorkspace(given: Buffer, kept: Uint8Array | null): Verdict {
  const fits = kept !== null && kept.length === given.length && timingSafeEqual(given, kept)
  return fits || refuse('This link is not valid. Use the one that the last start of the server printed.')
}

export function canRenameWorkspace(actor: Actor): Verdict {
  return (
    (actor.kind === 'person' && isAdmin(actor)) || refuse('Only owners and admins can rename the workspace.')
  )
}

/** What may leave the house in e-mails. */
export function canSetMailExcerpts(actor: Actor): Verdict {
  return (
    (actor.kind === 'person' && isAdmin(actor)) || refuse('Only owners and admins can set what e-mails say.')
  )
}
