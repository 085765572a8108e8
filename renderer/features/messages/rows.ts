// The lines of a message list: messages in groups by author, days, the line above what is new.
import type { MessageView } from '../../../contract/messages.ts'
import type { PendingMessage } from '../../data/outbox.ts'

export type Row =
  | { kind: 'start'; key: string }
  | { kind: 'day'; key: string; date: string }
  | { kind: 'new'; key: string }
  | { kind: 'message'; key: string; message: MessageView; isFirst: boolean }
  | { kind: 'pending'; key: string; pending: PendingMessage; isFirst: boolean }

export const newLineKey = 'new'
const groupMs = 5 * 60_000

type RowSource = {
  messages: MessageView[]
  pending: PendingMessage[]
  myId: string | null
  /** Everything above this position is new; null draws no line. */
  newFrom: number | null
  /** False while there is more above: then the first day and the beginning are not known yet. */
  isStartKnown: boolean
}

const dayOf = (instant: string) => new Date(instant).toDateString()

type Previous = { authorId: string | null; at: string; canBeFollowed: boolean } | null

/** Keys are client ids: a pending message and what it becomes are one row, so nothing flickers when it arrives. */
export function buildRows({ messages, pending, myId, newFrom, isStartKnown }: RowSource): Row[] {
  const rows: Row[] = isStartKnown ? [{ kind: 'start', key: 'start' }] : []
  let previous: Previous = null
  // Above the first message at hand there may be more that is new: there the line has no place yet. Standing there all
  // the same it would be the row that older and newer windows seem to share, and the list would lose its place.
  let hasNewLine = !isStartKnown && newFrom !== null && (messages[0]?.position ?? 0) > newFrom + 1
  const continues = (authorId: string | null, at: string) =>
    previous?.canBeFollowed &&
    previous.authorId === authorId &&
    Date.parse(at) - Date.parse(previous.at) < groupMs
  const addDay = (at: string) => {
    const isNewDay = previous ? dayOf(previous.at) !== dayOf(at) : isStartKnown
    if (!isNewDay) return
    rows.push({ kind: 'day', key: `day-${dayOf(at)}`, date: at })
    previous = null
  }
  for (const message of messages) {
    addDay(message.sentAt)
    if (newFrom !== null && !hasNewLine && (message.position ?? 0) > newFrom && message.authorId !== myId) {
      hasNewLine = true
      rows.push({ kind: 'new', key: newLineKey })
      previous = null
    }
    const isReplyInChannel = message.threadId !== null && message.position !== null
    const isFirst = isReplyInChannel || !continues(message.authorId, message.sentAt)
    rows.push({ kind: 'message', key: message.clientId, message, isFirst })
    previous = { authorId: message.authorId, at: message.sentAt, canBeFollowed: message.deletedAt === null }
  }
  for (const item of pending) {
    addDay(item.createdAt)
    rows.push({
      kind: 'pending',
      key: item.clientId,
      pending: item,
      isFirst: !continues(myId, item.createdAt),
    })
    previous = { authorId: myId, at: item.createdAt, canBeFollowed: true }
  }
  return rows
}
