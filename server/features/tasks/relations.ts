// Tasks that are parts of others, and tasks that wait for others. All on one board, whose stream the callers hold, so no
// two changes can close a circle together.
import type { BoardId, TaskId } from '../../../contract/ids.ts'
import { maxDepth } from '../../../contract/tasks.ts'
import type { Context } from '../../core/context.ts'
import type { Transaction } from '../../core/db.ts'
import { AppError, notFound } from '../../core/errors.ts'
import { countFloors, listBlockers, listOnBoard, listParents, readRelated, type WholeTask } from './db.ts'
import { type Changing, writeMany } from './write.ts'

const wrong = (field: string, message: string) => new AppError('invalid_input', message, { field })

/** Throws where a task can't be part of another one: not on the board, itself, one of its own parts, too deep. */
export async function demandParent(
  tx: Transaction,
  boardId: BoardId,
  taskId: TaskId | null,
  parentId: TaskId,
): Promise<void> {
  if ((await listOnBoard(tx, boardId, [parentId])).length === 0) throw notFound('task')
  const above = [parentId, ...(await listParents(tx, parentId))]
  if (taskId && above.includes(taskId)) throw wrong('parentId', 'A task can not be a part of itself.')
  const floors = taskId ? await countFloors(tx, taskId) : 0
  if (above.length + 1 + floors > maxDepth)
    throw wrong('parentId', `Subtasks can stand ${maxDepth} deep at most.`)
}

/** Throws where a task can't wait for others: not on the board, or they wait for it, near or far. */
export async function demandBlockers(tx: Transaction, task: WholeTask, added: TaskId[]): Promise<void> {
  const wanted = [...new Set(added)]
  if (wanted.length === 0) return
  if ((await listOnBoard(tx, task.boardId, wanted)).length < wanted.length) throw notFound('task')
  if (wanted.includes(task.id) || (await listBlockers(tx, wanted)).includes(task.id))
    throw wrong('blockedByIds', 'These tasks would wait for each other.')
}

/** Takes a task that goes out of those that name it. */
export async function forgetTask(context: Context, changing: Changing, taskId: TaskId): Promise<void> {
  const related = await readRelated(changing.tx, taskId)
  await writeMany(
    context,
    changing,
    related.map((task) => ({
      task,
      after: {
        ...task,
        parentId: task.parentId === taskId ? null : task.parentId,
        blockedByIds: task.blockedByIds.filter((id) => id !== taskId),
      },
    })),
  )
}
