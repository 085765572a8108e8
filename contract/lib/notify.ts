// The rule of notifications, the only one: what somebody is called for, and whether it may make noise now. Server and
// client ask it for everything: badges of keywords, activity, the digest, desktop notices, the ringing of calls.
import { type Disturbable, isDoNotDisturb } from './quiet-times.ts'

export type Level = 'all' | 'mentions' | 'nothing'

/**
 * Why something could call a person: named themselves, through a group, with everybody in a channel, by one of their
 * keywords, by a reply in a thread they follow, by a message in a conversation of theirs or in a channel, by a call,
 * by a reaction to what they wrote, or by being added to a channel.
 */
export type Cause =
  | 'person'
  | 'group'
  | 'everyone'
  | 'keyword'
  | 'reply'
  | 'direct'
  | 'message'
  | 'call'
  | 'reaction'
  | 'joined'

/** What a person set for everything. */
export type Rules = { level: Level; isToldOfReplies: boolean }
/** What they set for the channel it happened in. `level` null: as everywhere. */
export type ChannelRule = { isConversation: boolean; level: Level | null; isMuted: boolean }

/** `ignore`: the rules say no. `keep`: it counts, without noise. `announce`: it may make itself heard. */
export type Verdict = 'ignore' | 'keep' | 'announce'

/** The level that holds in a channel. In conversations every message is for the person, unless they want nothing at all. */
export function levelIn({ level }: Pick<Rules, 'level'>, channel: ChannelRule): Level {
  if (channel.level !== null) return channel.level
  return channel.isConversation && level === 'mentions' ? 'all' : level
}

/** Whether the rules want it, whatever the hour. A muted channel calls by name only. */
export function isWanted(cause: Cause, rules: Rules, channel: ChannelRule): boolean {
  const level = levelIn(rules, channel)
  if (level === 'nothing') return false
  switch (cause) {
    case 'person':
    case 'group':
    case 'everyone':
    case 'joined':
      return true
    case 'reply':
      return rules.isToldOfReplies && !channel.isMuted
    case 'message':
    case 'direct':
      return level === 'all' && !channel.isMuted
    case 'keyword':
    case 'call':
    case 'reaction':
      return !channel.isMuted
  }
}

/** Gathered quietly: worth a line in the activity view, never a noise. */
const isSilent = (cause: Cause) => cause === 'reaction' || cause === 'joined'

/** What is to become of something that could call a person at a moment. */
export function judge(
  cause: Cause,
  rules: Rules,
  channel: ChannelRule,
  person: Disturbable,
  at: Date,
): Verdict {
  if (!isWanted(cause, rules, channel)) return 'ignore'
  return isSilent(cause) || isDoNotDisturb(person, at) ? 'keep' : 'announce'
}
