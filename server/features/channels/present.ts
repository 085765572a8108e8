// Rows of channels and memberships become views.
import type { BoardView } from '../../../contract/boards.ts'
import type {
  ChannelPreference,
  ChannelState,
  ChannelView,
  JoinedChannel,
  MembershipView,
} from '../../../contract/channels.ts'
import type { PersonId } from '../../../contract/ids.ts'
import type { ChannelRow, MembershipRow } from './db.ts'
import { abilitiesIn, type Viewer } from './policy.ts'

/** `memberIds`: of a direct or group conversation; null for other kinds. */
export function presentChannel(channel: ChannelRow, memberIds: PersonId[] | null): ChannelView {
  const { id, kind, name, topic, isArchived, isBoard, createdById, createdAt, revision } = channel
  return {
    id,
    kind,
    name,
    topic,
    isArchived,
    isBoard,
    memberIds,
    createdById,
    createdAt: createdAt.toISOString(),
    revision,
  }
}

export function presentState(channel: ChannelRow, boards: BoardView[]): ChannelState {
  const { lastPosition, lastMessageAt, memberCount, call } = channel
  return { lastPosition, lastMessageAt: lastMessageAt?.toISOString() ?? null, memberCount, call, boards }
}

export function presentPreference(channel: ChannelRow, membership: MembershipRow): ChannelPreference {
  const { isMuted, isFavourite, closedPosition, sectionId, notifyLevel } = membership
  const isClosed = closedPosition !== null && closedPosition >= channel.lastPosition
  return { channelId: channel.id, isMuted, isFavourite, isClosed, sectionId, notifyLevel }
}

function presentMembership(
  viewer: Viewer,
  channel: ChannelRow,
  membership: MembershipRow,
  mentionPositions: number[],
): MembershipView {
  return {
    ...presentPreference(channel, membership),
    readPosition: membership.readPosition,
    mentionPositions,
    abilities: abilitiesIn(viewer, channel, true),
  }
}

/** A channel as `viewer`, its member, gets it. */
export function presentJoined(
  viewer: Viewer,
  channel: ChannelRow,
  membership: MembershipRow,
  more: { memberIds: PersonId[] | null; mentionPositions: number[]; boards: BoardView[] },
): JoinedChannel {
  return {
    channel: presentChannel(channel, more.memberIds),
    state: presentState(channel, more.boards),
    membership: presentMembership(viewer, channel, membership, more.mentionPositions),
  }
}
