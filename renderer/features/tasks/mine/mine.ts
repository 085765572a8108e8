// The viewer's own tasks over all boards: asked for when the page shows them, and kept true by entries.
import { useEffect, useMemo } from 'react'
import { create } from 'zustand'
import type { Entry } from '../../../../contract/events.ts'
import type { TaskId } from '../../../../contract/ids.ts'
import type { TaskView } from '../../../../contract/tasks.ts'
import { call } from '../../../data/api.ts'
import { connectionStore } from '../../../data/connection.ts'
import { myId } from '../../people/store.ts'
import { tasksStore } from '../state.ts'
import { drawTask } from '../task-change.ts'
import { taskOutboxStore } from '../task-outbox.ts'

type Mine = { ids: readonly TaskId[] | null; error: unknown }
const mineStore = create<Mine>()(() => ({ ids: null, error: null }))

let shown = 0
let isAsking = false
let isStale = false

export async function refreshMine(): Promise<void> {
  isStale = true
  if (isAsking) return
  isAsking = true
  while (isStale) {
    isStale = false
    try {
      const { tasks } = await call('tasks.mine', {})
      tasksStore.setState(({ cards }) => ({ cards: withNewer(cards, tasks) }))
      mineStore.setState({ ids: tasks.map(({ id }) => id), error: null })
    } catch (error) {
      mineStore.setState({ error })
    }
  }
  isAsking = false
}

type Cards = ReturnType<typeof tasksStore.getState>['cards']

function withNewer(cards: Cards, tasks: TaskView[]): Cards {
  const after = new Map(cards)
  for (const task of tasks) if ((after.get(task.id)?.revision ?? -1) < task.revision) after.set(task.id, task)
  return after
}

/** What these entries change of the list; fields of tasks on it follow by themselves. */
export function hearMine(entries: Entry[]): void {
  if (shown === 0) return
  const me = myId()
  const isNews = entries.some(({ event }) => {
    if (event.type === 'task.created' || event.type === 'task.restored')
      return me !== null && event.task.assigneeIds.includes(me)
    return event.type === 'task.changed' && event.changes.assigneeIds !== undefined
  })
  if (isNews) void refreshMine()
}

/** Entries may have been missed. */
export function restartMine(): void {
  if (shown > 0) void refreshMine()
}

export function forgetMine(): void {
  mineStore.setState({ ids: null, error: null })
}

export function useMine(): { tasks: TaskView[] | null; error: unknown } {
  const { ids, error } = mineStore()
  const cards = tasksStore((state) => state.cards)
  const changes = taskOutboxStore((state) => state.changes)
  const isOnline = connectionStore(({ status }) => status === 'online')
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for again once the network is back
  useEffect(() => {
    shown += 1
    void refreshMine()
    return () => {
      shown -= 1
    }
  }, [isOnline])
  const tasks = useMemo(() => {
    const me = myId()
    const held = ids?.flatMap((id) => drawTask(cards.get(id) ?? undefined, id, changes) ?? [])
    return held?.filter((task) => me && task.assigneeIds.includes(me) && !task.archivedAt) ?? null
  }, [ids, cards, changes])
  return { tasks, error }
}
