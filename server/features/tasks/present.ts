// row → view, and what differs between two rows
import { type TaskChanges, TaskChanges as TaskChangesShape, type TaskView } from '../../../contract/tasks.ts'
import type { TaskRow, TaskState } from './db.ts'

type State = Omit<TaskState, 'description' | 'marks'>

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
  doneAt: state.doneAt?.toISOString() ?? null,
  archivedAt: state.archivedAt?.toISOString() ?? null,
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

/** What a viewer sees differ between two states; both sides hold the same fields. */
export function presentChanges(before: State, after: State): { before: TaskChanges; after: TaskChanges } {
  const [from, to] = [presentState(before), presentState(after)]
  const changed = keys.filter((key) => JSON.stringify(from[key]) !== JSON.stringify(to[key]))
  const only = (state: typeof from) =>
    Object.fromEntries(changed.map((key) => [key, state[key]])) as TaskChanges
  return { before: only(from), after: only(to) }
}
