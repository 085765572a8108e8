// The boards in memory, and which are on screen.
import { create } from 'zustand'
import type { BoardView } from '../../../contract/boards.ts'
import type { BoardId, ChannelId, TaskId } from '../../../contract/ids.ts'
import type { TaskView } from '../../../contract/tasks.ts'
import type { ApiError } from '../../data/api.ts'
import type { BoardTasks } from './reducer.ts'

export type LoadedBoard = {
  channelId: ChannelId
  /** As it was when it was fetched; where its channel is the viewer's, the channel knows it better. */
  board: BoardView | null
  status: 'loading' | 'ready' | 'error'
  error: ApiError | null
  tasks: BoardTasks
  /** The number of the channel's stream that `tasks` include. */
  head: number
}

export type TasksState = {
  boards: ReadonlyMap<BoardId, LoadedBoard>
  /** Single tasks that something shows, such as a card in a message; null: not there for the viewer. */
  cards: ReadonlyMap<TaskId, TaskView | null>
}

export const noTasks: TasksState = { boards: new Map(), cards: new Map() }
export const tasksStore = create<TasksState>()(() => noTasks)

/** How often something on screen shows each of them. */
export function countShown<Id>() {
  const shown = new Map<Id, number>()
  return {
    has: (id: Id) => shown.has(id),
    ids: () => [...shown.keys()],
    keep(id: Id): () => void {
      shown.set(id, (shown.get(id) ?? 0) + 1)
      return () => {
        const left = (shown.get(id) ?? 1) - 1
        if (left > 0) shown.set(id, left)
        else shown.delete(id)
      }
    },
  }
}

export const shownBoards = countShown<BoardId>()
export const shownCards = countShown<TaskId>()
