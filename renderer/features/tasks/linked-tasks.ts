// Which tasks a message shows: those made from it, and those that its links lead to. Pure.
import type { TaskId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'

const most = 5
const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

/** @param origin of this workspace: links elsewhere are nobody's tasks */
export function tasksOf({ id, body, taskIds, isTask }: MessageView, origin: string): TaskId[] {
  const ids = new Set<string>(isTask ? [id] : taskIds)
  if (!body.includes('/b/')) return [...ids].slice(0, most) as TaskId[]
  const start = origin.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  for (const [, taskId = ''] of body.matchAll(new RegExp(`${start}/b/${uuid}\\?task=(${uuid})`, 'gi')))
    ids.add(taskId.toLowerCase())
  return [...ids].slice(0, most) as TaskId[]
}
