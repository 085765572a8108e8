// The doors of boards and tasks.
import { type Route, route } from '../../http/route.ts'
import { browseBoards } from './boards/browse.ts'
import {
  addList,
  archiveBoard,
  moveList,
  removeList,
  saveLabels,
  updateBoardWords,
  updateList,
} from './boards/change.ts'
import { createBoard } from './boards/create.ts'
import { archiveTask, deleteTask, moveTask, updateTask } from './change.ts'
import { changeChecklist } from './checklist.ts'
import { createTask } from './create.ts'
import { findVisibleTasks, listHistory, listMine, listTasks, readTask } from './read.ts'

const boardRoutes: Route[] = [
  route('boards.create', async (context, actor, input) => ({
    board: await createBoard(context, actor, input),
  })),
  route('boards.update', async (context, actor, input) => ({
    board: await updateBoardWords(context, actor, input),
  })),
  route('boards.archive', async (context, actor, input) => ({
    board: await archiveBoard(context, actor, input),
  })),
  route('boards.addList', async (context, actor, input) => ({ board: await addList(context, actor, input) })),
  route('boards.updateList', async (context, actor, input) => ({
    board: await updateList(context, actor, input),
  })),
  route('boards.moveList', async (context, actor, input) => ({
    board: await moveList(context, actor, input),
  })),
  route('boards.removeList', async (context, actor, input) => ({
    board: await removeList(context, actor, input),
  })),
  route('boards.saveLabels', async (context, actor, input) => ({
    board: await saveLabels(context, actor, input),
  })),
  route('boards.browse', browseBoards),
]

export const taskRoutes: Route[] = [
  ...boardRoutes,
  route('tasks.create', async (context, actor, input) => ({ task: await createTask(context, actor, input) })),
  route('tasks.update', async (context, actor, input) => ({ task: await updateTask(context, actor, input) })),
  route('tasks.changeChecklist', changeChecklist),
  route('tasks.move', async (context, actor, input) => ({ task: await moveTask(context, actor, input) })),
  route('tasks.archive', async (context, actor, input) => ({
    task: await archiveTask(context, actor, input),
  })),
  route('tasks.delete', async (context, actor, input) => {
    await deleteTask(context, actor, input)
    return {}
  }),
  route('tasks.list', listTasks),
  route('tasks.mine', listMine),
  route('tasks.find', findVisibleTasks),
  route('tasks.read', readTask),
  route('tasks.history', listHistory),
]
