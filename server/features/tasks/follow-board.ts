// What becomes of tasks when their board changes: a list that means something else, a list or labels that go.
import type { ListView } from '../../../contract/boards.ts'
import type { LabelId, ListId } from '../../../contract/ids.ts'
import type { Context } from '../../core/context.ts'
import { lastRank, readLabelled, readList } from './db.ts'
import { ranksAfter } from './rank.ts'
import { type Changing, writeMany } from './write.ts'

/** Tasks in a list that has come to mean done are done now; in one that has ceased to, they are not. */
export async function settleList(context: Context, changing: Changing, list: ListView): Promise<void> {
  const tasks = await readList(changing.tx, changing.board.id, list.id)
  const doneAt = list.kind === 'done' ? context.clock.now() : null
  await writeMany(
    context,
    changing,
    tasks
      .filter((task) => (task.doneAt !== null) !== (doneAt !== null))
      .map((task) => ({ task, after: { ...task, doneAt } })),
  )
}

/** Moves the tasks of a list, in their order, to the end of another; archived ones, too. */
export async function emptyList(
  context: Context,
  changing: Changing,
  listId: ListId,
  target: ListView,
): Promise<void> {
  const { tx, board } = changing
  const tasks = await readList(tx, board.id, listId)
  const last = await lastRank(tx, { boardId: board.id, listId: target.id, exceptId: null })
  const ranks = ranksAfter(last, tasks.length)
  const now = context.clock.now()
  await writeMany(
    context,
    changing,
    tasks.map((task, index) => {
      const doneAt = target.kind === 'done' ? (task.doneAt ?? now) : null
      return { task, after: { ...task, listId: target.id, rank: ranks[index] as string, doneAt } }
    }),
  )
}

/** Takes labels off the tasks that have them. */
export async function dropLabels(context: Context, changing: Changing, gone: LabelId[]): Promise<void> {
  const tasks = await readLabelled(changing.tx, changing.board.id, gone)
  await writeMany(
    context,
    changing,
    tasks.map((task) => ({
      task,
      after: { ...task, labelIds: task.labelIds.filter((id) => !gone.includes(id)) },
    })),
  )
}
