// Who may do what with messages.
import { type MessageView, maxEdits, maxMentions } from '../../../contract/messages.ts'
import type { Actor } from '../../core/actor.ts'
import { AppError, notFound, refuse, type Verdict } from '../../core/errors.ts'
import {
  abilitiesIn,
  canMentionEveryone as canMentionChannel,
  canPost,
  canSeeChannel,
  type Viewer,
} from '../channels/policy.ts'
import type { SendFacts } from './send-db.ts'

type Channel = NonNullable<SendFacts['channel']>
type Own = Pick<MessageView, 'authorId' | 'deletedAt' | 'call' | 'isTask'>

const archived = () =>
  new AppError('channel_archived', 'This channel is archived: nothing can be changed in it any more.')
export const tooManyMentions = () =>
  new AppError('invalid_input', `A message can mention at most ${maxMentions} people and groups.`, {
    field: 'body',
  })
export const tooManyEdits = () =>
  new AppError('invalid_input', `A message can be changed at most ${maxEdits} times. Write a new one.`)
/** Where its comments hang is not a message to be changed. */
const taskItself = () => refuse('This is a task: change the task itself.')
const deleted = () => new AppError('message_deleted', 'This message has been deleted.')

/** May the actor send this message, here, into this thread? A thread's root must stand in the same channel. */
export function canSendMessage(
  actor: Viewer,
  facts: SendFacts,
  send: { channelId: string; threadId: string | null; alsoToChannel: boolean },
): Verdict {
  if (!facts.channel || !canSeeChannel(actor, facts.channel, facts.isMember)) return notFound('channel')
  const post = canPost(actor, facts.channel, facts.isMember)
  if (post !== true) return post
  if (facts.channel.isBoard && (send.threadId === null || send.alsoToChannel))
    return refuse('A board has no conversation of its own: comment on one of its tasks.')
  if (send.threadId === null) return true
  if (!facts.root || facts.root.channelId !== send.channelId) return notFound('message')
  if (facts.root.isReply)
    return refuse('A reply has no thread of its own: reply to the first message of the thread.')
  return true
}

/** Does a mention of everyone reach everyone? */
export const canMentionEveryone = (actor: Viewer, facts: SendFacts): boolean =>
  facts.channel !== null && canMentionChannel(actor, facts.channel, facts.isMember) === true

export function canEditMessage(actor: Actor, channel: Channel, isMember: boolean, message: Own): Verdict {
  if (message.authorId !== actor.personId) return refuse('Only the author can edit a message.')
  if (message.call !== null) return refuse('The line of a call can not be edited.')
  if (message.isTask) return taskItself()
  if (channel.isArchived) return archived()
  if (message.deletedAt !== null) return deleted()
  return isMember ? true : refuse('You are not a member of this channel any more.')
}

export function canDeleteMessage(actor: Actor, channel: Channel, isMember: boolean, message: Own): Verdict {
  if (message.isTask) return taskItself()
  if (message.authorId === actor.personId) return true
  const { canDeleteOthersMessages } = abilitiesIn(actor, channel, isMember)
  return canDeleteOthersMessages
    ? true
    : refuse('Only the author or those who manage the channel can delete a message.')
}

export function canReact(actor: Actor, channel: Channel, isMember: boolean, message: Own): Verdict {
  const post = canPost(actor, channel, isMember)
  if (post !== true) return post
  if (message.isTask) return taskItself()
  return message.deletedAt === null ? true : deleted()
}

/** Who may write in a channel may pin there. */
export const canPin = (actor: Actor, channel: Channel, isMember: boolean, message: Own): Verdict =>
  canReact(actor, channel, isMember, message)

export const canUnpin = (actor: Actor, channel: Channel, isMember: boolean): Verdict =>
  canPost(actor, channel, isMember)

export function canSeeHistory(actor: Actor, channel: Channel, isMember: boolean, message: Own): Verdict {
  if (message.authorId === actor.personId) return true
  const { canSeeHistoryOfOthers } = abilitiesIn(actor, channel, isMember)
  return canSeeHistoryOfOthers
    ? true
    : refuse('Only the author and those who manage the channel can see former versions.')
}
