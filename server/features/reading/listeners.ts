// The side road of reading: from messages to mentions and followed threads, each told on the person's own stream.
//
// `@channel` mentions every member but the author and bots; `@here` of them those who were seen in the ten minutes
// before the message was sent. A group mentions those of its people who are in the channel. A word somebody waits for (contract/lib/keywords.ts) mentions them as well. None of these
// makes anybody follow a thread. An edit mentions nobody: it makes no noise.
import { type Entry, type EventOf, userStream } from '../../../contract/events.ts'
import type { MessageId, PersonId } from '../../../contract/ids.ts'
import { findMentions, type Mentions } from '../../../contract/lib/mentions.ts'
import type { MessageView } from '../../../contract/messages.ts'
import type { MentionReason } from '../../../contract/reading.ts'
import type { Transaction } from '../../core/db.ts'
import type { Record } from '../../journal/journal.ts'
import type { Listener } from '../../journal/listeners.ts'
import { findMentionedThroughGroups } from '../groups/service.ts'
import { findKeywordHits } from '../notifications/service.ts'
import {
  advanceFollows,
  deleteMentions,
  followAsParticipants,
  followOwnThreads,
  holdMarks,
  insertMentions,
  insertMentionsOfAll,
  type MentionRow,
  moveOwnMarks,
  type OwnPlace,
  type Participant,
  type RepliedThread,
  withdrawReplies,
} from './listeners-db.ts'

type Sent = Mentions & { message: MessageView }

/** What was sent and is still there: an erased entry has an empty body, and is neither a line of a call nor files. */
const sentAmong = (entries: Entry[]): Sent[] =>
  entries.flatMap(({ event }) => {
    if (event.type !== 'message.sent') return []
    const { message, mentionsEveryone } = event
    // Entries from before there were files say nothing of them.
    if (message.body === '' && message.call === null && !message.files?.length) return []
    return [{ ...findMentions(message.body), message, everyone: mentionsEveryone }]
  })

type Deleted = EventOf<'message.deleted'>

const deletedAmong = (entries: Entry[]): Deleted[] =>
  entries.flatMap(({ event }) => (event.type === 'message.deleted' ? [event] : []))

type Pair = { messageId: MessageId; personId: PersonId }

async function addPairs(
  tx: Transaction,
  reason: Exclude<MentionReason, 'everyone'>,
  pairs: Pair[],
): Promise<MentionRow[]> {
  if (pairs.length === 0) return []
  return insertMentions(
    tx,
    reason,
    pairs.map(({ messageId }) => messageId),
    pairs.map(({ personId }) => personId),
  )
}

async function addToAll(tx: Transaction, sent: Sent[]): Promise<MentionRow[]> {
  const toAll = sent.flatMap(({ message, everyone }) =>
    everyone ? [{ messageId: message.id, everyone }] : [],
  )
  if (toAll.length === 0) return []
  return insertMentionsOfAll(
    tx,
    toAll.map(({ messageId }) => messageId),
    toAll.map(({ everyone }) => everyone),
  )
}

/** The most personal reason first: it is the one that is kept. */
async function addMentions(tx: Transaction, record: Record, sent: Sent[]): Promise<void> {
  const byName = sent.flatMap(({ message, personIds }) =>
    personIds.map((personId) => ({ messageId: message.id, personId })),
  )
  const groups = sent.flatMap(({ message, groupIds }) =>
    groupIds.map((groupId) => ({ messageId: message.id, groupId })),
  )
  const messages = sent.map(({ message }) => message)
  const added = [
    ...(await addPairs(tx, 'person', byName)),
    ...(await addPairs(tx, 'group', await findMentionedThroughGroups(tx, groups))),
    ...(await addToAll(tx, sent)),
    ...(await addPairs(tx, 'keyword', await findKeywordHits(tx, messages))),
  ]
  for (const { personId, messageId, channelId, position, reason } of added) {
    const mention = { channelId, messageId, position, reason }
    record(userStream(personId), { type: 'mention.added', ...mention }, messageId)
  }
}

/** Moves the marks of those who wrote; not while sending, where it would double the writing of a busy moment. */
async function moveMarks(tx: Transaction, record: Record, sent: Sent[]): Promise<void> {
  const places = new Map<string, OwnPlace>()
  for (const { message } of sent) {
    const { authorId: personId, channelId, position } = message
    if (position !== null) places.set(`${personId} ${channelId}`, { personId, channelId, position })
  }
  if (places.size === 0) return
  for (const { personId, channelId, position } of await moveOwnMarks(tx, [...places.values()])) {
    const mark = { channelId, readPosition: position, mentionPositions: null }
    record(userStream(personId), { type: 'channel.read', ...mark }, channelId)
  }
}

/** Takes back the mentions of deleted messages, and tells those who had not read them what is left. */
async function dropMentions(tx: Transaction, record: Record, deleted: Deleted[]): Promise<void> {
  if (deleted.length === 0) return
  const gone = await deleteMentions(
    tx,
    deleted.map(({ messageId }) => messageId),
  )
  if (gone.length === 0) return
  for (const { personId, ...mark } of await holdMarks(tx, gone)) {
    record(userStream(personId), { type: 'channel.read', ...mark }, mark.channelId)
  }
}

/** The replies of a batch, summed up by thread and by person. */
function sumUpReplies(replies: Sent[]) {
  const threads = new Map<MessageId, RepliedThread>()
  const participants = new Map<string, Participant>()
  const participantOf = (rootId: MessageId, personId: PersonId, firstNumber: number) => {
    const key = `${rootId} ${personId}`
    const known = participants.get(key) ?? {
      rootId,
      personId,
      firstNumber,
      ownNumber: null,
    }
    participants.set(key, known)
    return known
  }
  for (const { message, personIds } of replies) {
    const { number, authorId, sentAt: at } = message
    const rootId = message.threadId as MessageId
    threads.set(rootId, { rootId, number, at })
    participantOf(rootId, authorId, number).ownNumber = number
    for (const personId of personIds) {
      if (personId !== authorId) participantOf(rootId, personId, number)
    }
  }
  return { threads: [...threads.values()], participants: [...participants.values()] }
}

async function followReplies(tx: Transaction, record: Record, sent: Sent[]): Promise<void> {
  const { threads, participants } = sumUpReplies(sent.filter(({ message }) => message.threadId !== null))
  if (threads.length === 0) return
  await followOwnThreads(
    tx,
    threads.map(({ rootId }) => rootId),
  )
  await followAsParticipants(tx, participants)
  for (const change of await advanceFollows(tx, threads, participants)) {
    const { personId, rootId, channelId, lastReplyNumber, readNumber, isMention } = change
    if (readNumber > change.readBefore)
      record(userStream(personId), { type: 'thread.read', rootId, readNumber }, rootId)
    if (!change.isFollowed || lastReplyNumber <= readNumber) continue
    const unread = { rootId, channelId, lastReplyNumber, isMention }
    record(userStream(personId), { type: 'thread.replied', unread }, rootId)
  }
}

/** Takes deleted replies back from those who had not read them, and tells what is left. */
async function dropReplies(tx: Transaction, record: Record, deleted: Deleted[]): Promise<void> {
  const rootIds = new Set(deleted.flatMap(({ thread }) => (thread ? [thread.rootId] : [])))
  if (rootIds.size === 0) return
  for (const { personId, isFollowed, readNumber, ...unread } of await withdrawReplies(tx, [...rootIds])) {
    const { rootId, lastReplyNumber } = unread
    if (!isFollowed) continue
    if (lastReplyNumber > readNumber) record(userStream(personId), { type: 'thread.replied', unread }, rootId)
    else record(userStream(personId), { type: 'thread.read', rootId, readNumber }, rootId)
  }
}

/** Hears messages; the same batch a second time finds everything done and tells nothing. */
export const readingListener: Listener = {
  name: 'reading',
  async hear(_context, tx, entries, record) {
    const sent = sentAmong(entries)
    await moveMarks(tx, record, sent)
    await addMentions(tx, record, sent)
    const deleted = deletedAmong(entries)
    await dropMentions(tx, record, deleted)
    await followReplies(tx, record, sent)
    await dropReplies(tx, record, deleted)
  },
}
