// Where a moved task comes to stand: between the neighbours its mover saw, or as near to them as is possible by now.
import type { ParsedInputOf } from '../../../contract/commands.ts'
import type { Transaction } from '../../core/db.ts'
import { firstRank, lastRank, rankAfter, rankBefore, rankOf, type WholeTask } from './db.ts'
import { rankBetween } from './rank.ts'

type Wanted = Pick<ParsedInputOf<'tasks.move'>, 'listId' | 'afterId' | 'beforeId'>
/** The ranks between which it is to stand. */
type Gap = [lower: string | null, upper: string | null]

async function findGap(
  tx: Transaction,
  task: WholeTask,
  { listId, afterId, beforeId }: Wanted,
): Promise<Gap> {
  const place = { boardId: task.boardId, listId, exceptId: task.id }
  const above = afterId ? await rankOf(tx, place, afterId) : null
  if (above !== null) return [above, await rankAfter(tx, place, above)]
  const below = beforeId ? await rankOf(tx, place, beforeId) : null
  if (below !== null) return [await rankBefore(tx, place, below), below]
  if (afterId === null) return [null, await firstRank(tx, place)]
  return [await lastRank(tx, place), null]
}

/** The rank to give it; null: it stands there already. */
export async function findRank(tx: Transaction, task: WholeTask, wanted: Wanted): Promise<string | null> {
  const [lower, upper] = await findGap(tx, task, wanted)
  const isThere =
    task.listId === wanted.listId &&
    (lower === null || lower < task.rank) &&
    (upper === null || task.rank < upper)
  return isThere ? null : rankBetween(lower, upper)
}
