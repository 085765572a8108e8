// The days of a chart: one after the other without a gap, also where nobody called. Pure.
import type { QualityDay } from '../../../../contract/calls.ts'

export const ranges = [7, 30, 90] as const
export type Range = (typeof ranges)[number]

const dayMs = 86_400_000
const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

const quiet = (date: string): QualityDay => ({
  date,
  calls: 0,
  missed: 0,
  seats: 0,
  seatMinutes: 0,
  joinP50Ms: null,
  joinP95Ms: null,
  roundTripP50Ms: null,
  roundTripP95Ms: null,
  lossP95Percent: null,
  freezesPerHour: null,
  concealedP95Percent: null,
  relayedSeats: 0,
  tcpSeats: 0,
})

/** The last `count` days up to today, in UTC as the server counts them, oldest first. */
export function fillDays(known: readonly QualityDay[], count: number, nowMs: number): QualityDay[] {
  const byDate = new Map(known.map((day) => [day.date, day]))
  return Array.from({ length: count }, (_, index) => {
    const date = dateOf(nowMs - (count - 1 - index) * dayMs)
    return byDate.get(date) ?? quiet(date)
  })
}

/** What a typical day was like: the middle one; null where nothing was measured. */
export function middleOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b)
  if (known.length === 0) return null
  const upper = known[known.length >> 1] as number
  return known.length % 2 === 1 ? upper : (upper + (known[(known.length >> 1) - 1] as number)) / 2
}

export const sumOf = (values: readonly (number | null)[]): number =>
  values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
