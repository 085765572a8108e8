// What an event does to one message it concerns.
import { type CallView, summaryOf } from '../../../contract/calls.ts'
import type { Event, EventOf } from '../../../contract/events.ts'
import type { FileView } from '../../../contract/files.ts'
import type { PersonId } from '../../../contract/ids.ts'
import type { MessageView, ThreadSummary } from '../../../contract/messages.ts'

/** The message after the event; the same object when the event is not about it. Twice equals once. */
export function changeMessage(message: MessageView, event: Event): MessageView {
  switch (event.type) {
    case 'message.sent':
      return withThread(message, event.thread)
    case 'message.deleted':
      return event.messageId === message.id
        ? tombstone(message, event.deletedAt)
        : withThread(message, event.thread)
    case 'message.edited':
    case 'reaction.added':
    case 'reaction.removed':
    case 'message.pinned':
    case 'message.unpinned':
    case 'message.tasked':
      // Deleting is final: nothing brings a text back, in whatever order it is heard.
      return event.messageId === message.id && !message.deletedAt ? changeContent(message, event) : message
    case 'file.changed':
      return withFile(message, event.file)
    case 'call.started':
    case 'call.waited':
    case 'call.joined':
    case 'call.left':
    case 'call.declined':
    case 'call.removed':
    case 'call.changed':
    case 'call.ended':
      return withCall(message, event.call)
    default:
      return message
  }
}

/** A file as it stands; the higher revision wins. */
function withFile(message: MessageView, file: FileView): MessageView {
  const known = message.files.find(({ id }) => id === file.id)
  if (!known || known.revision >= file.revision) return message
  return { ...message, files: message.files.map((one) => (one === known ? file : one)) }
}

/** The line of a call shows the call as it stands; the higher revision wins. */
function withCall(message: MessageView, call: CallView): MessageView {
  if (call.messageId !== message.id || message.deletedAt) return message
  if (message.call && message.call.revision >= call.revision) return message
  return { ...message, call: summaryOf(call) }
}

type ContentEvent = EventOf<
  | 'message.edited'
  | 'reaction.added'
  | 'reaction.removed'
  | 'message.pinned'
  | 'message.unpinned'
  | 'message.tasked'
>

function changeContent(message: MessageView, event: ContentEvent): MessageView {
  if (event.type === 'message.edited') return { ...message, body: event.body, editedAt: event.editedAt }
  if (event.type === 'message.pinned') return { ...message, pin: event.pin }
  if (event.type === 'message.unpinned') return { ...message, pin: null }
  if (event.type === 'message.tasked') return { ...message, taskIds: event.taskIds }
  return event.type === 'reaction.added'
    ? withReaction(message, event.emoji, event.personId)
    : withoutReaction(message, event.emoji, event.personId)
}

/** A thread without replies is none, as in the server's view. */
function withThread(message: MessageView, thread: ThreadSummary | null): MessageView {
  if (thread?.rootId !== message.id) return message
  return { ...message, thread: thread.replyCount > 0 ? thread : null }
}

/** What stays of a deleted message: its row, not its text. */
export const tombstone = (message: MessageView, deletedAt: string): MessageView => ({
  ...message,
  body: '',
  deletedAt,
  reactions: [],
  files: [],
  pin: null,
  taskIds: [],
})

export function withReaction(message: MessageView, emoji: string, personId: PersonId): MessageView {
  const known = message.reactions.find((reaction) => reaction.emoji === emoji)
  if (known?.personIds.includes(personId)) return message
  if (!known) return { ...message, reactions: [...message.reactions, { emoji, personIds: [personId] }] }
  const more = { emoji, personIds: [...known.personIds, personId] }
  return {
    ...message,
    reactions: message.reactions.map((reaction) => (reaction === known ? more : reaction)),
  }
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
  return message.reactions.some(
    (reaction) => reaction.emoji === emoji && reaction.personIds.includes(personId),
  )
}
