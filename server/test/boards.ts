// Boards and tasks for a test.
import { randomUUID } from 'node:crypto'
import type { BoardView } from '../../contract/boards.ts'
import type { InputOf } from '../../contract/commands.ts'
import type { LabelId, ListId, TaskId } from '../../contract/ids.ts'
import type { TaskView } from '../../contract/tasks.ts'
import { type Client, newClientId } from './client.ts'

let made = 0

/** A board with the usual three lists, public and in a channel of its own unless said otherwise. */
export async function makeBoard(
  maker: Client,
  more: Partial<InputOf<'boards.create'>> = {},
): Promise<BoardView> {
  made += 1
  const input = { clientId: newClientId(), name: `Board ${made}`, key: `B${made}`, ...more }
  return (await maker.call('boards.create', input)).board
}

/** The list at a place of a board, from the left. */
export const listOf = ({ lists }: BoardView, index = 0): ListId => lists[index]?.id as ListId

export async function makeTask(
  maker: Client,
  board: BoardView,
  title: string,
  more: Partial<InputOf<'tasks.create'>> = {},
): Promise<TaskView> {
  const input = { clientId: newClientId(), boardId: board.id, listId: listOf(board), title, ...more }
  return (await maker.call('tasks.create', input)).task
}

/** Changes fields of a task as somebody who has seen it as it is given. */
export async function changeTask(
  who: Client,
  { id: taskId, revision: seenRevision }: Pick<TaskView, 'id' | 'revision'>,
  changes: InputOf<'tasks.update'>['changes'],
): Promise<TaskView> {
  return (await who.call('tasks.update', { taskId, clientId: newClientId(), seenRevision, changes })).task
}

export const tasksOn = async (who: Client, board: Pick<BoardView, 'id'>): Promise<TaskView[]> =>
  (await who.call('tasks.list', { boardId: board.id })).tasks

/** The titles of a list, from top to bottom. */
export const titlesIn = async (who: Client, board: BoardView, index = 0): Promise<string[]> =>
  (await tasksOn(who, board))
    .filter(({ listId }) => listId === listOf(board, index))
    .map(({ title }) => title)

export const newLabelId = () => randomUUID() as LabelId
export const newListId = () => randomUUID() as ListId
export const nobodysTask = () => randomUUID() as TaskId
