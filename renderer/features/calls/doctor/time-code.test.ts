import { expect, test } from 'vitest'
import { ageOf, blocksOf } from './time-code.ts'

test.each([0, 1, 999.7, 16_383, 16_384, 1_234_567.8])('painted at %d, read 85 ms later', (paintedMs) => {
  expect(ageOf(blocksOf(paintedMs), Math.floor(paintedMs) + 85)).toBe(85)
})

test('a block that was read wrongly is noticed', () => {
  const blocks = blocksOf(5000)
  for (const at of blocks.keys()) {
    const wrong = blocks.with(at, !blocks[at])
    expect(ageOf(wrong, 5000)).toBeNull()
  }
})

test('a picture without a code has no age', () => {
  expect(ageOf(Array(16).fill(false), 5000)).toBeNull()
  expect(ageOf([], 5000)).toBeNull()
})
