// Times on the clock of a person's zone. At the change of summer time an hour may not exist, or exist twice.
import { DateTime } from 'luxon'

export type ClockTime = { year: number; month: number; day: number; hour: number; minute: number }

/**
 * `exact`: as said. `skipped`: the clock jumps over it, so it is as much later as the clock jumps. `twice`: it is there
 * twice; the earlier one is meant.
 */
export type ZonedMoment = { at: Date; fit: 'exact' | 'skipped' | 'twice' }

/** The moment at which a clock of the zone shows this time; null for a date that no calendar has. */
export function momentAt(time: ClockTime, zone: string): ZonedMoment | null {
  const found = DateTime.fromObject(time, { zone })
  if (!found.isValid) return null
  if (found.hour !== time.hour || found.minute !== time.minute)
    return { at: found.toJSDate(), fit: 'skipped' }
  const [first = found, second] = found.getPossibleOffsets().sort((a, b) => a.toMillis() - b.toMillis())
  return { at: first.toJSDate(), fit: second ? 'twice' : 'exact' }
}

/** What a clock of the zone shows at a moment. */
export function clockTimeOf(at: Date, zone: string): ClockTime {
  const { year, month, day, hour, minute } = DateTime.fromJSDate(at, { zone })
  return { year, month, day, hour, minute }
}

/** `days` after the day of `now`, at this hour. */
export function dayAt(now: Date, zone: string, days: number, hour: number): Date {
  const day = DateTime.fromJSDate(now, { zone }).startOf('day').plus({ days })
  const { year, month } = day
  return (momentAt({ year, month, day: day.day, hour, minute: 0 }, zone) as ZonedMoment).at
}

/** Days from today to the next Monday, never 0. */
export const daysToMonday = (now: Date, zone: string): number =>
  8 - DateTime.fromJSDate(now, { zone }).weekday

/** How many days after the day of `now` the day of `at` is, in the zone. */
export function daysBetween(now: Date, at: Date, zone: string): number {
  const dayOf = (date: Date) => {
    const { year, month, day } = DateTime.fromJSDate(date, { zone })
    return Date.UTC(year, month - 1, day)
  }
  return Math.round((dayOf(at) - dayOf(now)) / 86_400_000)
}
