// Boards as rows and views, for those who ask who may see them by themselves: a channel tells of its boards, and
// features/tasks does everything that is done with them.
import type { BoardView } from '../../../contract/boards.ts'
import type { ChannelId } from '../../../contract/ids.ts'
import type { Database, Transaction } from '../../core/db.ts'
import { listBoards } from './db.ts'
import { presentBoard } from './present.ts'

export {
  type BoardChange,
  type BoardRow,
  browseBoardRows,
  findBoard,
  findMadeBoard,
  insertBoard,
  updateBoard,
} from './db.ts'

/** The boards of channels that the caller has been allowed to see, in one query whatever their number. */
export async function loadBoards(
  db: Database | Transaction,
  channelIds: ChannelId[],
): Promise<Map<ChannelId, BoardView[]>> {
  const boards = channelIds.length > 0 ? (await listBoards(db, channelIds)).map(presentBoard) : []
  return Map.groupBy(boards, ({ channelId }) => channelId)
}
