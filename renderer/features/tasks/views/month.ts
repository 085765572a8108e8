// The days of a month as weeks, with those of its neighbours that fill them. Calendar days as text: 2026-11-30. Pure.

const dayMs = 86_400_000
const at = (day: string) => Date.parse(`${day}T00:00:00Z`)
const dayOf = (moment: number) => new Date(moment).toISOString().slice(0, 10)

export const addDays = (day: string, count: number): string => dayOf(at(day) + count * dayMs)

/** @param firstDay of a week: 1 Monday to 7 Sunday, as Intl.Locale counts */
export function weeksOf(month: string, firstDay: number): string[][] {
  const first = `${month}-01`
  const weekday = new Date(at(first)).getUTCDay() || 7
  const start = addDays(first, -((weekday - firstDay + 7) % 7))
  const weeks: string[][] = []
  for (let day = start; day.slice(0, 7) <= month; day = addDays(day, 7))
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(day, index)))
  return weeks
}

/** The month `count` months later, such as 2026-11. */
export function addMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return dayOf(Date.UTC(year, number - 1 + count, 1)).slice(0, 7)
}
