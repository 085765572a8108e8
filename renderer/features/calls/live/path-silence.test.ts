// When a path is taken for dead because nothing comes any more.
import { expect, test } from 'vitest'
import { firstArrival, noteArrival } from './path-silence.ts'

/** One amount of new bytes per third of a second; gives the times at which the path was taken for dead. */
function follow(grown: (number | null)[]): number[] {
  let arrival = firstArrival
  let bytes = 1000
  return grown.flatMap((more, at) => {
    bytes += more ?? 0
    const [next, isSilent] = noteArrival(arrival, more === null ? null : bytes, at * 333)
    arrival = next
    return isSilent ? [at * 333] : []
  })
}
const steady = (looks: number) => Array<number>(looks).fill(900)
const nothing = (looks: number) => Array<number>(looks).fill(0)

test('what came steadily and stops is noticed within two seconds, and once', () => {
  // The first look at which nothing is new is the tenth.
  const said = follow([...steady(10), ...nothing(30)])
  expect(said).toEqual([14 * 333])
  expect(said[0]! - 10 * 333).toBeLessThan(2000)
})

test('who has only just come waits a second longer, and not for the browser', () => {
  expect(follow([...steady(6), ...nothing(30)])).toEqual([13 * 333])
  expect(follow([...steady(5), ...nothing(30)])).toEqual([])
})

test('a gap of less than a second is none', () => {
  expect(follow([...steady(10), ...nothing(3), ...steady(10), ...nothing(3)])).toEqual([])
})

test('two looks close together, on a busy machine, are no pause', () => {
  let arrival = firstArrival
  let said = 0
  let [bytes, nowMs] = [1000, 0]
  const look = (afterMs: number, more: number) => {
    bytes += more
    nowMs += afterMs
    const [next, isSilent] = noteArrival(arrival, bytes, nowMs)
    arrival = next
    if (isSilent) said += 1
  }
  for (let round = 0; round < 4; round += 1) {
    for (let at = 0; at < 3; at += 1) look(333, 900)
    look(2, 0)
    look(331, 900)
  }
  for (let at = 0; at < 5; at += 1) look(333, 0)
  expect(said).toBe(1)
})

test('what comes now and then, or never came, may stop', () => {
  expect(follow([900, 0, 900, 0, 900, 0, 900, ...nothing(20)])).toEqual([])
  expect(follow(nothing(40))).toEqual([])
})

test('a browser that does not tell, and new transports that count from nothing, mean nothing', () => {
  expect(follow([...steady(10), null, null, null, null, null, ...nothing(10)])).toEqual([])
  expect(follow([...steady(10), -5000, ...nothing(10)])).toEqual([])
})

test('it is not said again for a while, however often the flow stops', () => {
  const again = [...steady(10), ...nothing(5)]
  const said = follow([...again, ...again, ...again])
  expect(said).toEqual([14, 44].map((look) => look * 333))
})
