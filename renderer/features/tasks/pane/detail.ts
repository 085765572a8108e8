// What of a task only its pane shows: the description and the checklist. Fetched when it opens and after each change.
import { useEffect, useState } from 'react'
import { create } from 'zustand'
import type { InputOf } from '../../../../contract/commands.ts'
import type { TaskId } from '../../../../contract/ids.ts'
import type { TaskDetail, TaskView } from '../../../../contract/tasks.ts'
import { ApiError, call } from '../../../data/api.ts'
import { connectionStore } from '../../../data/connection.ts'
import { takeCard } from '../cards.ts'

type Held = { detail: TaskDetail | null; error: ApiError | null }
const detailsStore = create<{ taskId: TaskId | null } & Held>()(() => ({
  taskId: null,
  detail: null,
  error: null,
}))

/** Only the newest asking counts. */
let askings = 0

export async function readDetail(taskId: TaskId): Promise<void> {
  const mine = ++askings
  if (detailsStore.getState().taskId !== taskId) detailsStore.setState({ taskId, detail: null, error: null })
  try {
    take(await call('tasks.read', { taskId }), mine)
  } catch (error) {
    if (mine !== askings) return
    detailsStore.setState({
      error: error instanceof ApiError ? error : new ApiError('internal', String(error)),
    })
  }
}

function take(detail: TaskDetail, asking = ++askings): void {
  if (asking !== askings) return
  takeCard(detail.task)
  detailsStore.setState({ taskId: detail.task.id, detail, error: null })
}

/** Changes the checklist. Throws ApiError when refused. */
export async function changeChecklist(
  taskId: TaskId,
  change: InputOf<'tasks.changeChecklist'>['change'],
): Promise<void> {
  const detail = await call('tasks.changeChecklist', { taskId, change })
  if (detailsStore.getState().taskId === taskId) take(detail)
}

/** The detail of one task, as new as the revision that is known of it. */
export function useDetail(taskId: TaskId, task: TaskView | null | undefined): Held & { retry: () => void } {
  const held = detailsStore()
  const isMine = held.taskId === taskId
  const known = isMine ? (held.detail?.task.revision ?? null) : null
  const wanted = task?.revision ?? 0
  const isOnline = connectionStore(({ status }) => status === 'online')
  const [tries, setTries] = useState(0)
  const isStale = known === null || known < wanted
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try, and the network coming back, ask again
  useEffect(() => {
    if (isStale) void readDetail(taskId)
  }, [taskId, isStale, wanted, tries, isOnline])
  const { detail, error } = isMine ? held : { detail: null, error: null }
  return { detail, error, retry: () => setTries((count) => count + 1) }
}
