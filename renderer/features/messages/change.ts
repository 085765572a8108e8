// What an event does to one message it concerns.
import type { Event } from '../../../contract/events.ts'
import type { MessageId, PersonId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'

/** The message after the event; the same object when the event is not about it. Twice equals once. */
export function changeMessage(message: MessageView, event: Event): MessageView {
  switch (event.type) {
    case 'message.sent':
      return event.thread?.rootId === message.id ? { ...message, thread: event.thread } : message
    case 'message.edited':
      return event.message.id === message.id ? event.message : message
    case 'message.deleted': {
      if (event.messageId === message.id) return tombstone(message, event.deletedAt)
      return event.thread?.rootId === message.id ? { ...message, thread: event.thread } : message
    }
    case 'reaction.added':
      return event.messageId === message.id ? withReaction(message, event.emoji, event.personId) : message
    case 'reaction.removed':
      return event.messageId === message.id ? withoutReaction(message, event.emoji, event.personId) : message
    default:
      return message
  }
}

/** What stays of a deleted message: its row, not its text. */
export const tombstone = (message: MessageView, deletedAt: string): MessageView => ({
  ...message,
  body: '',
  deletedAt,
  reactions: [],
})

export function withReaction(message: MessageView, emoji: string, personId: PersonId): MessageView {
  const known = message.reactions.find((reaction) => reaction.emoji === emoji)
  if (known?.personIds.includes(personId)) return message
  if (!known) return { ...message, reactions: [...message.reactions, { emoji, personIds: [personId] }] }
  const more = { emoji, personIds: [...known.personIds, personId] }
  return { ...message, reactions: message.reactions.map((reaction) => (reaction === known ? more : reaction)) }
}

export function withoutReaction(message: MessageView, emoji: string, personId: PersonId): MessageView {
  if (!hasReaction(message, emoji, personId)) return message
  const reactions = message.reactions
    .map((reaction) =>
      reaction.emoji === emoji
        ? { emoji, personIds: reaction.personIds.filter((id) => id !== personId) }
        : reaction,
    )
    .filter((reaction) => reaction.personIds.length > 0)
  return { ...message, reactions }
}

export function hasReaction(message: MessageView, emoji: string, personId: PersonId): boolean {
  return message.reactions.some((reaction) => reaction.emoji === emoji && reaction.personIds.includes(personId))
}

/** The message an event changes (besides a thread's first message), for finding it fast. */
export function messageIdOf(event: Event): MessageId | null {
  switch (event.type) {
    case 'message.sent':
    case 'message.edited':
      return event.message.id
    case 'message.deleted':
    case 'reaction.added':
    case 'reaction.removed':
      return event.messageId
    default:
      return null
  }
}
