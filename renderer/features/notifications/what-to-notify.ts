// Which entries call the viewer, as plain rules: direct messages, mentions, replies in followed threads, missed calls.
import type { CallView } from '../../../contract/calls.ts'
import type { Entry } from '../../../contract/events.ts'
import type { ChannelId, MessageId, PersonId } from '../../../contract/ids.ts'
import type { ChannelsState } from '../channels/reducer.ts'

/** A message the viewer should hear of, and by which road to find its text. */
export type Call = {
  channelId: ChannelId
  /** The message itself, for a thread reply its number and the thread, or a call that the viewer missed. */
  what: { messageId: MessageId } | { rootId: MessageId; number: number } | { missed: CallView }
}

/** What came by catching up is announced only while it is this young. */
export const announceWithinMs = 60_000

export type Circumstances = {
  me: PersonId
  channels: ChannelsState['channels']
  isLive: boolean
  now: number
}

/** The call an entry means, or null. Muted channels call by mentions only. */
export function callOf(entry: Entry, { me, channels, isLive, now }: Circumstances): Call | null {
  if (!isLive && now - Date.parse(entry.at) > announceWithinMs) return null
  const { event } = entry
  switch (event.type) {
    case 'message.sent': {
      const { message } = event
      const joined = channels.get(message.channelId)
      const isDirect = joined?.channel.kind === 'direct' || joined?.channel.kind === 'group'
      if (!isDirect || joined.membership.isMuted || message.authorId === me) return null
      // A call rings, which is louder than a message; if it was missed, its end says so.
      if (message.call) return null
      return { channelId: message.channelId, what: { messageId: message.id } }
    }
    case 'mention.added':
      return { channelId: event.channelId, what: { messageId: event.messageId } }
    case 'thread.replied': {
      const { channelId, rootId, lastReplyNumber, isMention } = event.unread
      if (!isMention && channels.get(channelId)?.membership.isMuted) return null
      return { channelId, what: { rootId, number: lastReplyNumber } }
    }
    case 'call.declined':
    case 'call.left':
    case 'call.changed':
    case 'call.ended':
      return isMissedBy(me, event.call, entry.at) && !channels.get(event.call.channelId)?.membership.isMuted
        ? { channelId: event.call.channelId, what: { missed: event.call } }
        : null
    default:
      return null
  }
}

/** It rang for the viewer and does not any more, just now: what happens in it later is no news of it. */
function isMissedBy(me: PersonId, call: CallView, at: string): boolean {
  if (call.ringsUntil === null || call.startedById === me) return false
  const mine = call.participants.find(({ personId }) => personId === me)
  return mine?.state === 'missed' && Date.parse(at) <= Date.parse(call.ringsUntil) + announceWithinMs
}
