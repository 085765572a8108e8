// Who may invite whom. An invitation is worth what its maker may do when it is used, not only when it was made.
import type { PersonId } from '../../../contract/ids.ts'
import type { Role } from '../../../contract/people.ts'
import { type Actor, isAdmin, isGuest } from '../../core/actor.ts'
import { AppError, refuse, type Verdict } from '../../core/errors.ts'

/** One answer for all: a link that is used up tells no more than one that never was. */
export const invitationInvalid = () =>
  new AppError('invitation_invalid', 'This invitation is not valid any more. Ask for a new one.')

export function canInvitePeople(actor: Pick<Actor, 'role' | 'kind'>): Verdict {
  return (actor.kind === 'person' && !isGuest(actor)) || refuse('Guests and bots can not invite people.')
}

export function canInviteAs(actor: Pick<Actor, 'role' | 'kind'>, role: Role): Verdict {
  const verdict = canInvitePeople(actor)
  if (verdict !== true) return verdict
  // As with roles given later: an admin who was sent away must not find a second account waiting.
  return role !== 'admin' || actor.role === 'owner' || refuse('Only an owner can invite admins.')
}

/** Admins see and revoke all invitations, others their own. */
export function canSeeInvitation(actor: Actor, invitation: { createdById: PersonId }): boolean {
  return isAdmin(actor) || invitation.createdById === actor.personId
}

type Usable = {
  role: Role
  expiresAt: Date
  revokedAt: Date | null
  uses: number
  maxUses: number
  creator: { role: Role; kind: 'person' | 'bot'; isActive: boolean }
}

export function canUseInvitation(invitation: Usable | null, now: Date): Verdict {
  const isOpen =
    invitation !== null &&
    invitation.revokedAt === null &&
    invitation.expiresAt > now &&
    invitation.uses < invitation.maxUses &&
    invitation.creator.isActive &&
    canInviteAs(invitation.creator, invitation.role) === true
  return isOpen || invitationInvalid()
}
