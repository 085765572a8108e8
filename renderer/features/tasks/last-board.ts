// The board that new tasks are likely for: one of the conversation at hand, else the last one used on this device.
import type { BoardView } from '../../../contract/boards.ts'
import type { BoardId, ChannelId } from '../../../contract/ids.ts'

const storageKey = 'nucleus.tasks.lastBoard'

export const keepLastBoard = (boardId: BoardId): void => localStorage.setItem(storageKey, boardId)

export function lastBoard(boards: readonly BoardView[], channelId: ChannelId | null): BoardView | undefined {
  const last = localStorage.getItem(storageKey)
  return (
    boards.find((board) => board.channelId === channelId) ?? boards.find(({ id }) => id === last) ?? boards[0]
  )
}
