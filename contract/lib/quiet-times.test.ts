import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { disturbAgainAt, isDoNotDisturb, isQuiet, QuietTimes } from './quiet-times.ts'
import { nextAt } from './wall-clock.ts'

const nights: QuietTimes = { hours: { from: '22:00', to: '07:00' }, days: [] }
const at = (text: string) => new Date(text)
const person = (timeZone: string, quietTimes: QuietTimes | null, pausedUntil: string | null = null) => ({
  timeZone,
  quietTimes,
  pausedUntil,
})
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Africa/Cairo',
]

describe('quiet times', () => {
  test.each([
    ['UTC', nights, '2026-03-02T21:59:59Z', false],
    ['UTC', nights, '2026-03-02T22:00:00Z', true],
    ['UTC', nights, '2026-03-03T06:59:59Z', true],
    ['UTC', nights, '2026-03-03T07:00:00Z', false],
    // Kathmandu is 5 hours 45 minutes ahead.
    ['Asia/Kathmandu', nights, '2026-03-02T16:14:59Z', false],
    ['Asia/Kathmandu', nights, '2026-03-02T16:15:00Z', true],
    ['Asia/Kathmandu', nights, '2026-03-03T01:15:00Z', false],
    ['UTC', { hours: { from: '12:00', to: '13:00' }, days: [] }, '2026-03-02T12:30:00Z', true],
    ['UTC', { hours: { from: '12:00', to: '13:00' }, days: [] }, '2026-03-02T13:30:00Z', false],
    // Saturday and Sunday, in New York: Monday has begun in London already.
    ['America/New_York', { hours: null, days: [6, 7] }, '2026-03-09T03:00:00Z', true],
    ['America/New_York', { hours: null, days: [6, 7] }, '2026-03-09T04:00:00Z', false],
    ['Nowhere/Atlantis', nights, '2026-03-02T23:00:00Z', true],
  ] as const)('in %s, %o: at %s it is %s', (timeZone, quietTimes, moment, expected) => {
    expect(isQuiet({ timeZone, quietTimes: quietTimes as unknown as QuietTimes }, at(moment))).toBe(expected)
  })

  test.each([
    ['over midnight', person('UTC', nights), '2026-03-02T23:10:30Z', '2026-03-03T07:00:00Z'],
    [
      'the night is an hour shorter',
      person('Europe/Berlin', nights),
      '2026-03-28T21:30:00Z',
      '2026-03-29T05:00:00Z',
    ],
    [
      'the night is an hour longer',
      person('Europe/Berlin', nights),
      '2026-10-24T21:30:00Z',
      '2026-10-25T06:00:00Z',
    ],
    [
      'the end is skipped in the spring: 02:30 never comes',
      person('Europe/Berlin', { hours: { from: '23:00', to: '02:30' }, days: [] }),
      '2026-03-28T23:00:00Z',
      '2026-03-29T01:00:00Z',
    ],
    [
      'a quiet weekend ends with the night that follows it',
      person('UTC', { ...nights, days: [6, 7] }),
      '2026-03-06T23:00:00Z',
      '2026-03-09T07:00:00Z',
    ],
    [
      'a quiet Sunday of 23½ hours ends at midnight, though Monday’s quiet begins a minute later',
      person('Australia/Lord_Howe', { hours: { from: '00:01', to: '03:10' }, days: [5, 6, 7] }),
      '2026-10-01T13:30:00Z',
      '2026-10-04T13:00:00Z',
    ],
    ['a pause', person('UTC', null, '2026-03-02T12:00:00Z'), '2026-03-02T11:00:00Z', '2026-03-02T12:00:00Z'],
    [
      'a pause into the night',
      person('UTC', nights, '2026-03-02T23:00:00Z'),
      '2026-03-02T21:00:00Z',
      '2026-03-03T07:00:00Z',
    ],
  ] as const)('%s', (_what, somebody, from, until) => {
    const mutable = somebody as unknown as Parameters<typeof disturbAgainAt>[0]
    expect(disturbAgainAt(mutable, at(from))?.toISOString()).toBe(at(until).toISOString())
  })

  test('without any, or when a pause is over, nothing is quiet', () => {
    expect(disturbAgainAt(person('UTC', null), at('2026-03-02T03:00:00Z'))).toBeNull()
    expect(disturbAgainAt(person('UTC', null, '2026-03-02T02:00:00Z'), at('2026-03-02T03:00:00Z'))).toBeNull()
  })

  const time = fc.integer({ min: 0, max: 1439 }).map((minute) => {
    const two = (n: number) => String(n).padStart(2, '0')
    return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
  })
  const anyTimes = fc
    .record({
      hours: fc.option(fc.record({ from: time, to: time })),
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 6 }),
    })
    .filter((times) => QuietTimes.safeParse(times).success)
  const anyMoment = fc
    .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) })
    .map((ms) => new Date(ms))

  test('they say what a calendar library says of the same wall clock', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), anyTimes, anyMoment, (timeZone, quietTimes, moment) => {
        const wall = DateTime.fromJSDate(moment, { zone: timeZone })
        const clock = wall.toFormat('HH:mm')
        const { hours, days } = quietTimes
        const isNight =
          hours !== null &&
          (hours.from < hours.to
            ? clock >= hours.from && clock < hours.to
            : clock >= hours.from || clock < hours.to)
        expect(isQuiet({ timeZone, quietTimes }, moment)).toBe(days.includes(wall.weekday) || isNight)
      }),
      { numRuns: 500 },
    )
  })

  test('the end of quiet is the first loud moment: every minute before it is quiet', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), anyTimes, anyMoment, (timeZone, quietTimes, moment) => {
        const somebody = person(timeZone, quietTimes)
        const end = disturbAgainAt(somebody, moment)
        expect(end !== null).toBe(isDoNotDisturb(somebody, moment))
        if (!end) return
        expect(isQuiet(somebody, end)).toBe(false)
        for (let back = 1; end.getTime() - back * 60_000 > moment.getTime(); back += 7)
          expect(isQuiet(somebody, new Date(end.getTime() - back * 60_000))).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  test('the next time a clock shows something comes within 25 hours, and not before', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), time, anyMoment, (timeZone, wanted, moment) => {
        const next = nextAt(timeZone, wanted, moment)
        expect(next.getTime()).toBeGreaterThan(moment.getTime())
        expect(next.getTime() - moment.getTime()).toBeLessThanOrEqual(25.5 * 3_600_000)
        const shown = DateTime.fromJSDate(next, { zone: timeZone })
        const before = shown.minus({ minutes: 1 })
        // Shown, or skipped just now.
        if (shown.toFormat('HH:mm') !== wanted) expect(shown.offset).toBeGreaterThan(before.offset)
      }),
      { numRuns: 500 },
    )
  })
})
