// Reading messages: pages, threads, permalinks, history.
import type { OutputOf, ParsedInputOf } from '../../../contract/commands.ts'
import { channelStream } from '../../../contract/events.ts'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import type { Database, Transaction } from '../../core/db.ts'
import { AppError, demand, notFound } from '../../core/errors.ts'
import { readHeads } from '../../journal/read.ts'
import { filterVisible, reachChannel } from '../channels/service.ts'
import {
  findMessage,
  findMessages,
  findPositionAt,
  readPinned,
  readRange,
  readReplies,
  readRevisions,
} from './db.ts'
import { canSeeHistory } from './policy.ts'
import { type MessageRow, presentMessage } from './present.ts'

/** The head is read before the rows: rows may be newer than it says, and hearing an event again changes nothing. */
async function readHead(context: Context, channelId: ChannelId): Promise<number> {
  const stream = channelStream(channelId)
  return (await readHeads(context.db, [stream])).get(stream)?.head ?? 0
}

/** Loads a message with permission to see it, and its channel. */
export async function reachMessage(
  context: Context,
  actor: Actor,
  messageId: MessageId,
  db: Database | Transaction = context.db,
) {
  const row = await findMessage(db, messageId)
  if (!row) throw notFound('message')
  const reached = await reachChannel(context, actor, row.channel_id as ChannelId, db).catch((error) => {
    throw error instanceof AppError ? notFound('message') : error
  })
  return { row, ...reached }
}

type At = ParsedInputOf<'messages.list'>['at']

/** Which positions a page covers: both ends included. */
async function rangeOf(
  context: Context,
  actor: Actor,
  channelId: ChannelId,
  at: At,
  limit: number,
  last: number,
) {
  const around = (position: number) => {
    const least = Math.max(1, Math.min(position - Math.floor(limit / 2), last - limit + 1))
    return { least, most: least + limit - 1 }
  }
  switch (at.kind) {
    case 'newest':
      return { least: last - limit + 1, most: last }
    case 'before':
      return { least: at.position - limit, most: at.position - 1 }
    case 'after':
      return { least: at.position + 1, most: at.position + limit }
    case 'around':
      return around(at.position)
    case 'message': {
      const { row } = await reachMessage(context, actor, at.messageId)
      if (row.channel_id !== channelId) throw notFound('message')
      const shown =
        row.position ??
        (row.thread_id && (await findMessage(context.db, row.thread_id as MessageId))?.position)
      return around(shown || last)
    }
    case 'date':
      return around((await findPositionAt(context.db, channelId, new Date(at.date))) ?? last)
  }
}

/** A page of the timeline, ascending. A public channel may be read without being in it. */
export async function listMessages(
  context: Context,
  actor: Actor,
  input: ParsedInputOf<'messages.list'>,
): Promise<OutputOf<'messages.list'>> {
  const { channelId, at, limit } = input
  const head = await readHead(context, channelId)
  const { channel } = await reachChannel(context, actor, channelId)
  const last = channel.lastPosition
  const { least, most } = await rangeOf(context, actor, channelId, at, limit, last)
  const rows = await readRange(context.db, channelId, least, at.kind === 'newest' ? most + limit : most)
  return {
    messages: rows.map(presentMessage),
    head,
    hasOlder: (rows[0]?.position ?? least) > 1 && last > 0,
    hasNewer: (rows.at(-1)?.position ?? Math.max(0, most)) < last,
  }
}

export async function listReplies(
  context: Context,
  actor: Actor,
  input: ParsedInputOf<'messages.replies'>,
): Promise<OutputOf<'messages.replies'>> {
  const { row } = await reachMessage(context, actor, input.rootId)
  const head = await readHead(context, row.channel_id as ChannelId)
  const [root, rows] = await Promise.all([
    findMessage(context.db, input.rootId),
    readReplies(context.db, input.rootId, input.before, input.limit + 1),
  ])
  return {
    root: presentMessage(root as MessageRow),
    messages: rows.slice(0, input.limit).reverse().map(presentMessage),
    head,
    hasOlder: rows.length > input.limit,
    hasNewer: input.before !== null,
  }
}

export async function readMessage(
  context: Context,
  actor: Actor,
  messageId: MessageId,
): Promise<MessageView> {
  return presentMessage((await reachMessage(context, actor, messageId)).row)
}

export async function readHistory(
  context: Context,
  actor: Actor,
  messageId: MessageId,
): Promise<OutputOf<'messages.history'>> {
  const { row, channel, membership } = await reachMessage(context, actor, messageId)
  demand(canSeeHistory(actor, channel, membership !== null, presentMessage(row)))
  const revisions = await readRevisions(context.db, messageId)
  return {
    revisions: revisions.map(({ body, replacedAt }) => ({ body, replacedAt: replacedAt.toISOString() })),
  }
}

/** Who may read the channel may read its pins. */
export async function listPins(
  context: Context,
  actor: Actor,
  { channelId }: ParsedInputOf<'pins.list'>,
): Promise<OutputOf<'pins.list'>> {
  await reachChannel(context, actor, channelId)
  return { messages: (await readPinned(context.db, channelId)).map(presentMessage) }
}

/** Views of messages that the caller has already been allowed to see. */
export async function loadMessageViews(
  context: Context,
  ids: MessageId[],
): Promise<Map<MessageId, MessageView>> {
  const views = (await findMessages(context.db, ids)).map(presentMessage)
  return new Map(views.map((view) => [view.id, view]))
}

/** Views of those of the messages that the actor may see now. */
export async function loadVisibleMessages(
  context: Context,
  actor: Actor,
  ids: MessageId[],
): Promise<Map<MessageId, MessageView>> {
  const views = await loadMessageViews(context, ids)
  const channelIds = [...new Set([...views.values()].map(({ channelId }) => channelId))]
  const visible = await filterVisible(context, actor, channelIds)
  return new Map([...views].filter(([, { channelId }]) => visible.has(channelId)))
}
