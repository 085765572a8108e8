import { expect, it } from 'vitest'
import { createFrameMeter } from './frame-meter.ts'

/** Runs frames of these lengths, taken by a camera every `everyMs` and skipped while one is in work. */
function windowOf(lengths: number[], everyMs = 1000 / 30) {
  const meter = createFrameMeter()
  let now = 0
  for (let at = 0; ; at++) {
    const frameMs = lengths[at % lengths.length] as number
    const takenAt = Math.floor(now / everyMs) * everyMs
    now = Math.max(now, takenAt) + frameMs
    const window = meter.note(takenAt * 1000, frameMs, now)
    if (window) return window
    now = Math.max(now, takenAt + everyMs)
  }
}

it('tells mean and heavy frames apart', () => {
  const { meanMs, heavyMs, droppedShare } = windowOf([10, 20])
  expect(meanMs).toBeCloseTo(15, 0)
  expect(heavyMs).toBe(20)
  expect(droppedShare).toBe(0)
})

it('counts the frames that came while a long one was in work', () => {
  expect(windowOf([60]).droppedShare).toBeGreaterThan(0.3)
})

it('does not blame itself for a camera that gives fewer frames in the dark', () => {
  expect(windowOf([10], 100).droppedShare).toBe(0)
})
