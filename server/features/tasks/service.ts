// What other features may ask of tasks.
import type { ChannelId, TaskId } from '../../../contract/ids.ts'
import type { TaskView } from '../../../contract/tasks.ts'
import type { Context } from '../../core/context.ts'
import { readWithBoards } from './db.ts'
import { presentTask } from './present.ts'

/** A task as a search shows it: its name such as OPS-123, and the words that its card does not show. */
export type TaskHit = { task: TaskView; channelId: ChannelId; name: string; text: string }

/** Tasks that the caller has been allowed to see. */
export async function loadTaskHits(context: Context, taskIds: TaskId[]): Promise<Map<TaskId, TaskHit>> {
  const rows = await readWithBoards(context.db, taskIds)
  return new Map(
    rows.map((row) => {
      const text = [row.description, ...row.checks.map((check) => check.text)].filter(Boolean).join('\n')
      const name = `${row.key}-${row.number}`
      return [row.id, { task: presentTask(row), channelId: row.channelId, name, text }]
    }),
  )
}
