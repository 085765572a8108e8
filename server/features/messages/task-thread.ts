// The comments on a task: a thread whose first message is the task itself. The callers hold the channel's stream.
import { channelStream } from '../../../contract/events.ts'
import type { ChannelId, MessageId, PersonId, TaskId } from '../../../contract/ids.ts'
import type { Transaction } from '../../core/db.ts'
import type { Record } from '../../journal/journal.ts'
import { addTask, eraseMessage, insertTaskRoot, listLiveReplies, recountThread } from './change-db.ts'
import { presentThread } from './present.ts'

type Place = { taskId: TaskId; channelId: ChannelId }

const rootOf = (taskId: TaskId) => taskId as string as MessageId

/** Makes room for comments on a new task. */
export async function openTaskThread(
  tx: Transaction,
  { taskId, channelId, authorId }: Place & { authorId: PersonId },
  at: Date,
): Promise<void> {
  await insertTaskRoot(tx, { id: rootOf(taskId), channelId, authorId }, at)
}

/** How many tasks a message names; more can be made from it. */
const mostNamed = 20

/** The message names a task that was made from it. The caller holds the streams of both channels. */
export async function nameTask(
  tx: Transaction,
  record: Record,
  message: { id: MessageId; channelId: ChannelId },
  taskId: TaskId,
): Promise<void> {
  const taskIds = await addTask(tx, message.id, taskId, mostNamed)
  if (!taskIds) return
  const { id: messageId, channelId } = message
  record(channelStream(channelId), { type: 'message.tasked', channelId, messageId, taskIds }, messageId)
}

/** Deletes the comments on a task that goes, each as if its author had: clients, search and activity let go of it. */
export async function eraseTaskThread(
  tx: Transaction,
  record: Record,
  { taskId, channelId }: Place,
  at: Date,
): Promise<void> {
  const rootId = rootOf(taskId)
  const deletedAt = at.toISOString()
  for (const messageId of await listLiveReplies(tx, rootId)) {
    await eraseMessage(tx, messageId, at)
    record(
      channelStream(channelId),
      { type: 'message.deleted', channelId, messageId, deletedAt, thread: null },
      messageId,
    )
  }
  await eraseMessage(tx, rootId, at)
  const root = await recountThread(tx, rootId)
  record(
    channelStream(channelId),
    { type: 'message.deleted', channelId, messageId: rootId, deletedAt, thread: root && presentThread(root) },
    rootId,
  )
}
