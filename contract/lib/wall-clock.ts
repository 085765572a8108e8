// What the clock on somebody's wall says, wherever they live and whenever their clocks are changed. Pure.
import { z } from 'zod'

/** A time of day as people say it, 00:00 to 23:59. */
export const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 22:00')

export const minuteMs = 60_000
export const dayMinutes = 24 * 60

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known) return known
  const parts = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  let made: Intl.DateTimeFormat
  try {
    made = new Intl.DateTimeFormat('en-US', { timeZone, ...parts })
  } catch {
    // A zone that this runtime does not know (any more).
    made = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', ...parts })
  }
  clocks.set(timeZone, made)
  return made
}

/** ISO weekday (Monday is 1) and minutes since midnight. */
export function wallClock(timeZone: string, at: Date): { weekday: number; minute: number } {
  let weekday = 1
  let minute = 0
  for (const { type, value } of clockOf(timeZone).formatToParts(at)) {
    if (type === 'weekday') weekday = weekdays.indexOf(value) + 1
    if (type === 'hour') minute += Number(value) * 60
    if (type === 'minute') minute += Number(value)
  }
  return { weekday, minute }
}

/** Minutes since midnight of a time such as 22:00. */
export const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** From one time of day to another the short way round: -720 to 719 minutes. */
const between = (from: number, to: number) => ((to - from + dayMinutes * 1.5) % dayMinutes) - dayMinutes / 2

/**
 * The first moment after `after` at which the clock shows `time`. Where that time is skipped because clocks are set
 * forward, the moment the clock has passed it; where it comes twice, the first.
 */
export function nextAt(timeZone: string, time: string, after: Date): Date {
  const target = minuteOf(time)
  const start = Math.floor(after.getTime() / minuteMs)
  const minuteAt = (moment: number) => wallClock(timeZone, new Date(moment * minuteMs)).minute
  const ahead = (target - minuteAt(start) + dayMinutes) % dayMinutes || dayMinutes
  const guess = start + ahead
  // Off by what the clocks were changed on the way; from there back again only if that hour exists.
  const off = between(minuteAt(guess), target)
  const found = guess + off
  if (off === 0) return new Date(guess * minuteMs)
  if (found > start && minuteAt(found) === target) return new Date(found * minuteMs)
  // The time is skipped: the change lies between, and the first minute on its far side is the one.
  let lower = Math.min(found, guess)
  let upper = Math.max(found, guess)
  while (upper - lower > 1) {
    const middle = (lower + upper) >> 1
    if (between(target, minuteAt(middle)) < 0) lower = middle
    else upper = middle
  }
  return new Date(upper * minuteMs)
}
