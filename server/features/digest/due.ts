// Whether it is time for somebody's e-mail. Pure.
import type { DigestChoice } from '../../../contract/digest.ts'
import { type Disturbable, isDoNotDisturb } from '../../../contract/lib/quiet-times.ts'
import { nextAt } from '../../../contract/lib/wall-clock.ts'

export type Plan = {
  choice: DigestChoice
  /** A time of day, for `daily`. */
  dailyAt: string
  /** When the choice was made; null: never. */
  setAt: Date | null
  /** When the last e-mail was handed over; null: none was. */
  sentAt: Date | null
}

const minuteMs = 60_000
/** How long something waits at least, and how long it is at least from one e-mail to the next. */
const periodMs = { soon: 15 * minuteMs, hourly: 60 * minuteMs }

/** `oldestAt`: the oldest of what waits and was not told of yet. Nobody is written to while not to be disturbed. */
export function isDue(plan: Plan, person: Disturbable, oldestAt: Date, now: Date): boolean {
  const { choice, dailyAt, setAt, sentAt } = plan
  if (choice === 'never' || isDoNotDisturb(person, now)) return false
  if (choice === 'daily') {
    // The first daily time after the last e-mail, or after one had chosen it.
    const since = Math.max(sentAt?.getTime() ?? 0, setAt?.getTime() ?? 0) || oldestAt.getTime()
    return nextAt(person.timeZone, dailyAt, new Date(since)) <= now && oldestAt < now
  }
  const passed = (moment: Date | null) =>
    moment === null || now.getTime() - moment.getTime() >= periodMs[choice]
  return passed(oldestAt) && passed(sentAt)
}
