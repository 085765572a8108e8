// Days of a person: where a day of their time zone begins and ends, for "before:2026-11-01" and the like.

type Span = { from: Date; to: Date }

/** How far a zone's clocks are ahead of UTC at a moment, in milliseconds. */
function offsetAt(moment: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US-u-hc-h23', {
    timeZone,
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment)
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value)
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return shown - Math.floor(moment / 1000) * 1000
}

/** The moment a day begins in a zone. Where clocks jump over midnight, the first moment there is. */
export function startOfDay(year: number, month: number, day: number, timeZone: string): Date {
  const local = Date.UTC(year, month - 1, day)
  let moment = local - offsetAt(local, timeZone)
  // The offset there may differ from the one at the same hour in UTC.
  moment = local - offsetAt(moment, timeZone)
  const landed = moment + offsetAt(moment, timeZone)
  return new Date(landed < local ? moment + (local - landed) : moment)
}

/** The day, month or year that a value of search's language means (see isDay); `to` is the first moment after it. */
export function spanOf(value: string, timeZone: string, now: Date): Span {
  const at = (year: number, month: number, day: number) => startOfDay(year, month, day, timeZone)
  if (value === 'today' || value === 'yesterday') {
    const local = new Date(now.getTime() + offsetAt(now.getTime(), timeZone))
    const [year, month] = [local.getUTCFullYear(), local.getUTCMonth() + 1]
    const day = local.getUTCDate() - (value === 'yesterday' ? 1 : 0)
    return { from: at(year, month, day), to: at(year, month, day + 1) }
  }
  const [year, month, day] = value.split('-').map(Number) as [number, number?, number?]
  if (month === undefined) return { from: at(year, 1, 1), to: at(year + 1, 1, 1) }
  if (day === undefined) return { from: at(year, month, 1), to: at(year, month + 1, 1) }
  return { from: at(year, month, day), to: at(year, month, day + 1) }
}
