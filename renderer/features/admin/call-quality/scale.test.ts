import { expect, test } from 'vitest'
import { indexAt, lineOf, namedDays, topFor, yOf } from './scale.ts'

const frame = { width: 100, height: 50, top: 10, count: 4 }

test.each([
  [0, 1],
  [0.3, 0.5],
  [1, 1],
  [7, 10],
  [12, 20],
  [21, 25],
  [430, 500],
  [1001, 2000],
])('%d fits under %d', (highest, top) => {
  expect(topFor('ms', highest)).toBeCloseTo(top)
})

test('whole things have a whole half', () => {
  for (const highest of [0, 1, 2, 3, 5, 21, 99]) expect(topFor('count', highest) % 2).toBe(0)
})

test('durations end at whole hours where they read as hours', () => {
  expect(topFor('duration', 40)).toBe(50)
  expect(topFor('duration', 700)).toBe(20 * 60)
})

test('a line goes through the days that have a value', () => {
  expect(lineOf([0, null, 10, 5], frame)).toBe('M12.5,50.0L62.5,0.0L87.5,25.0')
  expect(lineOf([null, null, null, null], frame)).toBe('')
  expect(yOf(10, frame)).toBe(0)
})

test('a point lies on the day under it, and never beside the chart', () => {
  expect([-5, 0, 26, 99, 500].map((x) => indexAt(x, frame))).toEqual([0, 0, 1, 3, 3])
})

test('first and last day are named', () => {
  expect(namedDays(30, 4)).toEqual([0, 10, 19, 29])
  expect(namedDays(3, 4)).toEqual([0, 1, 2])
})
