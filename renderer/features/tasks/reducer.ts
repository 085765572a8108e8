// The tasks of a board as a window knows them: what the server listed, plus entries. A task's revision decides what is
// newer, so an entry heard again, or one that the list included already, changes nothing.
import type { Entry } from '../../../contract/events.ts'
import type { BoardId, TaskId } from '../../../contract/ids.ts'
import type { ThreadSummary } from '../../../contract/messages.ts'
import type { TaskChanges, TaskView } from '../../../contract/tasks.ts'

/** Those that are not archived. */
export type BoardTasks = ReadonlyMap<TaskId, TaskView>

export const tasksFromList = (tasks: TaskView[]): BoardTasks => new Map(tasks.map((task) => [task.id, task]))

function withTask(tasks: BoardTasks, task: TaskView): BoardTasks {
  const known = tasks.get(task.id)
  return known && known.revision >= task.revision ? tasks : new Map(tasks).set(task.id, task)
}

function withoutTask(tasks: BoardTasks, taskId: TaskId): BoardTasks {
  if (!tasks.has(taskId)) return tasks
  const left = new Map(tasks)
  left.delete(taskId)
  return left
}

type Change = { taskId: TaskId; revision: number; changes: TaskChanges }

function withChange(tasks: BoardTasks, { taskId, revision, changes }: Change): BoardTasks {
  const known = tasks.get(taskId)
  if (!known || known.revision >= revision) return tasks
  return changes.archivedAt
    ? withoutTask(tasks, taskId)
    : new Map(tasks).set(taskId, { ...known, ...changes, revision })
}

type Cards = ReadonlyMap<TaskId, TaskView | null>

function withCard(cards: Cards, taskId: TaskId, change: (known: TaskView) => TaskView | null): Cards {
  const known = cards.get(taskId)
  if (!known) return cards
  const next = change(known)
  return next === known ? cards : new Map(cards).set(taskId, next)
}

const changed = (known: TaskView, { revision, changes }: Omit<Change, 'taskId'>): TaskView =>
  known.revision >= revision ? known : { ...known, ...changes, revision }

/** What an entry does to single tasks; archived ones stay, deleted ones are gone (null). */
export function changeKnown(cards: Cards, { event }: Pick<Entry, 'event'>): Cards {
  switch (event.type) {
    case 'task.restored':
      return withCard(cards, event.task.id, (known) =>
        known.revision >= event.task.revision ? known : event.task,
      )
    case 'task.changed':
      return withCard(cards, event.taskId, (known) => changed(known, event))
    case 'tasks.changed':
      return event.items.reduce(
        (after, item) => withCard(after, item.taskId, (known) => changed(known, item)),
        cards,
      )
    case 'task.deleted':
      return withCard(cards, event.taskId, () => null)
    default:
      return cards
  }
}

/** Comments are a thread whose first message has the task's id. */
function withComments(tasks: BoardTasks, thread: ThreadSummary | null): BoardTasks {
  const taskId = thread?.rootId as string as TaskId
  const known = tasks.get(taskId)
  if (!thread || !known || known.commentCount === thread.replyCount) return tasks
  return new Map(tasks).set(taskId, { ...known, commentCount: thread.replyCount })
}

export function applyToBoard(
  tasks: BoardTasks,
  boardId: BoardId,
  { event }: Pick<Entry, 'event'>,
): BoardTasks {
  switch (event.type) {
    case 'task.created':
    case 'task.restored':
      return event.task.boardId === boardId ? withTask(tasks, event.task) : tasks
    case 'task.changed':
      return withChange(tasks, event)
    case 'tasks.changed':
      return event.items.reduce(withChange, tasks)
    case 'task.deleted':
      return withoutTask(tasks, event.taskId)
    case 'message.sent':
    case 'message.deleted':
      return withComments(tasks, event.thread)
    default:
      return tasks
  }
}
