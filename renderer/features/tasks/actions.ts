// What the viewer does to tasks. Everything is shown at once and sent by the outbox.
import { generateKeyBetween } from 'fractional-indexing'
import type { BoardView } from '../../../contract/boards.ts'
import type { InputOf } from '../../../contract/commands.ts'
import type { ClientId, LabelId, ListId, PersonId, TaskId } from '../../../contract/ids.ts'
import type { TaskView } from '../../../contract/tasks.ts'
import { newId } from '../../data/new-id.ts'
import { myId } from '../people/store.ts'
import { byRank, tasksIn } from './store.ts'
import { type NewTaskInput, newTask } from './task-change.ts'
import { changeTask } from './task-outbox.ts'

const clientIdOf = () => newId() as ClientId

/** A place between two tasks until the server gives one; where two stand at the same, theirs. */
function provisionalRank(above: TaskView | undefined, below: TaskView | undefined): string {
  const [lower, upper] = [above?.rank ?? null, below?.rank ?? null]
  if (lower !== null && upper !== null && lower >= upper) return lower
  return generateKeyBetween(lower, upper)
}

type Fields = Omit<NewTaskInput, 'clientId' | 'boardId' | 'listId'>

/** Makes a task; gives its id, which it keeps. */
export function createTask(board: BoardView, listId: ListId, fields: Fields): TaskId {
  const clientId = clientIdOf()
  const inList = tasksIn(board.id, listId)
  const input = { clientId, boardId: board.id, listId, ...fields }
  const rank = fields.atTop
    ? provisionalRank(undefined, inList[0])
    : provisionalRank(inList.at(-1), undefined)
  const isDone = board.lists.find(({ id }) => id === listId)?.kind === 'done'
  const task = newTask(input, rank, myId() as PersonId, new Date().toISOString(), isDone)
  changeTask({
    clientId,
    boardId: board.id,
    channelId: board.channelId,
    taskId: task.id,
    title: task.title,
    request: { name: 'tasks.create', input },
    look: { kind: 'new', task },
  })
  return task.id
}

const about = (board: BoardView, task: TaskView) => ({
  boardId: board.id,
  channelId: board.channelId,
  taskId: task.id,
  title: task.title,
})

/** Puts a task at a place of a list. @param others the list's tasks in their order, without this one */
export function moveTask(
  board: BoardView,
  task: TaskView,
  listId: ListId,
  others: readonly TaskView[],
  index: number,
): void {
  const [above, below] = [others[index - 1], others[index]]
  const isThere =
    task.listId === listId && (!above || byRank(above, task) < 0) && (!below || byRank(task, below) < 0)
  if (isThere) return
  const clientId = clientIdOf()
  const isDone = board.lists.find(({ id }) => id === listId)?.kind === 'done'
  const doneAt = isDone ? (task.doneAt ?? new Date().toISOString()) : null
  changeTask({
    ...about(board, task),
    clientId,
    request: {
      name: 'tasks.move',
      input: { taskId: task.id, clientId, listId, afterId: above?.id ?? null, beforeId: below?.id ?? null },
    },
    look: { kind: 'fields', fields: { listId, rank: provisionalRank(above, below), doneAt } },
  })
}

/** Puts a task at the end of a list. */
export function moveToList(board: BoardView, task: TaskView, listId: ListId): void {
  const others = tasksIn(board.id, listId).filter(({ id }) => id !== task.id)
  moveTask(board, task, listId, others, others.length)
}

type Changes = InputOf<'tasks.update'>['changes']

type SetChange = { add?: string[] | undefined; remove?: string[] | undefined }
/** What is asked for carries no brands; it is of the same kind. */
const merged = <Id extends string>(now: Id[], { add = [], remove = [] }: SetChange): Id[] =>
  [...new Set([...now, ...(add as Id[])])].filter((id) => !remove.includes(id))

function lookOf(task: TaskView, changes: Changes): Partial<TaskView> {
  const { description, assigneeIds, labelIds, blockedByIds, ...plain } = changes
  return {
    ...(plain as Partial<TaskView>),
    ...(assigneeIds && { assigneeIds: merged(task.assigneeIds, assigneeIds) }),
    ...(labelIds && { labelIds: merged(task.labelIds, labelIds) }),
    ...(blockedByIds && { blockedByIds: merged(task.blockedByIds, blockedByIds) }),
    ...(description !== undefined && { descriptionRevision: task.descriptionRevision + 1 }),
  }
}

/** Changes fields. @param seenRevision the revision the viewer began from, when it was an earlier one */
export function updateTask(
  board: BoardView,
  task: TaskView,
  changes: Changes,
  seenRevision = task.revision,
): void {
  const clientId = clientIdOf()
  changeTask({
    ...about(board, task),
    clientId,
    request: { name: 'tasks.update', input: { taskId: task.id, clientId, seenRevision, changes } },
    look: { kind: 'fields', fields: lookOf(task, changes) },
  })
}

export const assign = (board: BoardView, task: TaskView, personId: PersonId, isOn: boolean): void =>
  updateTask(board, task, { assigneeIds: isOn ? { add: [personId] } : { remove: [personId] } })

export const label = (board: BoardView, task: TaskView, labelId: LabelId, isOn: boolean): void =>
  updateTask(board, task, { labelIds: isOn ? { add: [labelId] } : { remove: [labelId] } })

export function archiveTask(board: BoardView, task: TaskView, isArchived: boolean): void {
  changeTask({
    ...about(board, task),
    request: { name: 'tasks.archive', input: { taskId: task.id, isArchived } },
    look: isArchived ? { kind: 'gone' } : { kind: 'fields', fields: { archivedAt: null } },
  })
}

export function deleteTask(board: BoardView, task: TaskView): void {
  changeTask({
    ...about(board, task),
    request: { name: 'tasks.delete', input: { taskId: task.id } },
    look: { kind: 'gone' },
  })
}
