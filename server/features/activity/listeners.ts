// The side road of activity: from entries to lines that tell a person what concerns them. Mentions and replies are heard
// as the reading listener tells them; the rule of notifications decides what is new to the person and what only stands
// there. Safe to run twice: a line has a key, and what is known already is not told again.
import { mostUnread } from '../../../contract/activity.ts'
import type { CallView } from '../../../contract/calls.ts'
import { type Entry, type EventOf, userStream } from '../../../contract/events.ts'
import type { MessageId, PersonId } from '../../../contract/ids.ts'
import { type Cause, isWanted } from '../../../contract/lib/notify.ts'
import type { Transaction } from '../../core/db.ts'
import type { Record } from '../../journal/journal.ts'
import type { Listener } from '../../journal/listeners.ts'
import { countUnread } from './db.ts'
import {
  type Candidate,
  deleteOfChannels,
  deleteOfMessages,
  findLatestReactions,
  findReplies,
  type Happening,
  readChannels,
  readThreads,
  restateReactions,
  saveLines,
  weigh,
} from './listeners-db.ts'

type Type = Entry['event']['type']
type EntryOf<T extends Type> = Omit<Entry, 'event'> & { event: EventOf<T> }

const entriesOf = <T extends Type>(entries: Entry[], type: T): EntryOf<T>[] =>
  entries.filter((entry): entry is Entry & EntryOf<T> => entry.event.type === type)

/** Whose stream it is; empty for any other. */
const personOf = ({ stream }: Pick<Entry, 'stream'>) =>
  (stream.startsWith('user:') ? stream.slice('user:'.length) : '') as PersonId

const plain = { messageId: null, actorId: null, emoji: null }

const mentioned = (entries: Entry[]): Happening[] =>
  entriesOf(entries, 'mention.added').map((entry) => {
    // Entries from before there were reasons have none.
    const { messageId, channelId, reason = 'person' } = entry.event
    const key = `mention:${messageId}`
    return { ...plain, personId: personOf(entry), kind: reason, key, channelId, messageId, at: entry.at }
  })

async function replied(tx: Transaction, entries: Entry[]): Promise<Happening[]> {
  const told = entriesOf(entries, 'thread.replied')
  if (told.length === 0) return []
  const replies = told.map((entry) => {
    const { rootId, lastReplyNumber: number } = entry.event.unread
    return { personId: personOf(entry), rootId, number }
  })
  const found = await findReplies(tx, replies)
  return told.flatMap((entry, index) => {
    const { messageId = null, authorId = null, at = null } = found[index] ?? {}
    const { rootId, channelId } = entry.event.unread
    if (!messageId || !at) return []
    const line = { kind: 'reply', key: `reply:${rootId}`, channelId, messageId, actorId: authorId } as const
    return [{ ...plain, ...line, personId: personOf(entry), at: at.toISOString() }]
  })
}

async function reacted(tx: Transaction, entries: Entry[]): Promise<Happening[]> {
  const messageIds = entriesOf(entries, 'reaction.added').map(({ event }) => event.messageId)
  if (messageIds.length === 0) return []
  const latest = await findLatestReactions(tx, [...new Set(messageIds)])
  return latest.flatMap(({ messageId, channelId, authorId, personId: actorId, emoji, at }) => {
    if (!actorId || !at) return []
    const key = `reaction:${messageId}`
    return [
      {
        personId: authorId,
        kind: 'reaction',
        key,
        channelId,
        messageId,
        actorId,
        emoji,
        at: at.toISOString(),
      },
    ]
  })
}

/** Added by somebody else, to a channel: a conversation tells by its first message. */
const joined = (entries: Entry[]): Happening[] =>
  entriesOf(entries, 'channel.joined').flatMap((entry) => {
    const { kind, id: channelId } = entry.event.joined.channel
    const personId = personOf(entry)
    const isChannel = kind === 'public' || kind === 'private'
    if (!isChannel || entry.actorId === null || entry.actorId === personId) return []
    const line = { kind: 'joined', key: `joined:${channelId}:${entry.number}`, channelId } as const
    return [{ ...plain, ...line, personId, actorId: entry.actorId, at: entry.at }]
  })

const callOf = ({ event }: Entry): CallView | null => ('call' in event ? event.call : null)

/** Those for whom a call rang and stopped ringing before they came. */
const missed = (entries: Entry[]): Happening[] =>
  entries.flatMap((entry) => {
    const call = callOf(entry)
    if (!call || call.ringsUntil === null) return []
    return call.participants
      .filter(({ personId, state }) => state === 'missed' && personId !== call.startedById)
      .map(({ personId }) => {
        const line = { kind: 'call', key: `call:${call.id}`, channelId: call.channelId } as const
        return {
          ...plain,
          ...line,
          personId,
          messageId: call.messageId,
          actorId: call.startedById,
          at: entry.at,
        }
      })
  })

const asLine = (candidate: Candidate) => {
  const { channelKind, level, isToldOfReplies, channelLevel, isMuted, isRead, ...line } = candidate
  const isConversation = channelKind === 'direct' || channelKind === 'group'
  const cause: Cause = line.kind
  const isNew = isWanted(cause, { level, isToldOfReplies }, { isConversation, level: channelLevel, isMuted })
  return { ...line, isUnread: isNew && !isRead }
}

async function addLines(tx: Transaction, entries: Entry[]): Promise<PersonId[]> {
  const happenings = [
    ...mentioned(entries),
    ...(await replied(tx, entries)),
    ...(await reacted(tx, entries)),
    ...joined(entries),
    ...missed(entries),
  ]
  if (happenings.length === 0) return []
  const candidates = await weigh(tx, happenings)
  return candidates.length === 0 ? [] : saveLines(tx, candidates.map(asLine))
}

async function takeBack(tx: Transaction, entries: Entry[]): Promise<PersonId[]> {
  const unreacted = entriesOf(entries, 'reaction.removed').map(({ event }) => event.messageId)
  const deleted: MessageId[] = entriesOf(entries, 'message.deleted').map(({ event }) => event.messageId)
  const left = entriesOf(entries, 'channel.left').map((entry) => ({
    personId: personOf(entry),
    channelId: entry.event.channelId,
  }))
  return [
    ...(unreacted.length > 0
      ? await restateReactions(tx, await findLatestReactions(tx, [...new Set(unreacted)]))
      : []),
    ...(deleted.length > 0 ? await deleteOfMessages(tx, deleted) : []),
    ...(left.length > 0 ? await deleteOfChannels(tx, left) : []),
  ]
}

async function markRead(tx: Transaction, entries: Entry[]): Promise<PersonId[]> {
  const channels = entriesOf(entries, 'channel.read').map((entry) => ({
    personId: personOf(entry),
    channelId: entry.event.channelId,
    readPosition: entry.event.readPosition,
  }))
  const threads = entriesOf(entries, 'thread.read').map((entry) => ({
    personId: personOf(entry),
    rootId: entry.event.rootId,
    readNumber: entry.event.readNumber,
  }))
  return [
    ...(channels.length > 0 ? await readChannels(tx, channels) : []),
    ...(threads.length > 0 ? await readThreads(tx, threads) : []),
  ]
}

/** Tells each of them once how much is unread now. */
export async function recordUnread(tx: Transaction, record: Record, personIds: PersonId[]): Promise<void> {
  const changed = [...new Set(personIds)].sort()
  if (changed.length === 0) return
  const counts = await countUnread(tx, changed, mostUnread)
  for (const personId of changed)
    record(userStream(personId), { type: 'activity.changed', unreadCount: counts.get(personId) ?? 0 })
}

export const activityListener: Listener = {
  name: 'activity',
  async hear(_context, tx, entries, record) {
    const changed = [
      // First: a line that goes with its message must not keep an older reply from being the newest.
      ...(await takeBack(tx, entries)),
      ...(await addLines(tx, entries)),
      ...(await markRead(tx, entries)),
    ]
    await recordUnread(tx, record, changed)
  },
}
