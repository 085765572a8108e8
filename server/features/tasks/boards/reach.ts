// Loads a board with permission: whoever may not see its channel learns nothing, not even that it exists.
import type { ListView } from '../../../../contract/boards.ts'
import type { BoardId, ListId } from '../../../../contract/ids.ts'
import type { Actor } from '../../../core/actor.ts'
import type { Context } from '../../../core/context.ts'
import type { Database, Transaction } from '../../../core/db.ts'
import { AppError, notFound } from '../../../core/errors.ts'
import { type BoardRow, findBoard } from '../../boards/service.ts'
import { reachChannel, reachChannelForChange } from '../../channels/service.ts'

const hide = (error: unknown): never => {
  throw error instanceof AppError && error.code === 'not_found' ? notFound('board') : error
}

async function demandBoard(db: Database | Transaction, boardId: BoardId): Promise<BoardRow> {
  const board = await findBoard(db, boardId)
  if (!board) throw notFound('board')
  return board
}

/** A board the actor may see, its channel, and the own membership there, null when there is none. */
export async function reachBoard(
  context: Context,
  actor: Actor,
  boardId: BoardId,
  db: Database | Transaction = context.db,
) {
  const board = await demandBoard(db, boardId)
  const place = await reachChannel(context, actor, board.channelId, db).catch(hide)
  return { board, ...place }
}

/** As reachBoard, and board and tasks stay as they are read until the commit: who changes them takes the channel's stream. */
export async function reachBoardForChange(context: Context, actor: Actor, boardId: BoardId, tx: Transaction) {
  const { channelId } = await demandBoard(tx, boardId)
  const place = await reachChannelForChange(context, actor, channelId, tx).catch(hide)
  return { board: await demandBoard(tx, boardId), ...place, isMember: place.membership !== null }
}

/** Throws not_found when the board has no such list (any more). */
export function demandList({ lists }: Pick<BoardRow, 'lists'>, listId: ListId): ListView {
  const list = lists.find(({ id }) => id === listId)
  if (!list) throw notFound('list')
  return list
}
