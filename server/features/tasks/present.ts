// row → view, and what differs between two rows
import {
  type TaskChanges,
  TaskChanges as TaskChangesShape,
  type TaskDetail,
  type TaskView,
} from '../../../contract/tasks.ts'
import type { TaskRow, TaskState, WholeTask } from './db.ts'

type State = Omit<TaskState, 'description' | 'checks' | 'marks'> & {
  checkCount: number
  checkedCount: number
}

const presentState = (state: State) => ({
  listId: state.listId,
  rank: state.rank,
  title: state.title,
  descriptionRevision: state.descriptionRevision,
  assigneeIds: state.assigneeIds,
  labelIds: state.labelIds,
  priority: state.priority,
  startDay: state.startDay,
  due: state.due,
  estimate: state.estimate,
  parentId: state.parentId,
  blockedByIds: state.blockedByIds,
  checkCount: state.checkCount,
  checkedCount: state.checkedCount,
  doneAt: state.doneAt?.toISOString() ?? null,
  archivedAt: state.archivedAt?.toISOString() ?? null,
})

/** A task with all that its card does not show. */
export const presentDetail = (row: WholeTask): TaskDetail => ({
  task: presentTask(row),
  description: row.description,
  checks: row.checks,
})

export const presentTask = (row: TaskRow): TaskView => ({
  id: row.id,
  boardId: row.boardId,
  number: row.number,
  ...presentState(row),
  createdById: row.createdById,
  createdAt: row.createdAt.toISOString(),
  messageId: row.messageId,
  commentCount: row.commentCount,
  revision: row.revision,
})

const keys = Object.keys(TaskChangesShape.shape) as (keyof TaskChanges)[]

const counted = (state: TaskState): State => ({
  ...state,
  checkCount: state.checks.length,
  checkedCount: state.checks.filter(({ isDone }) => isDone).length,
})

/** What a viewer sees differ between two states; both sides hold the same fields. */
export function presentChanges(
  before: TaskState,
  after: TaskState,
): { before: TaskChanges; after: TaskChanges } {
  const [from, to] = [presentState(counted(before)), presentState(counted(after))]
  const changed = keys.filter((key) => JSON.stringify(from[key]) !== JSON.stringify(to[key]))
  const only = (state: typeof from) =>
    Object.fromEntries(changed.map((key) => [key, state[key]])) as TaskChanges
  return { before: only(from), after: only(to) }
}
