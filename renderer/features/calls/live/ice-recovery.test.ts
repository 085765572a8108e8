// When a broken way is restarted, when everything is made anew, and when nothing is done.
import { describe, expect, test } from 'vitest'
import {
  advance,
  firstWay,
  isCut,
  restartDelayMs,
  type Way,
  type WayEvent,
  type WayStep,
} from './ice-recovery.ts'

/** Feeds events at their times and ticks every 250 ms in between; gives what was asked for, and when. */
function play(untilMs: number, events: [number, WayEvent][], isSignalling = (_atMs: number) => true) {
  let way: Way = firstWay
  const steps: [number, WayStep][] = []
  const cuts: number[] = []
  const feed = (event: WayEvent, atMs: number) => {
    const [next, step] = advance(way, event, atMs)
    way = next
    if (step) steps.push([atMs, step])
  }
  for (let atMs = 0; atMs <= untilMs; atMs += 250) {
    for (const [at, event] of events) if (at === atMs) feed(event, atMs)
    feed({ kind: 'tick', isSignalling: isSignalling(atMs) }, atMs)
    if (isCut(way, atMs)) cuts.push(atMs)
  }
  return { steps, cuts, way }
}
const state = (state: Way['state']): WayEvent => ({ kind: 'state', state })

describe('a way to the media server', () => {
  test('that was never used, or stands, is left alone', () => {
    expect(play(60_000, []).steps).toEqual([])
    const { steps, cuts } = play(60_000, [
      [0, state('connecting')],
      [250, state('connected')],
    ])
    expect(steps).toEqual([])
    expect(cuts).toEqual([])
  })

  test('disconnected: 1.5 s of patience, then a restart; mended in between, none', () => {
    const broken: [number, WayEvent][] = [
      [0, state('connected')],
      [1000, state('disconnected')],
    ]
    expect(play(2500, broken).steps).toEqual([[2500, 'restart']])
    expect(play(9000, [...broken, [2000, state('connected')]]).steps).toEqual([])
  })

  test('failed: at once', () => {
    const { steps, cuts } = play(1000, [
      [0, state('connected')],
      [1000, state('failed')],
    ])
    expect(steps).toEqual([[1000, 'restart']])
    expect(cuts).toEqual([1000])
  })

  test('restarts come further and further apart, and after 8 s the media are made anew', () => {
    const { steps } = play(12_000, [
      [0, state('connected')],
      [1000, state('failed')],
      [1250, state('connecting')],
      [3000, state('failed')],
    ])
    expect(steps.filter(([at]) => at < 9000)).toEqual([
      [1000, 'restart'],
      [2000, 'restart'],
      [4000, 'restart'],
      [8000, 'restart'],
    ])
    expect(steps.find(([, step]) => step === 'rebuild')).toEqual([9000, 'rebuild'])
  })

  test('making anew that does not help is tried again, twice as late', () => {
    const rebuilds = play(120_000, [
      [0, state('connected')],
      [1000, state('failed')],
    ]).steps.filter(([, step]) => step === 'rebuild')
    expect(rebuilds.map(([at]) => at)).toEqual([9000, 25_000, 57_000, 117_000])
  })

  test('without signalling nothing is asked for; with it, at once', () => {
    const { steps } = play(
      6000,
      [
        [0, state('connected')],
        [1000, state('disconnected')],
      ],
      (atMs) => atMs >= 5000,
    )
    expect(steps[0]).toEqual([5000, 'restart'])
  })

  test('another network: a way that seems whole is restarted once, to be sure', () => {
    const { steps, cuts } = play(20_000, [
      [0, state('connected')],
      [2000, { kind: 'pathChanged' }],
    ])
    expect(steps).toEqual([[2000, 'restart']])
    expect(cuts).toEqual([])
  })

  test('another network before anything was connected changes nothing', () => {
    expect(play(5000, [[1000, { kind: 'pathChanged' }]]).steps).toEqual([])
  })

  test('the first connecting is no cut, and gets time for TCP and TURN', () => {
    const { steps, cuts } = play(5750, [[0, state('connecting')]])
    expect(steps).toEqual([])
    expect(cuts).toEqual([])
    const later = play(30_000, [[0, state('connecting')]])
    expect(later.steps[0]).toEqual([6000, 'restart'])
    expect(later.steps.find(([, step]) => step === 'rebuild')?.[0]).toBe(20_000)
  })

  test('a path that stood once is found again soon: a restart that leads nowhere is repeated earlier', () => {
    const { steps } = play(10_000, [
      [0, state('connected')],
      [1000, { kind: 'pathChanged' }],
      [1250, state('connecting')],
    ])
    expect(steps.slice(0, 3)).toEqual([
      [1000, 'restart'],
      [3750, 'restart'],
      [4750, 'restart'],
    ])
  })

  test('a break shorter than the patience is not shown; a longer one is until it is mended', () => {
    const { cuts } = play(6000, [
      [0, state('connected')],
      [1000, state('disconnected')],
      [2000, state('connected')],
      [3000, state('disconnected')],
      [5500, state('connected')],
    ])
    expect(cuts).toEqual([4500, 4750, 5000, 5250])
  })
})

test('connecting with media made anew after a break is still the same break to the viewer', () => {
  const [way] = advance({ ...firstWay, rebuilds: 1 }, state('connecting'), 0)
  expect(isCut(way, 0)).toBe(true)
  expect(isCut(advance(way, state('connected'), 2000)[0], 4000)).toBe(false)
})

test('waiting between restarts doubles and is bounded', () => {
  expect([1, 2, 3, 4, 5, 9].map(restartDelayMs)).toEqual([1000, 2000, 4000, 8000, 8000, 8000])
})
