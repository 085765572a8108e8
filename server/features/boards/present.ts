// row → view
import type { BoardView } from '../../../contract/boards.ts'
import type { BoardRow } from './db.ts'

export const presentBoard = ({ createdAt, ...board }: BoardRow): BoardView => ({
  ...board,
  createdAt: createdAt.toISOString(),
})
