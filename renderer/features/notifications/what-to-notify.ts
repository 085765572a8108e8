// Which entries may announce themselves to the viewer: what each one could call them for, judged by the one rule.
import type { CallView } from '../../../contract/calls.ts'
import type { Entry } from '../../../contract/events.ts'
import type { ChannelId, MessageId, PersonId } from '../../../contract/ids.ts'
import { type Cause, judge } from '../../../contract/lib/notify.ts'
import type { NotificationRules } from '../../../contract/notifications.ts'
import type { PersonView } from '../../../contract/people.ts'
import type { ChannelsState } from '../channels/reducer.ts'
import { channelRule } from './rules.ts'

/** A message the viewer should hear of, and by which road to find its text. */
export type Call = {
  channelId: ChannelId
  /** The message itself, for a thread reply its number and the thread, or a call that the viewer missed. */
  what: { messageId: MessageId } | { rootId: MessageId; number: number } | { missed: CallView }
  cause: Cause
}

/** What came by catching up is announced only while it is this young. */
export const announceWithinMs = 60_000

export type Circumstances = {
  me: PersonView
  rules: NotificationRules
  channels: ChannelsState['channels']
  isLive: boolean
  now: number
}

/** The call an entry means, or null when it means none, or none to be heard now. */
export function callOf(entry: Entry, { me, rules, channels, isLive, now }: Circumstances): Call | null {
  if (!isLive && now - Date.parse(entry.at) > announceWithinMs) return null
  const possible = possibleCall(entry, me.id, channels)
  const joined = possible && channels.get(possible.channelId)
  if (!joined) return null
  const verdict = judge(possible.cause, rules, channelRule(joined), me, new Date(now))
  return verdict === 'announce' ? possible : null
}

/** What an entry could call for. */
function possibleCall({ event, at }: Entry, me: PersonId, channels: ChannelsState['channels']): Call | null {
  switch (event.type) {
    case 'message.sent': {
      const { id: messageId, channelId, authorId, threadId, position, call } = event.message
      // A call rings, which is louder than a message; if it was missed, its end says so.
      if (authorId === me || call) return null
      const kind = channels.get(channelId)?.channel.kind
      const isDirect = kind === 'direct' || kind === 'group'
      // A reply that stays in its thread calls those who follow it, by an entry of its own.
      if (!isDirect && threadId && position === null) return null
      return { cause: isDirect ? 'direct' : 'message', channelId, what: { messageId } }
    }
    case 'mention.added': {
      const { channelId, messageId, reason } = event
      return { cause: reason, channelId, what: { messageId } }
    }
    case 'thread.replied': {
      const { channelId, rootId, lastReplyNumber } = event.unread
      return { cause: 'reply', channelId, what: { rootId, number: lastReplyNumber } }
    }
    case 'call.declined':
    case 'call.left':
    case 'call.changed':
    case 'call.ended':
      return isMissedBy(me, event.call, at)
        ? { cause: 'call', channelId: event.call.channelId, what: { missed: event.call } }
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
