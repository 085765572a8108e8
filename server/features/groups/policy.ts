// The law of groups: admins make and change them, everybody but guests may use them.
import type { Role } from '../../../contract/people.ts'
import { type Actor, isAdmin, isGuest } from '../../core/actor.ts'
import { refuse, type Verdict } from '../../core/errors.ts'

export function canManageGroups(actor: Actor): Verdict {
  return (actor.kind === 'person' && isAdmin(actor)) || refuse('Only owners and admins can manage groups.')
}

/** Guests know only the groups they are in. */
export function canSeeGroup(viewer: { role: Role }, isMember: boolean): boolean {
  return !isGuest(viewer) || isMember
}

/** To mention a group one must know it, and it must be in use. */
export function canMentionGroup(
  author: { role: Role },
  group: { isArchived: boolean },
  isMember: boolean,
): boolean {
  return !group.isArchived && canSeeGroup(author, isMember)
}

/** Bots read what they are told; a mention is for people. */
export function canBeInGroup(people: { kind: 'person' | 'bot'; isActive: boolean }[]): Verdict {
  return (
    people.every(({ kind, isActive }) => kind === 'person' && isActive) ||
    refuse('Only active people can be in a group, no bots.')
  )
}
