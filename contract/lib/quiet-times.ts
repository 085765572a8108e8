// When somebody does not want to be disturbed: hours and days on the clock of their own time zone, and a pause. Pure, and
// the same for server and client: whoever looks at a person works out by themselves whether it is quiet there now.
import { z } from 'zod'
import { minuteOf, nextAt, wallClock, wallTime } from './wall-clock.ts'

/** Quiet every day between two times (the second may be on the next day), and on some days altogether. */
export const QuietTimes = z
  .object({
    hours: z
      .object({ from: wallTime, to: wallTime })
      .refine(({ from, to }) => from !== to, 'begins and ends at the same time')
      .nullable(),
    days: z
      .array(z.number().int().min(1).max(7))
      .max(6, 'are all days: pause instead')
      .meta({ description: 'ISO weekdays, Monday is 1' }),
  })
  .refine(({ hours, days }) => hours !== null || days.length > 0, 'are empty')
export type QuietTimes = z.infer<typeof QuietTimes>

/** Of a person, what decides whether they are to be disturbed. */
export type Disturbable = { timeZone: string; quietTimes: QuietTimes | null; pausedUntil: string | null }

function isWithin(hours: QuietTimes['hours'], minute: number): boolean {
  if (!hours) return false
  const from = minuteOf(hours.from)
  const to = minuteOf(hours.to)
  return from < to ? minute >= from && minute < to : minute >= from || minute < to
}

/** Whether the quiet hours or days of somebody hold at a moment. */
export function isQuiet({ timeZone, quietTimes }: Omit<Disturbable, 'pausedUntil'>, at: Date): boolean {
  if (!quietTimes) return false
  const { weekday, minute } = wallClock(timeZone, at)
  return quietTimes.days.includes(weekday) || isWithin(quietTimes.hours, minute)
}

/** The first moment (on a full minute) at which it is not quiet any more; `at` itself when it is not quiet. */
function quietEnd({ timeZone, quietTimes }: Disturbable, at: Date): Date {
  let end = at
  // Two weeks of days and nights are more edges than any setting has.
  for (let edges = 0; edges < 40 && quietTimes && isQuiet({ timeZone, quietTimes }, end); edges += 1) {
    const { hours, days } = quietTimes
    const isQuietDay = days.includes(wallClock(timeZone, end).weekday)
    end = nextAt(timeZone, isQuietDay || !hours ? '00:00' : hours.to, end)
  }
  return end
}

/** Until when somebody is not to be disturbed: the end of their pause, quiet hours and days, whichever follow on each other. Null: they may be. */
export function disturbAgainAt(person: Disturbable, at: Date): Date | null {
  const paused =
    person.pausedUntil === null ? at : new Date(Math.max(at.getTime(), Date.parse(person.pausedUntil)))
  const end = quietEnd(person, paused)
  return end.getTime() > at.getTime() ? end : null
}

/** Whether somebody is not to be disturbed at a moment. */
export const isDoNotDisturb = (person: Disturbable, at: Date): boolean =>
  (person.pausedUntil !== null && Date.parse(person.pausedUntil) > at.getTime()) || isQuiet(person, at)
