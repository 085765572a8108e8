// Tells the viewer what became of their changes: refused by the server, or written over by somebody else.
import i18next from 'i18next'
import type { Entry } from '../../../contract/events.ts'
import type { TaskView } from '../../../contract/tasks.ts'
import { showToast } from '../../ui/Toast.tsx'
import { myId, personName } from '../people/store.ts'
import { takeCard } from './cards.ts'
import { shownBoards, tasksStore } from './state.ts'
import { findTask } from './store.ts'
import type { TaskChange } from './task-change.ts'
import { retryChange } from './task-outbox.ts'

/** The server's answer to a change takes its place in what is shown. */
export function takeAnswer({ boardId, taskId }: TaskChange, task: TaskView | null): void {
  if (task && tasksStore.getState().cards.has(taskId)) takeCard(task)
  tasksStore.setState((state) => {
    const loaded = state.boards.get(boardId)
    if (!loaded) return state
    const known = loaded.tasks.get(taskId)
    if (task && known && known.revision >= task.revision) return state
    const tasks = new Map(loaded.tasks)
    if (task && !task.archivedAt) tasks.set(taskId, task)
    else tasks.delete(taskId)
    return { boards: new Map(state.boards).set(boardId, { ...loaded, tasks }) }
  })
}

/** It stays to be tried again; what was typed is in it. */
export function tellRefused({ boardId, clientId, title, reason }: TaskChange): void {
  // The board itself says it where it is on screen (NotApplied.tsx).
  if (shownBoards.has(boardId)) return
  showToast({
    tone: 'danger',
    title: i18next.t('tasks:refused', { title }),
    body: reason?.message,
    action: { label: i18next.t('tasks:tryAgain'), run: () => retryChange(clientId) },
  })
}

/** Somebody wrote over what the viewer had just written there. */
export function tellOverwrites(entries: Entry[]): void {
  const me = myId()
  for (const { event, actorId } of entries) {
    if (event.type !== 'task.changed' || actorId === me || !actorId) continue
    for (const { field, personId } of event.overwrote) {
      if (personId !== me) continue
      showToast({
        title: i18next.t('tasks:overwritten', {
          name: personName(actorId),
          field: i18next.t(`tasks:fields.${field}`),
          title: findTask(event.taskId)?.title ?? '',
        }),
      })
    }
  }
}
