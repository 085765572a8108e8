import type { TFunction } from 'i18next'
import { expect, test } from 'vitest'
import { dueText, urgencyOf } from './due.ts'

const now = new Date('2026-11-23T20:00:00Z')
const t = ((key: string) => key) as unknown as TFunction
const on = (day: string, time: string | null = null, timeZone = 'Europe/Berlin') => ({ day, time, timeZone })
const textIn = (zone: string, due: ReturnType<typeof on>) => dueText(t, 'en-GB', due, now, zone)

test('a day is the same day wherever one lives', () => {
  expect(textIn('Europe/Berlin', on('2026-11-23'))).toBe('tasks:due.today')
  expect(textIn('America/Los_Angeles', on('2026-11-24'))).toBe('tasks:due.tomorrow')
  // There it is the 24th already.
  expect(textIn('Pacific/Auckland', on('2026-11-24'))).toBe('tasks:due.today')
  expect(textIn('Europe/Berlin', on('2026-11-30'))).toBe('Mon 30 Nov')
  expect(textIn('Europe/Berlin', on('2028-01-03'))).toContain('2028')
})

test('a time is told on the clock of whoever reads it', () => {
  expect(textIn('Europe/Berlin', on('2026-11-24', '09:30'))).toBe('tasks:due.tomorrow 9:30')
  expect(textIn('America/New_York', on('2026-11-24', '03:30'))).toBe('tasks:due.today 21:30')
})

test('a day is over at its end in the zone it was meant in, a time at that time', () => {
  const of = (due: ReturnType<typeof on>, doneAt: string | null = null) =>
    urgencyOf({ due, doneAt }, now, 'Europe/Berlin')
  expect(of(on('2026-11-23'))).toBe('today')
  expect(of(on('2026-11-22'))).toBe('overdue')
  expect(of(on('2026-11-22'), '2026-11-22T10:00:00Z')).toBe('done')
  expect(of(on('2026-11-23', '21:00'))).toBe('overdue')
  expect(of(on('2026-11-23', '21:01'))).toBe('today')
  expect(of(on('2026-11-25'))).toBe('soon')
  expect(of(on('2026-11-26'))).toBe('later')
})
