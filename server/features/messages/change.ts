// Changing what was sent: edit, delete, react. Each takes the channel's stream first: sending takes locks in that order.
import { channelStream } from '../../../contract/events.ts'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import { countMentions, findMentions } from '../../../contract/lib/mentions.ts'
import {
  type MessageView,
  maxEdits,
  maxMentions,
  maxPinsPerChannel,
  maxReactionKinds,
} from '../../../contract/messages.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import type { Transaction } from '../../core/db.ts'
import { AppError, demand, notFound } from '../../core/errors.ts'
import { perContext } from '../../core/per-context.ts'
import { createTurns } from '../../core/turns.ts'
import { lockStream } from '../../journal/append.ts'
import { inTransaction, type Record } from '../../journal/journal.ts'
import { wakeEraser } from '../files/service.ts'
import {
  countEdits,
  countOtherKinds,
  countPins,
  deleteReaction,
  eraseMessage,
  insertReaction,
  recountThread,
  replaceBody,
  setPin,
} from './change-db.ts'
import { findChannelOfMessage } from './db.ts'
import {
  canDeleteMessage,
  canEditMessage,
  canPin,
  canReact,
  canUnpin,
  tooManyEdits,
  tooManyMentions,
} from './policy.ts'
import { presentMessage, presentThread } from './present.ts'
import { reachMessage } from './read.ts'

const turnsOf = perContext(() => createTurns())

type Change<Result> = (tx: Transaction, record: Record, reached: Reached) => Promise<Result>
type Reached = Awaited<ReturnType<typeof reachForChange>>

/** As reachMessage, and it stays as it was read until the commit: whoever changes a message takes its stream first. */
async function reachForChange(
  context: Context,
  actor: Actor,
  channelId: ChannelId,
  messageId: MessageId,
  tx: Transaction,
) {
  await lockStream(tx, channelStream(channelId))
  const { row, channel, membership } = await reachMessage(context, actor, messageId, tx)
  return { row, channelId, channel, isMember: membership !== null, message: presentMessage(row) }
}

/** The changes of a channel's messages take turns: a popular message must not keep everybody else from the database. */
async function changeInTurn<Result>(
  context: Context,
  actor: Actor,
  messageId: MessageId,
  change: Change<Result>,
): Promise<Result> {
  const channelId = await findChannelOfMessage(context.db, messageId)
  if (!channelId) throw notFound('message')
  return turnsOf(context)(channelId, () =>
    inTransaction(context, actor.personId, async (tx, record) =>
      change(tx, record, await reachForChange(context, actor, channelId, messageId, tx)),
    ),
  )
}

/** Replaces the body of an own message. The same body again changes nothing. */
export async function editMessage(
  context: Context,
  actor: Actor,
  input: { messageId: MessageId; body: string },
): Promise<MessageView> {
  const { messageId, body } = input
  if (countMentions(findMentions(body)) > maxMentions) throw tooManyMentions()
  return changeInTurn(
    context,
    actor,
    messageId,
    async (tx, record, { channelId, channel, isMember, message }) => {
      demand(canEditMessage(actor, channel, isMember, message))
      if (message.body === body) return message
      if ((await countEdits(tx, messageId)) >= maxEdits) throw tooManyEdits()
      const at = context.clock.now()
      const editedAt = at.toISOString()
      await replaceBody(tx, messageId, body, at)
      record(
        channelStream(channelId),
        { type: 'message.edited', channelId, messageId, body, editedAt },
        messageId,
      )
      return { ...message, body, editedAt }
    },
  )
}

/** Deletes a message: its text leaves the database and the journal in the same commit. Twice equals once. */
export async function deleteMessage(context: Context, actor: Actor, messageId: MessageId): Promise<void> {
  await changeInTurn(
    context,
    actor,
    messageId,
    async (tx, record, { row, channelId, channel, isMember, message }) => {
      demand(canDeleteMessage(actor, channel, isMember, message))
      if (message.deletedAt !== null) return
      const at = context.clock.now()
      await eraseMessage(tx, messageId, at)
      const root = row.thread_id ? await recountThread(tx, row.thread_id) : null
      const thread = root && presentThread(root)
      const deletedAt = at.toISOString()
      record(
        channelStream(channelId),
        { type: 'message.deleted', channelId, messageId, deletedAt, thread },
        messageId,
      )
    },
  )
  wakeEraser(context)
}

type Reaction = { messageId: MessageId; emoji: string }

async function changeReaction(
  context: Context,
  actor: Actor,
  { messageId, emoji }: Reaction,
  type: 'reaction.added' | 'reaction.removed',
) {
  await changeInTurn(
    context,
    actor,
    messageId,
    async (tx, record, { channelId, channel, isMember, message }) => {
      demand(canReact(actor, channel, isMember, message))
      if (type === 'reaction.added' && (await countOtherKinds(tx, messageId, emoji)) >= maxReactionKinds) {
        throw new AppError(
          'invalid_input',
          `A message can carry at most ${maxReactionKinds} kinds of reactions.`,
          { field: 'emoji' },
        )
      }
      const change = type === 'reaction.added' ? insertReaction : deleteReaction
      if (await change(tx, messageId, emoji, actor.personId)) {
        record(
          channelStream(channelId),
          { type, channelId, messageId, emoji, personId: actor.personId },
          messageId,
        )
      }
    },
  )
}

export const addReaction = (context: Context, actor: Actor, reaction: Reaction) =>
  changeReaction(context, actor, reaction, 'reaction.added')
export const removeReaction = (context: Context, actor: Actor, reaction: Reaction) =>
  changeReaction(context, actor, reaction, 'reaction.removed')

/** Pins a message to its channel. One that is pinned stays as it was pinned first. */
export async function addPin(context: Context, actor: Actor, messageId: MessageId): Promise<void> {
  await changeInTurn(
    context,
    actor,
    messageId,
    async (tx, record, { channelId, channel, isMember, message }) => {
      demand(canPin(actor, channel, isMember, message))
      if (message.pin) return
      if ((await countPins(tx, channelId)) >= maxPinsPerChannel)
        throw new AppError(
          'invalid_input',
          `A channel can have at most ${maxPinsPerChannel} pins. Take one off first.`,
        )
      const at = context.clock.now()
      const { personId } = actor
      await setPin(tx, messageId, { personId, at })
      const pin = { personId, at: at.toISOString() }
      record(channelStream(channelId), { type: 'message.pinned', channelId, messageId, pin }, messageId)
    },
  )
}

export async function removePin(context: Context, actor: Actor, messageId: MessageId): Promise<void> {
  await changeInTurn(
    context,
    actor,
    messageId,
    async (tx, record, { channelId, channel, isMember, message }) => {
      demand(canUnpin(actor, channel, isMember))
      if (!message.pin) return
      await setPin(tx, messageId, null)
      record(channelStream(channelId), { type: 'message.unpinned', channelId, messageId }, messageId)
    },
  )
}
