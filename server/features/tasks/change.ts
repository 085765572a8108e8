// Changing a task: its fields, its place, whether it is archived; deleting it.
import { randomUUID } from 'node:crypto'
import type { ListView } from '../../../contract/boards.ts'
import type { ParsedInputOf } from '../../../contract/commands.ts'
import { channelStream } from '../../../contract/events.ts'
import type { ClientId, MessageId, TaskId } from '../../../contract/ids.ts'
import {
  maxAssignees,
  maxBlockers,
  maxLabelsPerTask,
  type Overwrite,
  type TaskView,
} from '../../../contract/tasks.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import type { Transaction } from '../../core/db.ts'
import { AppError, demand, refuse } from '../../core/errors.ts'
import { inTransaction } from '../../journal/journal.ts'
import { wakeEraser } from '../files/service.ts'
import { eraseTaskThread } from '../messages/service.ts'
import { followThread } from '../reading/service.ts'
import { demandList } from './boards/reach.ts'
import { changeFields } from './change-fields.ts'
import { demandAssignable, demandLabels, demandRoom } from './create.ts'
import { deleteTaskRow, findChangedTask, lastRank, retitleInJournal, type TaskState } from './db.ts'
import { findRank } from './place.ts'
import { canChangeTask, canDeleteTask } from './policy.ts'
import { presentTask } from './present.ts'
import { rankBetween } from './rank.ts'
import { reachTask, reachTaskForChange } from './reach.ts'
import { demandBlockers, demandParent, forgetTask } from './relations.ts'
import { writeChange } from './write.ts'

type Reached = Awaited<ReturnType<typeof reachTaskForChange>>
/** The task afterwards; null: it is so already. */
type Change = (
  tx: Transaction,
  reached: Reached,
) => Promise<{ after: TaskState; overwrote: Overwrite[] } | null>

/** A change that was made already is not made again: somebody may have changed the same since. */
async function findRepeated(context: Context, actor: Actor, taskId: TaskId, clientId: ClientId) {
  const changed = await findChangedTask(context.db, actor.personId, clientId)
  if (!changed) return null
  if (changed !== taskId)
    throw new AppError('already_exists', 'This clientId belongs to a change elsewhere.', {
      field: 'clientId',
    })
  return presentTask(await reachTask(context, actor, taskId))
}

async function changeTask(
  context: Context,
  actor: Actor,
  { taskId, clientId }: { taskId: TaskId; clientId: ClientId },
  change: Change,
): Promise<TaskView> {
  const repeated = await findRepeated(context, actor, taskId, clientId)
  if (repeated) return repeated
  return inTransaction(context, actor.personId, async (tx, record) => {
    const reached = await reachTaskForChange(context, actor, taskId, tx)
    const { board, channel, isMember, task } = reached
    demand(canChangeTask(actor, channel, isMember, board))
    const changed = await change(tx, reached)
    if (!changed) return presentTask(task)
    return writeChange(context, { tx, record, board, actor }, task, { ...changed, clientId })
  }).catch(async (error) => {
    const first = await findRepeated(context, actor, taskId, clientId).catch(() => null)
    if (first) return first
    throw error
  })
}

/**
 * Changes fields. Where somebody else has written one of them since `seenRevision`, this counts, and the entry says
 * whose writing it replaced.
 */
export function updateTask(context: Context, actor: Actor, input: ParsedInputOf<'tasks.update'>) {
  const { changes, seenRevision } = input
  return changeTask(context, actor, input, async (tx, { task, board, channel }) => {
    const added = (changes.assigneeIds?.add ?? []).filter((id) => !task.assigneeIds.includes(id))
    demandLabels(board, changes.labelIds?.add ?? [])
    await demandAssignable(tx, channel.id, added)
    if (changes.parentId) await demandParent(tx, board.id, task.id, changes.parentId)
    await demandBlockers(tx, task, changes.blockedByIds?.add ?? [])
    const changed = changeFields(task, changes, { personId: actor.personId, seenRevision })
    if (changed) demandSizes(changed.after)
    if (changed && added.length > 0) await followThread(tx, task.id as string as MessageId, added)
    return changed
  })
}

/** Additions of several people may be too many together. */
function demandSizes({ assigneeIds, labelIds, blockedByIds }: TaskState): void {
  const isTooMuch =
    assigneeIds.length > maxAssignees ||
    labelIds.length > maxLabelsPerTask ||
    blockedByIds.length > maxBlockers
  if (isTooMuch) throw new AppError('too_large', 'A task can not have that many of them.')
}

/** A task in a list of done ones is done since it came there. */
const doneAtIn = (list: ListView, task: Pick<TaskState, 'doneAt'>, now: Date) =>
  list.kind === 'done' ? (task.doneAt ?? now) : null

/** Puts a task between two others. */
export function moveTask(context: Context, actor: Actor, input: ParsedInputOf<'tasks.move'>) {
  return changeTask(context, actor, input, async (tx, { task, board }) => {
    if (task.archivedAt !== null) throw refuse('This task is archived. Bring it back first.')
    const list = demandList(board, input.listId)
    const rank = await findRank(tx, task, input)
    if (rank === null) return null
    const doneAt = doneAtIn(list, task, context.clock.now())
    return { after: { ...task, listId: list.id, rank, doneAt }, overwrote: [] }
  })
}

/** Takes a task off its board, or brings it back to the end of its list. */
export function archiveTask(context: Context, actor: Actor, input: ParsedInputOf<'tasks.archive'>) {
  const { taskId, isArchived } = input
  const clientId = randomUUID() as ClientId
  return changeTask(context, actor, { taskId, clientId }, async (tx, { task, board }) => {
    if ((task.archivedAt !== null) === isArchived) return null
    if (isArchived) return { after: { ...task, archivedAt: context.clock.now() }, overwrote: [] }
    await demandRoom(tx, board.id)
    const list = demandList(board, task.listId)
    const place = { boardId: board.id, listId: list.id, exceptId: taskId }
    const rank = rankBetween(await lastRank(tx, place), null)
    const doneAt = doneAtIn(list, task, context.clock.now())
    return { after: { ...task, archivedAt: null, rank, doneAt }, overwrote: [] }
  })
}

/** Deletes a task with its comments and its history. */
export async function deleteTask(
  context: Context,
  actor: Actor,
  { taskId }: ParsedInputOf<'tasks.delete'>,
): Promise<void> {
  await inTransaction(context, actor.personId, async (tx, record) => {
    const { board, channel, isMember, task } = await reachTaskForChange(context, actor, taskId, tx)
    demand(canDeleteTask(actor, channel, isMember, board, task))
    await eraseTaskThread(tx, record, { taskId, channelId: channel.id }, context.clock.now())
    await retitleInJournal(tx, taskId, '')
    await forgetTask(context, { tx, record, board, actor }, taskId)
    await deleteTaskRow(tx, taskId)
    record(channelStream(channel.id), { type: 'task.deleted', boardId: board.id, taskId }, taskId)
  })
  wakeEraser(context)
}
