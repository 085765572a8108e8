// tasks.create: the task, room for its comments, its first line of history.
import { maxOpenTasks } from '../../../contract/boards.ts'
import type { ParsedInputOf } from '../../../contract/commands.ts'
import { channelStream } from '../../../contract/events.ts'
import type { BoardId, ChannelId, LabelId, MessageId, PersonId, TaskId } from '../../../contract/ids.ts'
import { dueMoment } from '../../../contract/lib/due.ts'
import type { TaskView } from '../../../contract/tasks.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { sqlState, type Transaction, uniqueViolation } from '../../core/db.ts'
import { AppError, demand, notFound } from '../../core/errors.ts'
import { lockStream } from '../../journal/append.ts'
import { inTransaction } from '../../journal/journal.ts'
import { findBoard } from '../boards/service.ts'
import { listMembersAmong } from '../channels/service.ts'
import { nameTask, openTaskThread, readMessage } from '../messages/service.ts'
import { followThread } from '../reading/service.ts'
import { demandList, reachBoardForChange } from './boards/reach.ts'
import {
  countOpenTasks,
  findMadeTask,
  firstRank,
  insertChanges,
  insertTask,
  lastRank,
  readTasks,
  type WholeTask,
} from './db.ts'
import { canBeAssigned, canMakeTask } from './policy.ts'
import { presentTask } from './present.ts'
import { rankBetween } from './rank.ts'
import { demandParent } from './relations.ts'

type Create = ParsedInputOf<'tasks.create'>

/** Throws when somebody of them is not on the board. */
export async function demandAssignable(tx: Transaction, channelId: ChannelId, personIds: PersonId[]) {
  const wanted = [...new Set(personIds)]
  if (wanted.length === 0) return
  const members = await listMembersAmong(tx, channelId, wanted)
  demand(canBeAssigned(members.length === wanted.length))
}

/** Throws when the board has not all of the labels. */
export function demandLabels({ labels }: { labels: { id: LabelId }[] }, labelIds: LabelId[]): void {
  if (labelIds.some((id) => !labels.some((label) => label.id === id))) throw notFound('label')
}

export async function demandRoom(tx: Transaction, boardId: Create['boardId']): Promise<void> {
  if ((await countOpenTasks(tx, boardId)) < maxOpenTasks) return
  throw new AppError(
    'too_large',
    `A board can have ${maxOpenTasks.toLocaleString('en')} tasks. Archive those that are done.`,
  )
}

const takenId = () =>
  new AppError('already_exists', 'This clientId belongs to a task elsewhere.', { field: 'clientId' })

/** The task that this clientId has made already. */
async function findRepeated(
  context: Context,
  actor: Actor,
  { clientId, boardId }: Create,
): Promise<TaskView | null> {
  const made = await findMadeTask(context.db, actor.personId, clientId)
  if (made && made.boardId !== boardId) throw takenId()
  return made && presentTask(made)
}

/** Its comments, followed by who made it and who is to do it. */
async function openComments(tx: Transaction, channelId: ChannelId, task: WholeTask): Promise<void> {
  const { id: taskId, createdById: authorId, createdAt, assigneeIds } = task
  await openTaskThread(tx, { taskId, channelId, authorId }, createdAt)
  await followThread(tx, taskId as string as MessageId, [authorId, ...assigneeIds])
}

async function makeTask(
  context: Context,
  actor: Actor,
  input: Create,
  tx: Transaction,
  channelId: ChannelId,
  isDone: boolean,
) {
  const { boardId, listId, atTop, due } = input
  const place = { boardId, listId, exceptId: null }
  const rank = atTop
    ? rankBetween(null, await firstRank(tx, place))
    : rankBetween(await lastRank(tx, place), null)
  const createdAt = context.clock.now()
  const taskId: TaskId = await insertTask(tx, {
    ...input,
    assigneeIds: [...new Set(input.assigneeIds)],
    labelIds: [...new Set(input.labelIds)],
    rank,
    dueAt: due && dueMoment(due),
    doneAt: isDone ? createdAt : null,
    createdById: actor.personId,
    createdAt,
  })
  const line = { taskId, clientId: input.clientId, kind: 'created', before: {}, after: {} } as const
  await insertChanges(tx, actor.personId, createdAt, [line])
  const [task] = (await readTasks(tx, [taskId])) as [WholeTask]
  await openComments(tx, channelId, task)
  return presentTask(task)
}

/** The streams of the board's channel and of a message's, in the order in which everybody takes several. */
async function lockBoth(tx: Transaction, boardId: BoardId, channelId: ChannelId): Promise<void> {
  const board = await findBoard(tx, boardId)
  const streams = [channelId, ...(board ? [board.channelId] : [])].map(channelStream)
  for (const stream of [...new Set(streams)].sort()) await lockStream(tx, stream)
}

/**
 * Makes a task; the same clientId answers the task of the first time. Throws not_found (the board, list, label or
 * message), forbidden, board_archived, channel_archived, invalid_input (somebody who is not on the board), too_large.
 */
export async function createTask(context: Context, actor: Actor, input: Create): Promise<TaskView> {
  const repeated = await findRepeated(context, actor, input)
  if (repeated) return repeated
  const message = input.messageId && (await readMessage(context, actor, input.messageId))
  return inTransaction(context, actor.personId, async (tx, record) => {
    if (message) await lockBoth(tx, input.boardId, message.channelId)
    const { board, channel, isMember } = await reachBoardForChange(context, actor, input.boardId, tx)
    demand(canMakeTask(actor, channel, isMember, board))
    const list = demandList(board, input.listId)
    demandLabels(board, input.labelIds)
    if (input.parentId) await demandParent(tx, board.id, null, input.parentId)
    await demandAssignable(tx, channel.id, input.assigneeIds)
    await demandRoom(tx, board.id)
    const task = await makeTask(context, actor, input, tx, channel.id, list.kind === 'done')
    record(channelStream(channel.id), { type: 'task.created', task }, task.id)
    if (message) await nameTask(tx, record, message, task.id)
    return task
  }).catch(async (error) => {
    // The same request at the same time: the first one has made it.
    const first = await findRepeated(context, actor, input)
    if (first) return first
    if (sqlState(error) === uniqueViolation) throw takenId()
    throw error
  })
}
