import { expect, test } from 'vitest'
import type { QualityDay } from '../../../../contract/calls.ts'
import { fillDays, middleOf } from './days.ts'
import { highestOf, measuresOf } from './measures.ts'

const now = Date.UTC(2030, 2, 2, 0, 30)
const day = (date: string, change: Partial<QualityDay> = {}): QualityDay => ({
  ...(fillDays([], 1, now)[0] as QualityDay),
  date,
  calls: 4,
  missed: 1,
  seats: 10,
  seatMinutes: 120,
  ...change,
})

test('days follow each other up to today, over the end of a month, and quiet ones are there too', () => {
  const days = fillDays([day('2030-02-28')], 4, now)
  expect(days.map(({ date, calls }) => [date, calls])).toEqual([
    ['2030-02-27', 0],
    ['2030-02-28', 4],
    ['2030-03-01', 0],
    ['2030-03-02', 0],
  ])
  expect(days[0]?.joinP50Ms).toBeNull()
})

test('what is older than the first day is left out', () => {
  expect(fillDays([day('2030-01-01')], 7, now).every(({ calls }) => calls === 0)).toBe(true)
})

test('the middle one leaves out what was not measured', () => {
  expect(middleOf([null, 30, 10, null, 20])).toBe(20)
  expect(middleOf([10, 20])).toBe(15)
  expect(middleOf([null])).toBeNull()
})

test('measures sum up what can be summed, and share what has a whole', () => {
  const days = [
    day('2030-03-01', { joinP50Ms: 200, joinP95Ms: 900, tcpSeats: 1, relayedSeats: 1 }),
    day('2030-03-02', { joinP50Ms: 400, joinP95Ms: 1500 }),
  ]
  const measure = (id: string) => measuresOf(days).find((one) => one.id === id)
  expect(measure('calls')).toMatchObject({ headline: 8, series: [{ values: [3, 3] }, { values: [1, 1] }] })
  expect(measure('minutes')?.headline).toBe(240)
  expect(measure('join')?.headline).toBe(300)
  expect(measure('detours')).toMatchObject({
    headline: 10,
    series: [{ values: [10, 0] }, { values: [10, 0] }],
  })
  expect(highestOf(measure('calls')!)).toBe(4)
  expect(highestOf(measure('join')!)).toBe(1500)
})

test('no seats have no share', () => {
  const [detours] = measuresOf([day('2030-03-01', { seats: 0 })]).slice(-1)
  expect(detours).toMatchObject({
    id: 'detours',
    headline: null,
    series: [{ values: [null] }, { values: [null] }],
  })
})
