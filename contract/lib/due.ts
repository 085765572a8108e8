// When "due on Friday" is over: the moment a due day or time means, on the clock of its zone. Pure.
import type { Due } from '../tasks.ts'
import { minuteMs, nextAt } from './wall-clock.ts'
import { spanOf } from './zoned-day.ts'

/** The moment from which a task is overdue: its time, or the end of its day. */
export function dueMoment({ day, time, timeZone }: Due): Date {
  const { from, to } = spanOf(day, timeZone, new Date(0))
  if (time === null) return to
  return time === '00:00' ? from : nextAt(timeZone, time, new Date(from.getTime() - minuteMs))
}
