// Who may manage people, and what everybody may do in the workspace.
import type { PersonId } from '../../../contract/ids.ts'
import type { Role } from '../../../contract/people.ts'
import type { Abilities } from '../../../contract/sync.ts'
import { type Actor, isAdmin } from '../../core/actor.ts'
import { AppError, refuse, type Verdict } from '../../core/errors.ts'
import { canSeeAudit } from '../audit/policy.ts'
import { canCreateBoards } from '../boards/policy.ts'
import { canManageBots } from '../bots/policy.ts'
import { canSeeCallQuality } from '../calls/policy.ts'
import { canBrowseChannels, canCreateChannel } from '../channels/policy.ts'
import { canManageGroups } from '../groups/policy.ts'
import { canInviteAs, canInvitePeople } from '../invitations/policy.ts'
import { canManageReleases } from '../releases/policy.ts'
import { canRenameWorkspace } from '../workspace/policy.ts'

/** Of the person who is to be changed, what the law asks for. */
export type RuledPerson = { id: PersonId; kind: 'person' | 'bot'; role: Role; isActive: boolean }

export function canManagePeople(actor: Actor): Verdict {
  return (actor.kind === 'person' && isAdmin(actor)) || refuse('Only owners and admins can manage people.')
}

/** Owners manage everybody; admins those below them. */
function canManage(actor: Actor, person: RuledPerson): Verdict {
  const verdict = canManagePeople(actor)
  if (verdict !== true) return verdict
  return actor.role === 'owner' || !isAdmin(person) || refuse('Only an owner can change an owner or admin.')
}

export function canSetRole(actor: Actor, person: RuledPerson, role: Role): Verdict {
  const verdict = canManage(actor, person)
  if (verdict !== true) return verdict
  if (!isAdmin({ role })) return true
  // A bot's token does not expire, and nobody sits behind it.
  if (person.kind === 'bot') return refuse('A bot can not be an owner or admin.')
  return actor.role === 'owner' || refuse('Only an owner can make owners and admins.')
}

export function canDeactivate(actor: Actor, person: RuledPerson): Verdict {
  const verdict = canManage(actor, person)
  if (verdict !== true) return verdict
  return (
    actor.personId !== person.id || refuse('You can not deactivate yourself; ask another owner or admin.')
  )
}

export const canReactivate = canManage

/** `owners`: the active ones. The workspace keeps at least one. */
export function keepsAnOwner(owners: PersonId[], without: PersonId): Verdict {
  return (
    owners.some((id) => id !== without) ||
    new AppError('last_owner', 'This is the only owner. Make somebody else an owner first.')
  )
}

/** What the client shows; the policies decide. */
export function abilitiesOf(actor: Actor): Abilities {
  const may = (verdict: Verdict) => verdict === true
  return {
    canCreateChannels: may(canCreateChannel(actor)),
    canCreateBoards: may(canCreateBoards(actor)),
    canBrowseChannels: may(canBrowseChannels(actor)),
    canInvitePeople: may(canInvitePeople(actor)),
    canInviteAdmins: may(canInviteAs(actor, 'admin')),
    canManagePeople: may(canManagePeople(actor)),
    canManageBots: may(canManageBots(actor)),
    canManageGroups: may(canManageGroups(actor)),
    canRenameWorkspace: may(canRenameWorkspace(actor)),
    canSeeAudit: may(canSeeAudit(actor)),
    canSeeCallQuality: may(canSeeCallQuality(actor)),
    canManageReleases: may(canManageReleases(actor)),
  }
}
