// Which entries call the viewer, as plain rules: direct messages, mentions, replies in followed threads.
import type { Entry } from '../../../contract/events.ts'
import type { ChannelId, MessageId, PersonId } from '../../../contract/ids.ts'
import type { ChannelsState } from '../channels/reducer.ts'

/** A message the viewer should hear of, and by which road to find its text. */
export type Call = {
  channelId: ChannelId
  /** The message itself, or for a thread reply its number and the thread. */
  what: { messageId: MessageId } | { rootId: MessageId; number: number }
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
      return { channelId: message.channelId, what: { messageId: message.id } }
    }
    case 'mention.added':
      return { channelId: event.channelId, what: { messageId: event.messageId } }
    case 'thread.replied': {
      const { channelId, rootId, lastReplyNumber, isMention } = event.unread
      if (!isMention && channels.get(channelId)?.membership.isMuted) return null
      return { channelId, what: { rootId, number: lastReplyNumber } }
    }
    default:
      return null
  }
}
