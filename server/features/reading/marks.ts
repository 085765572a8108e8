// How far channels and threads are read.
import type { ParsedInputOf } from '../../../contract/commands.ts'
import { userStream } from '../../../contract/events.ts'
import type { MessageId } from '../../../contract/ids.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { notFound } from '../../core/errors.ts'
import { lockStream } from '../../journal/append.ts'
import { inTransaction } from '../../journal/journal.ts'
import {
  endFollow,
  insertFollows,
  isRootFor,
  listMentionsAbove,
  markAllChannels,
  markAllThreads,
  moveMark,
  moveThreadMark,
} from './db.ts'

/**
 * Sets how far the actor has read a channel and answers where the mark stands. Only with `mayGoBack` it may go back.
 * Throws not_found when the actor is not in the channel.
 */
export async function markChannel(
  context: Context,
  actor: Actor,
  input: ParsedInputOf<'reading.markChannel'>,
): Promise<number> {
  const { channelId, ...mark } = input
  const { personId } = actor
  const stream = userStream(personId)
  return inTransaction(context, personId, async (tx, record) => {
    const moved = await moveMark(tx, personId, channelId, mark)
    if (!moved) throw notFound('channel')
    const { before, after: readPosition } = moved
    if (readPosition === before) return readPosition
    let mentionPositions: number[] | null = null
    if (readPosition < before) {
      // A mention is written together with its entry on this stream: with the stream held, every mention either is in
      // this list or comes as an entry after it.
      await lockStream(tx, stream)
      mentionPositions = await listMentionsAbove(tx, personId, channelId, readPosition)
    }
    record(stream, { type: 'channel.read', channelId, readPosition, mentionPositions }, channelId)
    return readPosition
  })
}

/** Marks all channels and followed threads of the actor as read. */
export async function markAll(context: Context, actor: Actor): Promise<void> {
  const stream = userStream(actor.personId)
  await inTransaction(context, actor.personId, async (tx, record) => {
    for (const { channelId, readPosition } of await markAllChannels(tx, actor.personId)) {
      record(stream, { type: 'channel.read', channelId, readPosition, mentionPositions: null }, channelId)
    }
    for (const { rootId, readNumber } of await markAllThreads(tx, actor.personId)) {
      record(stream, { type: 'thread.read', rootId, readNumber }, rootId)
    }
  })
}

/** Marks a followed thread as read up to a reply; never back. Throws not_found when the actor is not in its channel. */
export async function markThread(
  context: Context,
  actor: Actor,
  input: { rootId: MessageId; number: number },
): Promise<void> {
  const { rootId, number } = input
  await inTransaction(context, actor.personId, async (tx, record) => {
    if (!(await isRootFor(tx, actor.personId, rootId))) throw notFound('message')
    const readNumber = await moveThreadMark(tx, actor.personId, rootId, number)
    if (readNumber !== null)
      record(userStream(actor.personId), { type: 'thread.read', rootId, readNumber }, rootId)
  })
}

/** Follows a thread from now on, or stops following it. Throws not_found when the actor is not in its channel. */
export async function followThread(
  context: Context,
  actor: Actor,
  input: { rootId: MessageId; isFollowed: boolean },
): Promise<void> {
  const { rootId, isFollowed } = input
  await inTransaction(context, actor.personId, async (tx, record) => {
    if (!(await isRootFor(tx, actor.personId, rootId))) throw notFound('message')
    if (isFollowed) return insertFollows(tx, rootId, [actor.personId])
    const readNumber = await endFollow(tx, actor.personId, rootId)
    if (readNumber !== null)
      record(userStream(actor.personId), { type: 'thread.read', rootId, readNumber }, rootId)
  })
}
