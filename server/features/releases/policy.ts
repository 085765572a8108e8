// The law of the desktop app's versions: admins put them out, everybody's app may fetch them.
import { type Actor, isAdmin } from '../../core/actor.ts'
import { AppError, refuse, type Verdict } from '../../core/errors.ts'

export function canManageReleases(actor: Actor): Verdict {
  return (
    (actor.kind === 'person' && isAdmin(actor)) ||
    refuse('Only owners and admins can manage versions of the desktop app.')
  )
}

export const notWhole = (name: string, isThere: boolean) =>
  new AppError(
    'file_not_ready',
    isThere
      ? `${name} is not the file that the release was made with: its size or checksum differs.`
      : `${name} is missing: upload it first.`,
  )

export const isHandedOut = () =>
  new AppError('already_exists', 'This release is handed out. Withdraw it before you remove it.')

/** Of a file or a list that was brought with other bytes than those that computers fetch right now. */
export const isHandedOutAs = (name: string) =>
  new AppError(
    'already_exists',
    `Another ${name} is handed out. Withdraw its release first, or give the new version a number of its own.`,
  )

export const tooLarge = () => new AppError('too_large', 'No file of a release may be larger than 2 GB.')
export const noRoom = () =>
  new AppError('storage_full', 'There is no room left on the server.', { retryAfterMs: 60_000 })
