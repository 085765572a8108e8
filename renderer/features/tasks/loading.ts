// Fetches boards and keeps them true with the entries of their channels.

import { channelOfStream, type Entry } from '../../../contract/events.ts'
import type { BoardId, ChannelId } from '../../../contract/ids.ts'
import { call } from '../../data/api.ts'
import { asApiError, hearWhile } from '../messages/fetching.ts'
import { applyToBoard, tasksFromList } from './reducer.ts'
import { type LoadedBoard, noTasks, shownBoards, tasksStore } from './state.ts'

/** Boards kept in memory that are not on screen. */
const mostUnseen = 5

const empty = (channelId: ChannelId): LoadedBoard => ({
  channelId,
  board: null,
  status: 'loading',
  error: null,
  tasks: new Map(),
  head: 0,
})

function put(boardId: BoardId, board: LoadedBoard): void {
  tasksStore.setState(({ boards }) => {
    const after = new Map(boards)
    after.delete(boardId)
    after.set(boardId, board)
    const unseen = [...after.keys()].filter((id) => id !== boardId && !shownBoards.has(id))
    for (const id of unseen.slice(0, Math.max(0, unseen.length - mostUnseen))) after.delete(id)
    return { boards: after }
  })
}

/** Only an answer to the newest asking counts. */
const asked = new Map<BoardId, number>()
let askings = 0

/** Fetches a board unless it is there. */
export async function openBoard(boardId: BoardId, channelId: ChannelId): Promise<void> {
  const known = tasksStore.getState().boards.get(boardId)
  if (known && known.status !== 'error') return
  await fetchBoard(boardId, known ?? empty(channelId))
}

async function fetchBoard(boardId: BoardId, before: LoadedBoard): Promise<void> {
  const mine = ++askings
  asked.set(boardId, mine)
  const isMine = () => asked.get(boardId) === mine
  put(boardId, { ...before, status: before.status === 'ready' ? 'ready' : 'loading', error: null })
  try {
    await hearWhile(
      before.channelId,
      () => call('tasks.list', { boardId }),
      ({ board, tasks, head }, heard) => {
        if (!isMine()) return
        const newer = heard.filter(({ number }) => number > head)
        const loaded = newer.reduce(
          (known, entry) => applyToBoard(known, boardId, entry),
          tasksFromList(tasks),
        )
        put(boardId, {
          ...before,
          channelId: board.channelId,
          board,
          status: 'ready',
          error: null,
          tasks: loaded,
          head,
        })
      },
    )
  } catch (error) {
    // What is there stays on screen.
    const status = before.status === 'ready' ? 'ready' : 'error'
    if (isMine()) put(boardId, { ...before, status, error: asApiError(error) })
  }
}

export function applyToBoards(entries: Entry[]): void {
  tasksStore.setState((state) => {
    let boards = state.boards
    for (const [boardId, loaded] of state.boards) {
      const news = entries.filter(
        ({ stream, number }) => number > loaded.head && channelOfStream(stream) === loaded.channelId,
      )
      const tasks = news.reduce((known, entry) => applyToBoard(known, boardId, entry), loaded.tasks)
      if (tasks !== loaded.tasks) boards = new Map(boards).set(boardId, { ...loaded, tasks })
    }
    return boards === state.boards ? state : { boards }
  })
}

/** Too much was missed: boards on screen are fetched anew, others when they are opened again. */
export function restartBoards(channelId?: ChannelId): void {
  const { boards } = tasksStore.getState()
  const concerned = [...boards].filter(([, board]) => !channelId || board.channelId === channelId)
  tasksStore.setState({
    boards: new Map([...boards].filter(([id]) => !concerned.some(([other]) => other === id))),
  })
  for (const [boardId, board] of concerned) if (shownBoards.has(boardId)) void fetchBoard(boardId, board)
}

/** The viewer is out of the channel: what they held of its boards goes. */
export function forgetBoards(channelId: ChannelId): void {
  tasksStore.setState(({ boards, cards }) => ({
    boards: new Map([...boards].filter(([, board]) => board.channelId !== channelId)),
    cards,
  }))
}

/** Tries again what could not be fetched, after the network came back. */
export function retryBoards(): void {
  for (const [boardId, board] of tasksStore.getState().boards)
    if (board.error && shownBoards.has(boardId)) void fetchBoard(boardId, board)
}

/** The session is over. */
export function forgetTasks(): void {
  asked.clear()
  tasksStore.setState(noTasks)
}
