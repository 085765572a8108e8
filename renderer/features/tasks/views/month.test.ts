import { expect, test } from 'vitest'
import { addDays, addMonths, weeksOf } from './month.ts'

test('a month is whole weeks, from the day on which the reader’s weeks begin', () => {
  const november = weeksOf('2026-11', 1)
  expect(november[0]).toEqual([
    '2026-10-26',
    '2026-10-27',
    '2026-10-28',
    '2026-10-29',
    '2026-10-30',
    '2026-10-31',
    '2026-11-01',
  ])
  expect(november.at(-1)?.[0]).toBe('2026-11-30')
  expect(weeksOf('2026-11', 7)[0]?.[0]).toBe('2026-11-01')
  // Exactly four weeks, and none more.
  expect(weeksOf('2027-02', 1).flat()).toHaveLength(28)
})

test('months and days go on over the end of a year, and of a February', () => {
  expect(addMonths('2026-12', 1)).toBe('2027-01')
  expect(addMonths('2026-01', -1)).toBe('2025-12')
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(addDays('2026-03-29', 1)).toBe('2026-03-30')
})
