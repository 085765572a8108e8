// Single tasks wherever they are shown: fetched together, and kept true by the entries of their channels.
import type { Entry } from '../../../contract/events.ts'
import type { TaskId } from '../../../contract/ids.ts'
import type { TaskView } from '../../../contract/tasks.ts'
import { call } from '../../data/api.ts'
import { changeKnown } from './reducer.ts'
import { shownCards, tasksStore } from './state.ts'

/** Those of one moment are asked for together; the contract takes so many. */
const mostAtOnce = 100
let wanted = new Set<TaskId>()
let isAsking = false

/** A task as newly answered; the higher revision wins. */
export function takeCard(task: TaskView): void {
  tasksStore.setState((state) => {
    const known = state.cards.get(task.id)
    if (known && known.revision >= task.revision) return state
    return { cards: new Map(state.cards).set(task.id, task) }
  })
}

/** Asks for a task that is not known. */
export function wantCard(taskId: TaskId): void {
  if (tasksStore.getState().cards.has(taskId)) return
  wanted.add(taskId)
  if (isAsking) return
  isAsking = true
  queueMicrotask(() => void askAll().finally(() => (isAsking = false)))
}

async function askAll(): Promise<void> {
  while (wanted.size > 0) {
    const taskIds = [...wanted].slice(0, mostAtOnce)
    wanted = new Set([...wanted].slice(mostAtOnce))
    const answer = await call('tasks.find', { taskIds }).catch(() => null)
    if (!answer) continue
    for (const task of answer.tasks) takeCard(task)
    const missing = taskIds.filter((id) => !tasksStore.getState().cards.has(id))
    if (missing.length === 0) continue
    tasksStore.setState(({ cards }) => ({
      cards: new Map([...cards, ...missing.map((id) => [id, null] as const)]),
    }))
  }
}

export function applyToCards(entries: Entry[]): void {
  tasksStore.setState((state) => {
    if (state.cards.size === 0) return state
    const cards = entries.reduce(changeKnown, state.cards)
    return cards === state.cards ? state : { cards }
  })
}

/** Entries may have been missed, or memberships have changed: what is on screen is asked for anew. */
export function restartCards(): void {
  tasksStore.setState({ cards: new Map() })
  for (const taskId of shownCards.ids()) wantCard(taskId)
}
