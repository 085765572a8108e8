// Writing changed tasks: the rows, their history, the journal. The callers hold the channel's stream.
import { randomUUID } from 'node:crypto'
import { channelStream } from '../../../contract/events.ts'
import type { BoardId, ChannelId, ClientId, PersonId } from '../../../contract/ids.ts'
import { dueMoment } from '../../../contract/lib/due.ts'
import type { Overwrite, TaskView } from '../../../contract/tasks.ts'
import type { Context } from '../../core/context.ts'
import type { Transaction } from '../../core/db.ts'
import type { Record } from '../../journal/journal.ts'
import {
  insertChanges,
  readTasks,
  retitleInJournal,
  type TaskState,
  type WholeTask,
  writeTasks,
} from './db.ts'
import { presentChanges, presentTask } from './present.ts'

/** A transaction on a board whose channel's stream is held. */
export type Changing = {
  tx: Transaction
  record: Record
  board: { id: BoardId; channelId: ChannelId }
  actor: { personId: PersonId }
}

const writable = (task: WholeTask, after: TaskState) => ({
  ...after,
  id: task.id,
  dueAt: after.due && dueMoment(after.due),
})

/** Writes one change, known by its clientId from then on, and answers the task as it is then. */
export async function writeChange(
  context: Context,
  { tx, record, board, actor }: Changing,
  task: WholeTask,
  { after, overwrote, clientId }: { after: TaskState; overwrote: Overwrite[]; clientId: ClientId },
): Promise<TaskView> {
  const differing = presentChanges(task, after)
  await writeTasks(tx, [writable(task, after)])
  const line = { taskId: task.id, clientId, kind: 'changed', ...differing } as const
  await insertChanges(tx, actor.personId, context.clock.now(), [line])
  if (after.title !== task.title) await retitleInJournal(tx, task.id, after.title)
  const [row] = (await readTasks(tx, [task.id])) as [WholeTask]
  const view = presentTask(row)
  const isBack = task.archivedAt !== null && after.archivedAt === null
  const { boardId, revision } = view
  const changed = { boardId, taskId: task.id, revision, changes: differing.after, overwrote }
  const event = isBack
    ? ({ type: 'task.restored', task: view } as const)
    : ({ type: 'task.changed', ...changed } as const)
  record(channelStream(board.channelId), event, task.id)
  return view
}

/** Writes what a change of the board brings about for many tasks, and tells it as one. Words never change this way. */
export async function writeMany(
  context: Context,
  { tx, record, board, actor }: Changing,
  changed: { task: WholeTask; after: TaskState }[],
): Promise<void> {
  if (changed.length === 0) return
  const lines = changed.map(({ task, after }) => ({ task, after, differing: presentChanges(task, after) }))
  await writeTasks(
    tx,
    lines.map(({ task, after }) => writable(task, after)),
  )
  await insertChanges(
    tx,
    actor.personId,
    context.clock.now(),
    lines.map(({ task, differing }) => ({
      taskId: task.id,
      clientId: randomUUID() as ClientId,
      kind: 'changed',
      ...differing,
    })),
  )
  const items = lines.map(({ task, differing }) => ({
    taskId: task.id,
    revision: task.revision + 1,
    changes: differing.after,
  }))
  record(channelStream(board.channelId), { type: 'tasks.changed', boardId: board.id, items }, board.id)
}
