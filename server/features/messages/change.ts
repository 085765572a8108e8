// Changing what was sent: edit, delete, react. Each takes the channel's stream first: sending takes locks in that order.
import { channelStream } from '../../../contract/events.ts'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import { maxReactionKinds, type MessageView } from '../../../contract/messages.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { AppError, demand } from '../../core/errors.ts'
import { lockStream } from '../../journal/append.ts'
import { inTransaction } from '../../journal/journal.ts'
import { countOtherKinds, deleteReaction, eraseMessage, insertReaction, recountThread, replaceBody } from './change-db.ts'
import { canDeleteMessage, canEditMessage, canReact } from './policy.ts'
import { presentMessage, presentThread } from './present.ts'
import { reachMessage, readMessage } from './read.ts'

/** Replaces the body of an own message. The same body again changes nothing. */
export async function editMessage(context: Context, actor: Actor, input: { messageId: MessageId; body: string }): Promise<MessageView> {
  const { messageId, body } = input
  const { row, channel, membership } = await reachMessage(context, actor, messageId)
  demand(canEditMessage(actor, channel, membership !== null, presentMessage(row)))
  const channelId = row.channel_id as ChannelId
  if (row.body !== body) {
    await inTransaction(context, actor.personId, async (tx, record) => {
      await lockStream(tx, channelStream(channelId))
      const editedAt = context.clock.now()
      if (!(await replaceBody(tx, messageId, body, editedAt))) throw new AppError('message_deleted', 'This message has been deleted.')
      const event = { type: 'message.edited', channelId, messageId, body, editedAt: editedAt.toISOString() } as const
      record(channelStream(channelId), event, messageId)
    })
  }
  return readMessage(context, actor, messageId)
}

/** Deletes a message: its text leaves the database and the journal in the same commit. Twice equals once. */
export async function deleteMessage(context: Context, actor: Actor, messageId: MessageId): Promise<void> {
  const { row, channel, membership } = await reachMessage(context, actor, messageId)
  demand(canDeleteMessage(actor, channel, membership !== null, presentMessage(row)))
  const channelId = row.channel_id as ChannelId
  await inTransaction(context, actor.personId, async (tx, record) => {
    await lockStream(tx, channelStream(channelId))
    const deletedAt = context.clock.now()
    if (!(await eraseMessage(tx, messageId, deletedAt))) return
    const root = row.thread_id ? await recountThread(tx, row.thread_id) : null
    const thread = root && presentThread(root)
    record(
      channelStream(channelId),
      { type: 'message.deleted', channelId, messageId, deletedAt: deletedAt.toISOString(), thread },
      messageId,
    )
  })
}

type Reaction = { messageId: MessageId; emoji: string }

async function changeReaction(context: Context, actor: Actor, { messageId, emoji }: Reaction, type: 'reaction.added' | 'reaction.removed') {
  const { row, channel, membership } = await reachMessage(context, actor, messageId)
  demand(canReact(actor, channel, membership !== null, presentMessage(row)))
  const channelId = row.channel_id as ChannelId
  await inTransaction(context, actor.personId, async (tx, record) => {
    await lockStream(tx, channelStream(channelId))
    if (type === 'reaction.added' && (await countOtherKinds(tx, messageId, emoji)) >= maxReactionKinds) {
      throw new AppError('invalid_input', `A message can carry at most ${maxReactionKinds} kinds of reactions.`, { field: 'emoji' })
    }
    const change = type === 'reaction.added' ? insertReaction : deleteReaction
    if (await change(tx, messageId, emoji, actor.personId)) {
      record(channelStream(channelId), { type, channelId, messageId, emoji, personId: actor.personId }, messageId)
    }
  })
}

export const addReaction = (context: Context, actor: Actor, reaction: Reaction) => changeReaction(context, actor, reaction, 'reaction.added')
export const removeReaction = (context: Context, actor: Actor, reaction: Reaction) =>
  changeReaction(context, actor, reaction, 'reaction.removed')
