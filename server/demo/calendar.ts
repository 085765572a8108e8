// Time as people live it: in their own zones, during the day, with quiet weekends.

const companyZone = 'Europe/Berlin'
const dayMs = 86_400_000
const minuteMs = 60_000
const opensAt = 8 * 60 + 15
const closesAt = 19 * 60

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const parts = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  } as const
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, hourCycle: 'h23', ...parts })
  formats.set(zone, format)
  return format
}

/** What the clock on the wall shows in a zone, as if it were UTC. */
function wallOf(at: number, zone: string): number {
  const part: Record<string, number> = {}
  for (const { type, value } of formatOf(zone).formatToParts(at)) part[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** The second look is for days on which the offset changes. */
function instantOf(wall: number, zone: string): number {
  const guess = wall - (wallOf(wall, zone) - wall)
  return wall - (wallOf(guess, zone) - guess)
}

const dayOf = (wall: number) => Math.floor(wall / dayMs) * dayMs
const minutesOf = (wall: number) => (wall - dayOf(wall)) / minuteMs
const isWorkday = (wall: number) => ![0, 6].includes(new Date(wall).getUTCDay())

function workdayBefore(day: number): number {
  const before = day - dayMs
  return isWorkday(before) ? before : workdayBefore(before)
}

function minutesOfText(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

export type Calendar = ReturnType<typeof createCalendar>

/** `now` is the moment that the demo is made: nothing in it happens later. */
export function createCalendar(now: number) {
  const wall = wallOf(now, companyZone)
  const today = dayOf(wall)
  const isOpen = isWorkday(today) && minutesOf(wall) >= opensAt
  const lastDay = isOpen ? today : workdayBefore(today)
  // Talk stops in the evening and at weekends; then the newest is of the last working afternoon.
  const end = Math.min(now, instantOf(lastDay + (closesAt - 30) * minuteMs, companyZone))
  // Day 0 is the last one that is nearly over, so that all of it has happened.
  const dayZero = minutesOf(wallOf(end, companyZone)) >= 16.5 * 60 ? lastDay : workdayBefore(lastDay)

  return {
    /** The moment of the newest talk. */
    end,
    /** `time` (09:30) in a zone, so many workdays before day 0. */
    at(day: number, time: string, zone = companyZone): number {
      let date = dayZero
      for (let left = day; left > 0; left -= 1) date = workdayBefore(date)
      return instantOf(date + minutesOfText(time) * minuteMs, zone)
    },
    /** This moment, when somebody in the zone works then; otherwise a little after they next begin. */
    working(at: number, zone: string, lateMs: number): number {
      const there = wallOf(at, zone)
      const minutes = minutesOf(there)
      if (isWorkday(there) && minutes >= opensAt && minutes < closesAt) return at
      let day = dayOf(there) + (minutes >= closesAt ? dayMs : 0)
      while (!isWorkday(day)) day += dayMs
      return instantOf(day + opensAt * minuteMs, zone) + lateMs
    },
  }
}
