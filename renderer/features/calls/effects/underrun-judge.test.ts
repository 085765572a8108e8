import { expect, it } from 'vitest'
import { createUnderrunJudge } from './underrun-judge.ts'

/** Readings a second apart in which this much was not played. @returns at which reading it was too much, or null */
function tooMuchAt(lostMs: number[], isRunning = true): number | null {
  const judge = createUnderrunJudge()
  let playedMs = 0
  judge.note({ wallMs: 0, playedMs, isRunning })
  for (const [at, lost] of lostMs.entries()) {
    playedMs += 1000 - lost
    if (judge.note({ wallMs: (at + 1) * 1000, playedMs, isRunning })) return at + 1
  }
  return null
}

it('is patient with a clock that is a little wrong and readings that waver', () => {
  expect(tooMuchAt(Array.from({ length: 600 }, (_, at) => (at % 2 ? 31 : -30)))).toBeNull()
})
it('forgives single underruns', () => {
  expect(tooMuchAt(Array.from({ length: 60 }, (_, at) => (at % 6 === 0 ? 300 : 0)))).toBeNull()
})
it('gives up at the third within ten seconds', () => {
  expect(tooMuchAt([0, 200, 0, 100, 0, 0, 150, 0])).toBe(7)
})
it('does not count a context that does not run, nor a machine that slept', () => {
  expect(tooMuchAt([1000, 1000, 1000, 1000], false)).toBeNull()
  const judge = createUnderrunJudge()
  const asleep = [1, 2, 3, 4, 5].map((at) =>
    judge.note({ wallMs: at * 60_000, playedMs: at, isRunning: true }),
  )
  expect(asleep).not.toContain(true)
})
