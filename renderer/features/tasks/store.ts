// Boards and tasks as the viewer sees them: the server's word with the viewer's own changes over it.
import { useEffect, useMemo, useRef } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { BoardView } from '../../../contract/boards.ts'
import type { BoardId, ChannelId, ListId, TaskId } from '../../../contract/ids.ts'
import type { TaskView } from '../../../contract/tasks.ts'
import { listOf } from '../../data/list-of.ts'
import { channelsStore } from '../channels/store.ts'
import { wantCard } from './cards.ts'
import { openBoard } from './loading.ts'
import type { BoardTasks } from './reducer.ts'
import { shownBoards, shownCards, tasksStore } from './state.ts'
import { drawChanges, drawTask } from './task-change.ts'
import { taskOutboxStore } from './task-outbox.ts'

export type KnownBoard = { board: BoardView; channelId: ChannelId; isMember: boolean }

/** The boards of the viewer's channels, without archived ones, by name. */
export function useBoards(): BoardView[] {
  // Every message makes new channels; the boards in them stay the same, and nothing is drawn anew.
  return channelsStore(useShallow(({ channels }) => boardsOf(listOf(channels))))
}

const boardsOf = (channels: { channel: { isArchived: boolean }; state: { boards: BoardView[] } }[]) =>
  channels
    .filter(({ channel }) => !channel.isArchived)
    .flatMap(({ state }) => state.boards.filter(({ isArchived }) => !isArchived))
    .sort((one, other) => one.name.localeCompare(other.name))

export const isSameList = <Item>(one: readonly Item[], other: readonly Item[]): boolean =>
  one.length === other.length && one.every((item, index) => item === other[index])

/** A board that the viewer is on, or one of a public channel that has been opened. */
export function useBoard(boardId: BoardId | null | undefined): KnownBoard | null {
  const own = channelsStore((state) => {
    for (const joined of boardId ? state.channels.values() : [])
      if (joined.state.boards.some(({ id }) => id === boardId)) return joined
    return undefined
  })
  const opened = tasksStore((state) => (boardId ? state.boards.get(boardId)?.board : null))
  const board = own?.state.boards.find(({ id }) => id === boardId) ?? opened
  const isMember = own !== undefined
  return useMemo(() => board && { board, channelId: board.channelId, isMember }, [board, isMember]) ?? null
}

export type BoardPage = {
  status: 'loading' | 'ready' | 'error'
  error: unknown
  tasks: BoardTasks
}
const nothing: BoardTasks = new Map()

/** The tasks of a board, fetched when they are not there, with the viewer's changes over them. */
export function useBoardTasks(boardId: BoardId, channelId: ChannelId | null): BoardPage {
  const loaded = tasksStore((state) => state.boards.get(boardId))
  const changes = taskOutboxStore((state) => state.changes)
  useEffect(() => shownBoards.keep(boardId), [boardId])
  const isThere = loaded !== undefined
  // A board whose channel is not known yet (a public one) is looked for by its id alone.
  useEffect(() => {
    if (!isThere) void openBoard(boardId, channelId ?? ('' as ChannelId))
  }, [boardId, channelId, isThere])
  const tasks = useMemo(
    () => drawChanges(loaded?.tasks ?? nothing, boardId, changes),
    [loaded?.tasks, boardId, changes],
  )
  return { status: loaded?.status ?? 'loading', error: loaded?.error ?? null, tasks }
}

/** By rank, byte by byte; of two that are the same the smaller id is first. */
export function byRank(one: TaskView, other: TaskView): number {
  if (one.rank !== other.rank) return one.rank < other.rank ? -1 : 1
  return one.id < other.id ? -1 : 1
}

/** The tasks of a list as the viewer sees them now, in their order; none where the board is not in memory. */
export function tasksIn(boardId: BoardId, listId: ListId): TaskView[] {
  const loaded = tasksStore.getState().boards.get(boardId)?.tasks ?? nothing
  const drawn = drawChanges(loaded, boardId, taskOutboxStore.getState().changes)
  return [...drawn.values()].filter((task) => task.listId === listId).sort(byRank)
}

/** The tasks of each list in their order; a list in which nothing changed is the same array as before. */
export function useLists(board: BoardView | undefined, tasks: BoardTasks): ReadonlyMap<ListId, TaskView[]> {
  const before = useRef<ReadonlyMap<ListId, TaskView[]>>(new Map())
  return useMemo(() => {
    const lists = new Map<ListId, TaskView[]>((board?.lists ?? []).map(({ id }) => [id, []]))
    for (const task of tasks.values()) lists.get(task.listId)?.push(task)
    for (const [id, list] of lists) {
      list.sort(byRank)
      const known = before.current.get(id)
      if (known && isSameList(known, list)) lists.set(id, known)
    }
    before.current = lists
    return lists
  }, [board?.lists, tasks])
}

/** A task as it stands, wherever it is known from; undefined while it is asked for, null when it is not there. */
export function useTask(taskId: TaskId): TaskView | null | undefined {
  const held = tasksStore((state) => newest(state, taskId))
  const changes = taskOutboxStore((state) => state.changes)
  useEffect(() => shownCards.keep(taskId), [taskId])
  useEffect(() => {
    if (held === undefined) wantCard(taskId)
  }, [taskId, held])
  const drawn = useMemo(() => drawTask(held ?? undefined, taskId, changes), [held, taskId, changes])
  return drawn ?? (held === undefined ? undefined : null)
}

/** What is known of a task: of two views the higher revision counts. */
function newest({ boards, cards }: ReturnType<typeof tasksStore.getState>, taskId: TaskId) {
  const card = cards.get(taskId)
  for (const { tasks } of boards.values()) {
    const found = tasks.get(taskId)
    if (found && (!card || found.revision >= card.revision)) return found
  }
  return card
}

export const findTask = (taskId: TaskId): TaskView | null =>
  drawTask(newest(tasksStore.getState(), taskId) ?? undefined, taskId, taskOutboxStore.getState().changes)
