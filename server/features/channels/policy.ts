// The law of channels. Abilities depend on role, kind, maker and membership only, never on what changes with a
// channel.changed: whether a channel is archived stands in its view, and a client takes both into account.
import type { ChannelAbilities, ChannelKind } from '../../../contract/channels.ts'
import type { PersonId } from '../../../contract/ids.ts'
import { type Actor, isAdmin, isGuest } from '../../core/actor.ts'
import { AppError, notFound, refuse, type Verdict } from '../../core/errors.ts'

/** Of the actor, what the law asks for; also somebody else, whose abilities are told to them. */
export type Viewer = Pick<Actor, 'personId' | 'role'>
/** Of the channel, what the law asks for. */
export type RuledChannel = {
  kind: ChannelKind
  isArchived: boolean
  createdById: PersonId
  isBoard?: boolean
}

const isConversation = ({ kind }: { kind: ChannelKind }) => kind === 'direct' || kind === 'group'
const archived = () => new AppError('channel_archived', 'This channel is archived. Bring it back first.')

/** A no to this is answered with not_found: a hidden channel looks like an absent one. */
export function canSeeChannel(viewer: Viewer, channel: RuledChannel, isMember: boolean): boolean {
  return isMember || (channel.kind === 'public' && !isGuest(viewer))
}

export function canCreateChannel(viewer: Viewer): Verdict {
  return !isGuest(viewer) || refuse('Guests can not create channels.')
}

export function canBrowseChannels(viewer: Viewer): Verdict {
  return !isGuest(viewer) || refuse('Guests see only the channels they were added to.')
}

/** `isSharing`: whether the viewer shares a channel with each of the others. */
export function canOpenDirect(viewer: Viewer, isSharing: boolean): Verdict {
  return (
    !isGuest(viewer) || isSharing || refuse('Guests can write only to people who share a channel with them.')
  )
}

export function canAddPeople(people: { isActive: boolean }[]): Verdict {
  return people.every(({ isActive }) => isActive) || refuse('Somebody who was deactivated can not be added.')
}

export function canPost(viewer: Viewer, channel: RuledChannel, isMember: boolean): Verdict {
  if (!canSeeChannel(viewer, channel, isMember)) return notFound('channel')
  if (!isMember) return refuse('Join the channel before you write in it.')
  return channel.isArchived ? archived() : true
}

export function canMentionEveryone(viewer: Viewer, _channel: RuledChannel, isMember: boolean): Verdict {
  return (isMember && !isGuest(viewer)) || refuse('Guests can not mention a whole channel.')
}

/** Rename, set the topic, archive: the maker and admins who are members; in a public channel any admin. */
export function canManageChannel(viewer: Viewer, channel: RuledChannel, isMember: boolean): Verdict {
  if (isConversation(channel)) return refuse('A conversation has no name and can not be archived.')
  if (isAdmin(viewer) && (isMember || channel.kind === 'public')) return true
  if (isMember && !isGuest(viewer) && channel.createdById === viewer.personId) return true
  return refuse('Only the maker of the channel and admins can change it.')
}

const homeOfBoard = () => refuse('This channel is only the home of a board. Change the board instead.')

export function canArchiveChannel(viewer: Viewer, channel: RuledChannel, isMember: boolean): Verdict {
  const verdict = canManageChannel(viewer, channel, isMember)
  return verdict === true && channel.isBoard ? homeOfBoard() : verdict
}

/** Name and topic of an archived channel stay as they are. */
export function canUpdateChannel(viewer: Viewer, channel: RuledChannel, isMember: boolean): Verdict {
  if (channel.isBoard && canManageChannel(viewer, channel, isMember) === true) return homeOfBoard()
  const verdict = canManageChannel(viewer, channel, isMember)
  return verdict === true && channel.isArchived ? archived() : verdict
}

export function canJoinChannel(viewer: Viewer, channel: RuledChannel): Verdict {
  if (channel.kind !== 'public' || isGuest(viewer)) return refuse('Somebody has to add you to this channel.')
  return channel.isArchived ? archived() : true
}

const mayInvite = (viewer: Viewer, channel: RuledChannel, isMember: boolean): Verdict => {
  if (isConversation(channel)) return refuse('Start a new conversation to talk with more people.')
  if (isGuest(viewer)) return refuse('Guests can not add people.')
  return isMember || refuse('Join the channel before you add people to it.')
}

export function canInviteToChannel(viewer: Viewer, channel: RuledChannel, isMember: boolean): Verdict {
  const verdict = mayInvite(viewer, channel, isMember)
  return verdict === true && channel.isArchived ? archived() : verdict
}

export function canRemoveOthers(viewer: Viewer, channel: RuledChannel, isMember: boolean): Verdict {
  return (
    canManageChannel(viewer, channel, isMember) === true ||
    refuse('Only the maker of the channel and admins can remove people.')
  )
}

export function canLeaveChannel(_viewer: Viewer, channel: RuledChannel): Verdict {
  return channel.kind !== 'direct' || refuse('A direct conversation can be closed, not left.')
}

/** Delete others' messages and read what they were before an edit; not in direct and group conversations. */
export function canModerateChannel(viewer: Viewer, channel: RuledChannel, isMember: boolean): Verdict {
  const isModerated = !isConversation(channel) && (isMember || channel.kind === 'public')
  return (isAdmin(viewer) && isModerated) || refuse('Only admins can do this.')
}

export function abilitiesIn(viewer: Viewer, channel: RuledChannel, isMember: boolean): ChannelAbilities {
  const open = { ...channel, isArchived: false }
  const may = (verdict: Verdict) => verdict === true
  return {
    canPost: may(canPost(viewer, open, isMember)),
    canManage: may(canManageChannel(viewer, open, isMember)),
    canInvite: may(canInviteToChannel(viewer, open, isMember)),
    canRemoveOthers: may(canRemoveOthers(viewer, open, isMember)),
    canLeave: isMember && may(canLeaveChannel(viewer, open)),
    canMentionEveryone: may(canMentionEveryone(viewer, open, isMember)),
    canDeleteOthersMessages: may(canModerateChannel(viewer, open, isMember)),
    canSeeHistoryOfOthers: may(canModerateChannel(viewer, open, isMember)),
  }
}
