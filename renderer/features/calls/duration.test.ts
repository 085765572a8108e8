import { expect, test } from 'vitest'
import { clockOf, lengthOf } from './duration.ts'

test('a running call is a clock', () => {
  expect(clockOf(0)).toBe('0:00')
  expect(clockOf(754_900)).toBe('12:34')
  expect(clockOf(3_600_000 + 61_000)).toBe('1:01:01')
  expect(clockOf(-5000)).toBe('0:00')
})

test('a call that was is told in words', () => {
  const t = ((key: string, { count }: { count: number }) => `${count} ${key.split('.')[1]}`) as never
  const after = (seconds: number) =>
    lengthOf(t, '2030-01-01T00:00:00.000Z', new Date(Date.UTC(2030, 0, 1, 0, 0, seconds)).toISOString())
  expect(after(42)).toBe('42 seconds')
  expect(after(60 * 12 + 20)).toBe('12 minutes')
  expect(after(3600)).toBe('1 hours')
  expect(after(3600 + 240)).toBe('1 hours 4 minutes')
})
