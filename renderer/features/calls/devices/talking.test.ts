// Speech while muted, and what is none.
import { expect, test } from 'vitest'
import { problemOf } from './capture.ts'
import { levelOf } from './level.ts'
import { hear, notTalking } from './talking.ts'

/** One loudness per tenth of a second; gives what is thought after each. */
function listen(levels: number[]): boolean[] {
  let talking = notTalking
  return levels.map((level) => {
    talking = hear(talking, level, 100)
    return talking.isTalking
  })
}
const loud = (tenths: number) => Array<number>(tenths).fill(0.6)
const quiet = (tenths: number) => Array<number>(tenths).fill(0.05)

test('half a second of voice is speech, with short gaps too', () => {
  expect(listen(loud(5)).indexOf(true)).toBe(4)
  expect(listen([...loud(3), ...quiet(2), ...loud(2)]).at(-1)).toBe(true)
})

test('coughs and clicks are none', () => {
  expect(listen([...loud(3), ...quiet(6), ...loud(3), ...quiet(6)])).not.toContain(true)
  expect(listen(quiet(50))).not.toContain(true)
})

test('a pause for breath does not end it, silence does', () => {
  expect(listen([...loud(6), ...quiet(20)]).at(-1)).toBe(true)
  expect(listen([...loud(6), ...quiet(25)]).at(-1)).toBe(false)
})

test('a meter shows nothing for silence, something for a voice and everything for a shout', () => {
  const wave = (amplitude: number) =>
    Float32Array.from({ length: 4800 }, (_, at) => amplitude * Math.sin((2 * Math.PI * 440 * at) / 48_000))
  expect(levelOf(new Float32Array(100))).toBe(0)
  expect(levelOf(wave(0.05))).toBeCloseTo(0.62, 1)
  expect(levelOf(wave(1))).toBe(1)
  expect(levelOf(new Float32Array(0))).toBe(0)
})

test.each([
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'denied'],
  ['NotFoundError', 'missing'],
  ['OverconstrainedError', 'missing'],
  ['NotReadableError', 'busy'],
  ['AbortError', 'busy'],
  ['TypeError', 'unknown'],
])('getUserMedia’s %s means %s', (name, problem) => {
  expect(problemOf(name)).toBe(problem)
})
