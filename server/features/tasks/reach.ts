// Loads a task with permission: whoever may not see its board learns nothing, not even that it exists.
import type { TaskId } from '../../../contract/ids.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import type { Transaction } from '../../core/db.ts'
import { AppError, notFound } from '../../core/errors.ts'
import { reachBoard, reachBoardForChange } from './boards/reach.ts'
import { findTask, readTasks, type WholeTask } from './db.ts'

const hide = (error: unknown): never => {
  throw error instanceof AppError && error.code === 'not_found' ? notFound('task') : error
}

/** A task the actor may see. */
export async function reachTask(context: Context, actor: Actor, taskId: TaskId): Promise<WholeTask> {
  const [found, [task]] = await Promise.all([findTask(context.db, taskId), readTasks(context.db, [taskId])])
  if (!found || !task) throw notFound('task')
  await reachBoard(context, actor, found.boardId).catch(hide)
  return task
}

/** As reachTask, with its board, and both stay as they are read until the commit. */
export async function reachTaskForChange(context: Context, actor: Actor, taskId: TaskId, tx: Transaction) {
  const found = await findTask(tx, taskId)
  if (!found) throw notFound('task')
  const place = await reachBoardForChange(context, actor, found.boardId, tx).catch(hide)
  const [task] = await readTasks(tx, [taskId])
  if (!task) throw notFound('task')
  return { ...place, task }
}
