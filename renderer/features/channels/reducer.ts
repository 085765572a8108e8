// The viewer's channels: start state plus entries. Unread is a difference of two numbers of the server, never counted here.
import type { BoardView } from '../../../contract/boards.ts'
import type { CallView } from '../../../contract/calls.ts'
import type { ChannelView, JoinedChannel, MembershipView, SectionView } from '../../../contract/channels.ts'
import { channelOfStream, type Entry } from '../../../contract/events.ts'
import type { ChannelId } from '../../../contract/ids.ts'
import type { CatchUp, StartState } from '../../../contract/sync.ts'

export type ChannelsState = {
  channels: ReadonlyMap<ChannelId, JoinedChannel>
  sections: SectionView[]
}

export const noChannels: ChannelsState = { channels: new Map(), sections: [] }

export function channelsFromStart(start: StartState): ChannelsState {
  return {
    channels: new Map(start.channels.map((joined) => [joined.channel.id, joined])),
    sections: start.sections,
  }
}

export function applyToChannels(state: ChannelsState, { stream, event }: Entry): ChannelsState {
  switch (event.type) {
    case 'channel.changed':
      return withChannel(state, event.channel)
    case 'channel.joined':
      return withJoined(state, event.joined)
    case 'channel.left':
      return withoutChannel(state, event.channelId)
    case 'message.sent': {
      const { position, sentAt } = event.message
      if (position === null) return state
      return change(state, channelOfStream(stream), (known) =>
        position <= known.state.lastPosition
          ? known
          : {
              ...known,
              state: { ...known.state, lastPosition: position, lastMessageAt: sentAt },
              // A new message opens a closed conversation, also for those who read it at once.
              membership: { ...known.membership, isClosed: false },
            },
      )
    }
    case 'member.joined':
    case 'member.left':
      return change(state, event.channelId, (known) => ({
        ...known,
        state: { ...known.state, memberCount: event.memberCount },
      }))
    case 'channel.read':
      return change(state, event.channelId, (known) =>
        withMark(known, event.readPosition, event.mentionPositions),
      )
    case 'mention.added':
      return change(state, event.channelId, (known) => withMention(known, event.position))
    case 'preference.changed':
      return changeMembership(state, event.preference.channelId, event.preference)
    case 'sections.changed':
      return { ...state, sections: event.sections }
    case 'board.changed':
      return change(state, event.board.channelId, (known) => withBoard(known, event.board))
    case 'call.started':
    case 'call.waited':
    case 'call.joined':
    case 'call.left':
    case 'call.declined':
    case 'call.removed':
    case 'call.changed':
    case 'call.ended':
      return change(state, event.call.channelId, (known) => withCall(known, event.call))
    default:
      return state
  }
}

/** A channel from an event or an answer; the higher revision wins, and one we are not in is not kept. */
export function withChannel(state: ChannelsState, channel: ChannelView): ChannelsState {
  return change(state, channel.id, (known) =>
    known.channel.revision >= channel.revision ? known : { ...known, channel },
  )
}

/** A newly joined channel. A known one keeps its talk: its own stream tells about that. */
export function withJoined(state: ChannelsState, joined: JoinedChannel): ChannelsState {
  const { id } = joined.channel
  if (!state.channels.has(id)) return { ...state, channels: new Map(state.channels).set(id, joined) }
  return changeMembership(withChannel(state, joined.channel), id, joined.membership)
}

export function withoutChannel(state: ChannelsState, id: ChannelId): ChannelsState {
  if (!state.channels.has(id)) return state
  const channels = new Map(state.channels)
  channels.delete(id)
  return { ...state, channels }
}

/** Where a channel stands after too much was missed. */
export function withFresh(state: ChannelsState, fresh: CatchUp['fresh'][number]): ChannelsState {
  return change(withChannel(state, fresh.channel), fresh.channel.id, (known) => ({
    ...known,
    state: fresh.state,
  }))
}

/** The mark as the server answered it; it never goes back that way. */
export function withAnsweredMark(state: ChannelsState, id: ChannelId, readPosition: number): ChannelsState {
  return change(state, id, (known) =>
    known.membership.readPosition >= readPosition ? known : withMark(known, readPosition, null),
  )
}

/** A new board, or a known one with a higher revision, in its place by name. */
function withBoard(known: JoinedChannel, board: BoardView): JoinedChannel {
  const { boards } = known.state
  if (boards.some(({ id, revision }) => id === board.id && revision >= board.revision)) return known
  const after = [...boards.filter(({ id }) => id !== board.id), board].sort((one, other) =>
    one.name.localeCompare(other.name),
  )
  return { ...known, state: { ...known.state, boards: after } }
}

/** The open call of a channel. Of one call the higher revision wins, of two the later one: a channel has one at a time. */
function withCall(known: JoinedChannel, call: CallView): JoinedChannel {
  const held = known.state.call
  const isOlder =
    held?.id === call.id ? held.revision >= call.revision : held !== null && held.startedAt > call.startedAt
  if (isOlder) return known
  const open = call.outcome === 'open' ? call : null
  if (open === null && held?.id !== call.id) return known
  return { ...known, state: { ...known.state, call: open } }
}

/** Moves the mark. `mentions` is given when it went back; else those above it stay. */
function withMark(known: JoinedChannel, readPosition: number, mentions: number[] | null): JoinedChannel {
  const mentionPositions = mentions ?? known.membership.mentionPositions.filter((at) => at > readPosition)
  return { ...known, membership: { ...known.membership, readPosition, mentionPositions } }
}

/** One in a thread only is counted there. */
function withMention(known: JoinedChannel, position: number | null): JoinedChannel {
  if (position === null) return known
  const { mentionPositions, readPosition } = known.membership
  if (position <= readPosition || mentionPositions.includes(position)) return known
  const positions = [...mentionPositions, position].sort((a, b) => a - b)
  return { ...known, membership: { ...known.membership, mentionPositions: positions } }
}

function changeMembership(
  state: ChannelsState,
  id: ChannelId,
  fields: Partial<MembershipView>,
): ChannelsState {
  return change(state, id, (known) => ({ ...known, membership: { ...known.membership, ...fields } }))
}

function change(
  state: ChannelsState,
  id: ChannelId | null,
  step: (known: JoinedChannel) => JoinedChannel,
): ChannelsState {
  const known = id === null ? undefined : state.channels.get(id)
  if (!known || id === null) return state
  const next = step(known)
  return next === known ? state : { ...state, channels: new Map(state.channels).set(id, next) }
}

export type Unread = { count: number; mentions: number }

/** Unread messages and how many of them call the viewer; in a direct or group conversation each one does. */
export function unreadOf({ channel, state, membership }: JoinedChannel): Unread {
  const count = Math.max(0, state.lastPosition - membership.readPosition)
  if (channel.kind === 'direct' || channel.kind === 'group') return { count, mentions: count }
  return { count, mentions: membership.mentionPositions.filter((at) => at > membership.readPosition).length }
}
