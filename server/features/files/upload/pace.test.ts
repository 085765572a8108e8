import { describe, expect, test } from 'vitest'
import { createPace } from './pace.ts'

const seconds = (count: number) => count * 1000

describe('the pace of an upload', () => {
  test('is not judged before half a minute', () => {
    expect(createPace(0).isTooSlow(seconds(29))).toBe(false)
  })

  test('is too slow where nothing comes, or a byte now and then', () => {
    expect(createPace(0).isTooSlow(seconds(30))).toBe(true)
    const dribbling = createPace(0)
    for (let second = 1; second < 30; second += 1) {
      dribbling.note(1)
      expect(dribbling.isTooSlow(seconds(second))).toBe(false)
    }
    expect(dribbling.isTooSlow(seconds(30))).toBe(true)
  })

  test('counts what came lately: a fast beginning does not excuse the rest', () => {
    const pace = createPace(0)
    pace.note(10_000_000)
    for (let second = 1; second <= 30; second += 1) expect(pace.isTooSlow(seconds(second))).toBe(false)
    expect(pace.isTooSlow(seconds(31))).toBe(true)
  })

  test('of a poor line is enough', () => {
    const pace = createPace(0)
    for (let second = 1; second <= 300; second += 1) {
      pace.note(2000)
      expect(pace.isTooSlow(seconds(second))).toBe(false)
    }
  })
})
