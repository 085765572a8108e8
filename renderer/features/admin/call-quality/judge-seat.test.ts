import { expect, test } from 'vitest'
import type { SeatQuality } from '../../../../contract/calls.ts'
import { judgeSeat, type SeatReason, worstLoss, worstOf } from './judge-seat.ts'

const fine: SeatQuality = {
  joinMs: 300,
  roundTripMs: 20,
  jitterMs: 3,
  lossUpPercent: 0,
  lossDownPercent: 0.2,
  freezes: 0,
  freezeMs: 0,
  concealedPercent: 0.1,
  width: 1280,
  height: 720,
  framesPerSecond: 30,
  cpuLimitedPercent: 0,
  bandwidthLimitedPercent: 0,
  path: 'udp',
}
const tenMinutes = 600_000

test('all was well', () => {
  expect(judgeSeat(fine, tenMinutes)).toEqual({ verdict: 'good', reason: null })
})

test.each<[Partial<SeatQuality>, string, SeatReason]>([
  [{ lossUpPercent: 3 }, 'fair', 'loss'],
  [{ lossDownPercent: 12 }, 'poor', 'loss'],
  [{ concealedPercent: 6 }, 'poor', 'sound'],
  [{ freezes: 9, freezeMs: 12_000 }, 'fair', 'freezes'],
  [{ freezes: 40, freezeMs: 60_000 }, 'poor', 'freezes'],
  [{ roundTripMs: 300 }, 'fair', 'roundTrip'],
  [{ jitterMs: 150 }, 'poor', 'jitter'],
  [{ bandwidthLimitedPercent: 90 }, 'fair', 'bandwidth'],
  [{ cpuLimitedPercent: 90 }, 'fair', 'cpu'],
  [{ joinMs: 20_000 }, 'poor', 'join'],
])('%o', (change, verdict, reason) => {
  expect(judgeSeat({ ...fine, ...change }, tenMinutes)).toEqual({ verdict, reason })
})

test('what is poor is said before what is fair', () => {
  expect(judgeSeat({ ...fine, lossUpPercent: 3, roundTripMs: 900 }, tenMinutes).reason).toBe('roundTrip')
})

test('nothing measured is not good', () => {
  expect(judgeSeat(null, tenMinutes).verdict).toBe('unknown')
  const nothing = { ...fine, path: null, roundTripMs: null }
  expect(judgeSeat(nothing, 500)).toEqual({ verdict: 'unknown', reason: 'short' })
})

test('loss is that of the worse way, where any is known', () => {
  expect(worstLoss({ ...fine, lossUpPercent: 4, lossDownPercent: null })).toBe(4)
  expect(worstLoss({ ...fine, lossUpPercent: null, lossDownPercent: null })).toBeNull()
})

test('a call is as good as its worst seat', () => {
  expect(worstOf(['good', 'unknown', 'fair'])).toBe('fair')
  expect(worstOf([])).toBe('unknown')
})
