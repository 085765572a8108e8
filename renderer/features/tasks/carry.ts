// A task that is carried by keyboard: where it would stand if it were put down now. Pure.
import type { ListId, TaskId } from '../../../contract/ids.ts'
import type { TaskView } from '../../../contract/tasks.ts'

export type Lists = ReadonlyMap<ListId, readonly TaskView[]>
export type Carry = { taskId: TaskId; listId: ListId; index: number }
export type Step = 'up' | 'down' | 'left' | 'right' | 'first' | 'last'

/** Where a task stands; null when it is in none of the lists. */
export function placeOf(lists: Lists, taskId: TaskId | null): Carry | null {
  if (taskId === null) return null
  for (const [listId, tasks] of lists) {
    const index = tasks.findIndex(({ id }) => id === taskId)
    if (index >= 0) return { taskId, listId, index }
  }
  return null
}

const clamp = (value: number, most: number) => Math.max(0, Math.min(value, most))

/** The list beside one, or itself at the edge of the board. */
function besides(lists: Lists, listId: ListId, step: Step): ListId {
  const ids = [...lists.keys()]
  const at = ids.indexOf(listId) + (step === 'left' ? -1 : step === 'right' ? 1 : 0)
  return ids[clamp(at, ids.length - 1)] ?? listId
}

/** One step with a carried task. The lists are those without it. */
export function stepCarry(lists: Lists, carry: Carry, step: Step): Carry {
  const without = (listId: ListId) => (lists.get(listId) ?? []).filter(({ id }) => id !== carry.taskId).length
  const listId = besides(lists, carry.listId, step)
  const most = without(listId)
  const wanted =
    step === 'up' ? carry.index - 1 : step === 'down' ? carry.index + 1 : step === 'first' ? 0 : most
  const index = step === 'left' || step === 'right' ? carry.index : wanted
  return { ...carry, listId, index: clamp(index, most) }
}

/** The task beside another one; lists without tasks are stepped over. */
export function stepFocus(lists: Lists, from: Carry, step: Step): TaskId | null {
  const tasks = lists.get(from.listId) ?? []
  if (step === 'up' || step === 'down') {
    const to = clamp(from.index + (step === 'up' ? -1 : 1), tasks.length - 1)
    return tasks[to]?.id ?? null
  }
  if (step === 'first' || step === 'last') return (step === 'first' ? tasks[0] : tasks.at(-1))?.id ?? null
  const ids = [...lists.keys()]
  const direction = step === 'left' ? -1 : 1
  for (let at = ids.indexOf(from.listId) + direction; at >= 0 && at < ids.length; at += direction) {
    const beside = lists.get(ids[at] as ListId) ?? []
    const task = beside[clamp(from.index, beside.length - 1)]
    if (task) return task.id
  }
  return from.taskId
}

/** The lists as they look while a task is carried. */
export function withCarried(lists: Lists, { taskId, listId, index }: Carry, task: TaskView): Lists {
  const drawn = new Map(lists)
  for (const [id, tasks] of lists) {
    const others = tasks.filter((other) => other.id !== taskId)
    if (id === listId) drawn.set(id, [...others.slice(0, index), { ...task, listId }, ...others.slice(index)])
    else if (others.length !== tasks.length) drawn.set(id, others)
  }
  return drawn
}
