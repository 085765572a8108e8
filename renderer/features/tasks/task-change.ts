// A change of the viewer's that the server has not answered: what is asked of it, and how it looks meanwhile. Pure.
import type { InputOf, ParsedInputOf } from '../../../contract/commands.ts'
import type { BoardId, ChannelId, ClientId, PersonId, TaskId } from '../../../contract/ids.ts'
import type { TaskView } from '../../../contract/tasks.ts'
import type { BoardTasks } from './reducer.ts'

type Create = ParsedInputOf<'tasks.create'>
export type NewTaskInput = Pick<Create, 'clientId' | 'boardId' | 'listId' | 'title'> & Partial<Create>

export type TaskRequest =
  | { name: 'tasks.create'; input: NewTaskInput }
  | { name: 'tasks.update'; input: InputOf<'tasks.update'> }
  | { name: 'tasks.move'; input: InputOf<'tasks.move'> }
  | { name: 'tasks.archive'; input: InputOf<'tasks.archive'> }
  | { name: 'tasks.delete'; input: InputOf<'tasks.delete'> }

/** The task as it looks with the change: the fields that differ, the whole of a new one, or that it is gone. */
export type Look =
  | { kind: 'new'; task: TaskView }
  | { kind: 'fields'; fields: Partial<TaskView> }
  | { kind: 'gone' }

export type TaskChange = {
  clientId: ClientId
  boardId: BoardId
  channelId: ChannelId
  taskId: TaskId
  /** What the task is called, for the sentence that says that it could not be changed. */
  title: string
  request: TaskRequest
  look: Look
  state: 'sending' | 'failed'
  /** Why it was refused, in the reader's words when it was. */
  reason?: { code: string; message: string }
}

export type NewChange = Omit<TaskChange, 'clientId' | 'state' | 'reason'> & { clientId?: ClientId }

/** The tasks with the changes over them; the same map when none is about them. A refused one is not shown. */
export function drawChanges(tasks: BoardTasks, boardId: BoardId, changes: readonly TaskChange[]): BoardTasks {
  const waiting = changes.filter((change) => change.boardId === boardId && change.state === 'sending')
  return waiting.length === 0 ? tasks : waiting.reduce(draw, new Map(tasks))
}

function draw(tasks: Map<TaskId, TaskView>, { taskId, look }: TaskChange): Map<TaskId, TaskView> {
  const known = tasks.get(taskId)
  if (look.kind === 'gone') tasks.delete(taskId)
  else if (look.kind === 'new') tasks.set(taskId, known ?? look.task)
  else if (known) tasks.set(taskId, { ...known, ...look.fields })
  return tasks
}

/** One task with the changes over it; null when it is gone with them. */
export function drawTask(
  task: TaskView | undefined,
  taskId: TaskId,
  changes: readonly TaskChange[],
): TaskView | null {
  const mine = changes.filter((change) => change.taskId === taskId && change.state === 'sending')
  if (mine.length === 0) return task ?? null
  return mine.reduce(draw, new Map(task ? [[taskId, task]] : [])).get(taskId) ?? null
}

/** A task that the server has not numbered yet. */
export const isNew = ({ number }: TaskView): boolean => number === 0

/** How a new task looks until the server answers. */
export function newTask(
  input: NewTaskInput,
  rank: string,
  createdById: PersonId,
  createdAt: string,
  isDone: boolean,
): TaskView {
  return {
    id: input.clientId as string as TaskId,
    boardId: input.boardId,
    number: 0,
    listId: input.listId,
    rank,
    title: input.title,
    descriptionRevision: input.description ? 1 : 0,
    assigneeIds: input.assigneeIds ?? [],
    labelIds: input.labelIds ?? [],
    priority: input.priority ?? 'none',
    startDay: input.startDay ?? null,
    due: input.due ?? null,
    estimate: input.estimate ?? null,
    parentId: input.parentId ?? null,
    blockedByIds: [],
    checkCount: 0,
    checkedCount: 0,
    doneAt: isDone ? createdAt : null,
    archivedAt: null,
    createdById,
    createdAt,
    messageId: input.messageId ?? null,
    commentCount: 0,
    revision: 0,
  }
}
