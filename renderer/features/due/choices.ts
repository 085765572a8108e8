// The moments that are offered with one press.
import { dayAt, daysToMonday } from './zoned.ts'

export type Choice = { id: 'minutes20' | 'hour' | 'hours3' | 'tomorrow' | 'monday'; at: Date }

const minuteMs = 60_000
const morning = 9

const tomorrow = (now: Date, zone: string): Choice => ({ id: 'tomorrow', at: dayAt(now, zone, 1, morning) })

/** Not on a Sunday, when it is tomorrow. */
function monday(now: Date, zone: string): Choice[] {
  const days = daysToMonday(now, zone)
  return days === 1 ? [] : [{ id: 'monday', at: dayAt(now, zone, days, morning) }]
}

/** For a message to be sent later. A whole minute: nobody writes at 14:03:27. */
export function sendChoices(now: Date, zone: string): Choice[] {
  const inAnHour = new Date(Math.floor(now.getTime() / minuteMs) * minuteMs + 60 * minuteMs)
  return [{ id: 'hour', at: inAnHour }, tomorrow(now, zone), ...monday(now, zone)]
}

/** For a reminder. */
export function remindChoices(now: Date, zone: string): Choice[] {
  const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * minuteMs)
  return [
    { id: 'minutes20', at: inMinutes(20) },
    { id: 'hour', at: inMinutes(60) },
    { id: 'hours3', at: inMinutes(180) },
    tomorrow(now, zone),
    ...monday(now, zone),
  ]
}
