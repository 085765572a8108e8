// Changing a board: its name, its lists, its labels. Everybody in its channel gets the whole board with a revision.
import { type BoardView, maxLists } from '../../../../contract/boards.ts'
import type { ParsedInputOf } from '../../../../contract/commands.ts'
import { channelStream } from '../../../../contract/events.ts'
import type { BoardId } from '../../../../contract/ids.ts'
import type { Actor } from '../../../core/actor.ts'
import type { Context } from '../../../core/context.ts'
import type { Transaction } from '../../../core/db.ts'
import { AppError, demand, type Verdict } from '../../../core/errors.ts'
import { inTransaction, type Record } from '../../../journal/journal.ts'
import { canArchiveBoard, canManageBoard } from '../../boards/policy.ts'
import { presentBoard } from '../../boards/present.ts'
import { type BoardChange, type BoardRow, updateBoard } from '../../boards/service.ts'
import { renameHome } from '../../channels/service.ts'
import { dropLabels, emptyList, settleList } from '../follow-board.ts'
import { demandList, reachBoardForChange } from './reach.ts'

type Reached = Awaited<ReturnType<typeof reachBoardForChange>>
type Changing = { tx: Transaction; record: Record; board: BoardRow; actor: Actor }
/** What differs afterwards; null: nothing. */
type Change = (changing: Changing) => Promise<Partial<BoardChange> | null>

async function changeBoard(
  context: Context,
  actor: Actor,
  boardId: BoardId,
  change: Change,
  policy: typeof canManageBoard = canManageBoard,
): Promise<BoardView> {
  return inTransaction(context, actor.personId, async (tx, record) => {
    const { board, channel, isMember }: Reached = await reachBoardForChange(context, actor, boardId, tx)
    const verdict: Verdict = policy(actor, channel, isMember, board)
    demand(verdict)
    const changed = await change({ tx, record, board, actor })
    if (!changed) return presentBoard(board)
    const view = presentBoard(await updateBoard(tx, boardId, { ...board, ...changed }))
    record(channelStream(channel.id), { type: 'board.changed', board: view }, boardId)
    if (channel.isBoard && view.name !== board.name) await renameHome(tx, record, channel.id, view.name)
    return view
  })
}

/** Renames or describes a board. What it is already changes nothing. */
export function updateBoardWords(context: Context, actor: Actor, input: ParsedInputOf<'boards.update'>) {
  return changeBoard(context, actor, input.boardId, async ({ board }) => {
    const { name = board.name, description = board.description } = input
    return name === board.name && description === board.description ? null : { name, description }
  })
}

/** Archives a board or brings it back. Twice equals once. */
export function archiveBoard(context: Context, actor: Actor, input: ParsedInputOf<'boards.archive'>) {
  const { boardId, isArchived } = input
  const change: Change = async ({ board }) => (board.isArchived === isArchived ? null : { isArchived })
  return changeBoard(context, actor, boardId, change, canArchiveBoard)
}

/** Adds a list on the right. */
export function addList(context: Context, actor: Actor, input: ParsedInputOf<'boards.addList'>) {
  const { boardId, listId: id, name, kind, limit } = input
  return changeBoard(context, actor, boardId, async ({ board: { lists } }) => {
    if (lists.some((list) => list.id === id)) return null
    if (lists.length >= maxLists) throw new AppError('too_large', `A board can have ${maxLists} lists.`)
    return { lists: [...lists, { id, name, kind, limit }] }
  })
}

/** Changes a list; when it begins or ceases to mean that its tasks are done, they follow. */
export function updateList(context: Context, actor: Actor, input: ParsedInputOf<'boards.updateList'>) {
  const { boardId, listId } = input
  return changeBoard(context, actor, boardId, async ({ tx, record, board, actor }) => {
    const before = demandList(board, listId)
    const { name = before.name, kind = before.kind, limit = before.limit } = input
    if (name === before.name && kind === before.kind && limit === before.limit) return null
    const after = { id: listId, name, kind, limit }
    if ((kind === 'done') !== (before.kind === 'done'))
      await settleList(context, { tx, record, board, actor }, after)
    return { lists: board.lists.map((list) => (list.id === listId ? after : list)) }
  })
}

/** Puts a list behind another one, or to the left end. */
export function moveList(context: Context, actor: Actor, input: ParsedInputOf<'boards.moveList'>) {
  const { boardId, listId, afterId } = input
  return changeBoard(context, actor, boardId, async ({ board }) => {
    const list = demandList(board, listId)
    if (afterId === listId) return null
    if (afterId) demandList(board, afterId)
    const others = board.lists.filter(({ id }) => id !== listId)
    const at = afterId ? others.findIndex(({ id }) => id === afterId) + 1 : 0
    const lists = [...others.slice(0, at), list, ...others.slice(at)]
    return lists.every(({ id }, index) => id === board.lists[index]?.id) ? null : { lists }
  })
}

/** Takes a list off the board; its tasks go to the end of another one. A list that is gone already changes nothing. */
export function removeList(context: Context, actor: Actor, input: ParsedInputOf<'boards.removeList'>) {
  const { boardId, listId, moveTasksTo } = input
  return changeBoard(context, actor, boardId, async ({ tx, record, board, actor }) => {
    const target = demandList(board, moveTasksTo)
    if (listId === moveTasksTo)
      throw new AppError('invalid_input', 'Name another list for its tasks.', { field: 'moveTasksTo' })
    if (!board.lists.some(({ id }) => id === listId)) return null
    await emptyList(context, { tx, record, board, actor }, listId, target)
    return { lists: board.lists.filter(({ id }) => id !== listId) }
  })
}

/** Replaces the labels; those left out go off their tasks. */
export function saveLabels(context: Context, actor: Actor, input: ParsedInputOf<'boards.saveLabels'>) {
  const { boardId, labels } = input
  return changeBoard(context, actor, boardId, async ({ tx, record, board, actor }) => {
    const kept = new Set(labels.map(({ id }) => id))
    const gone = board.labels.map(({ id }) => id).filter((id) => !kept.has(id))
    if (gone.length > 0) await dropLabels(context, { tx, record, board, actor }, gone)
    return JSON.stringify(labels) === JSON.stringify(board.labels) ? null : { labels }
  })
}
