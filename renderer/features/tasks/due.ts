// When a task is due, in words and in urgency.
import type { TFunction } from 'i18next'
import { dueMoment } from '../../../contract/lib/due.ts'
import type { Due, TaskView } from '../../../contract/tasks.ts'

const dayMs = 86_400_000
export type Urgency = 'done' | 'overdue' | 'today' | 'soon' | 'later'

/** The calendar day of a moment in a zone, such as 2026-11-30. */
export const dayIn = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)

/** The day a task is due for somebody: a time of another zone may fall on another day here. */
export const dueDay = (due: Due, timeZone: string): string =>
  due.time === null ? due.day : dayIn(dueMoment(due), timeZone)

/** Whole days between two calendar days. */
export const daysFrom = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMs)

export function urgencyOf(task: Pick<TaskView, 'due' | 'doneAt'>, now: Date, timeZone: string): Urgency {
  if (!task.due) return 'later'
  if (task.doneAt) return 'done'
  if (dueMoment(task.due) <= now) return 'overdue'
  const days = daysFrom(dayIn(now, timeZone), dueDay(task.due, timeZone))
  return days <= 0 ? 'today' : days <= 2 ? 'soon' : 'later'
}

/** "Today", "Tomorrow 14:30", "Mon 30 Nov". */
export function dueText(t: TFunction, language: string, due: Due, now: Date, timeZone: string): string {
  const day = dueDay(due, timeZone)
  const days = daysFrom(dayIn(now, timeZone), day)
  const near = days === 0 ? 'today' : days === 1 ? 'tomorrow' : days === -1 ? 'yesterday' : null
  const date = near
    ? t(`tasks:due.${near}`)
    : new Intl.DateTimeFormat(language, {
        timeZone: 'UTC',
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        ...(Math.abs(days) > 300 && { year: 'numeric' }),
      }).format(new Date(day))
  if (due.time === null) return date
  const time = new Intl.DateTimeFormat(language, { timeZone, hour: 'numeric', minute: '2-digit' })
  return `${date} ${time.format(dueMoment(due))}`
}
