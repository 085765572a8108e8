// "tomorrow 9:00 call the bank" → when, on the viewer's clock, and what. Loaded with the page that needs it.
import type { ParsedComponents, ParsedResult } from 'chrono-node'
import { casual } from 'chrono-node/en'
import { clockTimeOf, momentAt, type ZonedMoment } from '../due/zoned.ts'

export type ParsedReminder = { text: string; moment: ZonedMoment }

/** A day without an hour means the morning. */
const morning = 9
const opening = /^(please\s+)?(remind me\s+)?((to|that|of|about)\s+)?/i
const closing = /\s+(at|on|by|in|for)?\s*$/i

/** null when no time can be found in it. The times are those of `zone`, whatever this machine's clock shows. */
export function parseReminder(input: string, now: Date, zone: string): ParsedReminder | null {
  const found = casual.parse(
    input,
    { instant: now, timezone: offsetMinutes(now, zone) },
    { forwardDate: true },
  )
  const result = bestOf(found, input)
  if (!result) return null
  const moment = momentOf(result.start, now, zone)
  return moment && { text: textWithout(input, result), moment }
}

/** What has an hour before what has none ("tomorrow 9:00 send the March report"), then what stands first or last. */
function bestOf(found: ParsedResult[], input: string): ParsedResult | undefined {
  const hasTime = ({ start }: ParsedResult) => start.isCertain('hour') || start.isCertain('timezoneOffset')
  const isAtEdge = ({ index, text }: ParsedResult) =>
    input.slice(0, index).replace(opening, '').trim() === '' || input.slice(index + text.length).trim() === ''
  return found
    .toSorted((a, b) => Number(hasTime(a)) - Number(hasTime(b)) || Number(isAtEdge(a)) - Number(isAtEdge(b)))
    .at(-1)
}

/** What is told as a span from now is a moment already; a clock time is one only in a zone. */
function momentOf(start: ParsedComponents, now: Date, zone: string): ZonedMoment | null {
  if (start.isCertain('timezoneOffset')) return { at: start.date(), fit: 'exact' }
  const part = (name: 'year' | 'month' | 'day' | 'hour' | 'minute') => start.get(name) ?? 0
  const hasHour = start.isCertain('hour') || start.isCertain('meridiem')
  const moment = momentAt(
    {
      year: part('year'),
      month: part('month'),
      day: part('day'),
      hour: hasHour ? part('hour') : morning,
      minute: hasHour ? part('minute') : 0,
    },
    zone,
  )
  if (!moment || moment.at > now) return moment
  // "9:00" after nine is that of tomorrow.
  const isDayGiven = start.isCertain('day') || start.isCertain('weekday')
  if (isDayGiven) return moment
  const day = clockTimeOf(new Date(moment.at.getTime() + 86_400_000), zone)
  return momentAt(day, zone)
}

function textWithout(input: string, { index, text }: ParsedResult): string {
  const before = input.slice(0, index).replace(closing, ' ')
  const rest = `${before} ${input.slice(index + text.length)}`.replace(/\s+/g, ' ').trim()
  return rest
    .replace(opening, '')
    .replace(/^[,:;–-]\s*/, '')
    .trim()
}

/** How far the zone's clock is before UTC at a moment. */
function offsetMinutes(at: Date, zone: string): number {
  const { year, month, day, hour, minute } = clockTimeOf(at, zone)
  const shown = Date.UTC(year, month - 1, day, hour, minute)
  return Math.round((shown - Math.floor(at.getTime() / 60_000) * 60_000) / 60_000)
}
