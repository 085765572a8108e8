// The own tasks by when they want to be done. Pure.

import { dueMoment } from '../../../../contract/lib/due.ts'
import type { TaskView } from '../../../../contract/tasks.ts'
import { urgencyOf } from '../due.ts'

export const groupKinds = ['overdue', 'today', 'next', 'waiting', 'someday', 'done'] as const
export type GroupKind = (typeof groupKinds)[number]

/** @param isWaiting whether something that it waits for is still to be done */
function groupOf(task: TaskView, now: Date, zone: string, isWaiting: (task: TaskView) => boolean): GroupKind {
  if (task.doneAt) return 'done'
  const urgency = urgencyOf(task, now, zone)
  if (urgency === 'overdue') return 'overdue'
  if (isWaiting(task)) return 'waiting'
  if (urgency === 'today') return 'today'
  return task.due ? 'next' : 'someday'
}

const moment = ({ due }: TaskView) => (due ? dueMoment(due).getTime() : Number.POSITIVE_INFINITY)
/** Without a date comes last; the difference of two of them is no number. */
const compare = (one: number, other: number) => (one === other ? 0 : one < other ? -1 : 1)
const weights = { urgent: 0, high: 1, medium: 2, low: 3, none: 4 }

/** Each group by due date, then by priority. */
export function groupMine(
  tasks: readonly TaskView[],
  now: Date,
  zone: string,
  isWaiting: (task: TaskView) => boolean,
): { kind: GroupKind; tasks: TaskView[] }[] {
  const sorted = [...tasks].sort(
    (one, other) =>
      compare(moment(one), moment(other)) ||
      weights[one.priority] - weights[other.priority] ||
      one.number - other.number,
  )
  return groupKinds
    .map((kind) => ({ kind, tasks: sorted.filter((task) => groupOf(task, now, zone, isWaiting) === kind) }))
    .filter((group) => group.tasks.length > 0)
}
