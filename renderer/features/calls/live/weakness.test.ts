// Whose side is said to be bad, and how long it takes to say so and to take it back.
import { describe, expect, test } from 'vitest'
import type { SeatId } from '../../../../contract/ids.ts'
import {
  badSeats,
  firstWeakness,
  isMineBad,
  type Measured,
  nextWeakness,
  weaknessOf,
  weakSeatsOf,
} from './weakness.ts'

const fine: Measured = {
  lossUpPercent: 0,
  lossDownPercent: 0.5,
  roundTripMs: 30,
  availableUp: 2_000_000,
  isHeldBack: false,
}
const [ben, cleo] = ['ben', 'cleo'] as SeatId[]
const camera = (seatId: SeatId, more: object = {}) => ({
  seatId,
  source: 'camera' as const,
  isPaused: false,
  spatialLayer: 1,
  publisherScore: 10,
  viewerScore: 10,
  ...more,
})
type Look = [Measured, ReturnType<typeof camera>[]]
const judged = (looks: Look[]) =>
  looks.reduce((state, [measured, media]) => nextWeakness(state, measured, media), firstWeakness)
const twice = (look: Look): Look[] => [look, look]

describe('the own side', () => {
  test.each<[string, Partial<Measured>, boolean]>([
    ['nothing lost', {}, false],
    ['nothing measured yet', { lossUpPercent: null, lossDownPercent: null, roundTripMs: null }, false],
    ['loss on the way out', { lossUpPercent: 12 }, true],
    ['loss on the way in', { lossDownPercent: 12 }, true],
    ['a long way', { roundTripMs: 600 }, true],
    ['hardly any room, and held back by it', { availableUp: 90_000, isHeldBack: true }, true],
    ['little room, but nothing to send', { availableUp: 90_000 }, false],
  ])('%s', (_, measured, isBad) => {
    expect(isMineBad({ ...fine, ...measured }, [camera(ben!)])).toBe(isBad)
  })

  test('most streams arrive badly here, though they reach the server well', () => {
    const bad = camera(ben!, { viewerScore: 3 })
    expect(isMineBad(fine, [bad, camera(cleo!)])).toBe(false)
    expect(isMineBad(fine, [bad, camera(cleo!, { viewerScore: 2 })])).toBe(true)
  })
})

describe('the others', () => {
  test('a seat is bad when its stream reaches the server badly', () => {
    expect([...badSeats([camera(ben!, { publisherScore: 2 }), camera(cleo!)])]).toEqual([ben])
  })

  test.each([
    ['paused', { isPaused: true }],
    ['not on screen', { spatialLayer: null }],
    ['silent', { source: 'microphone' as const, spatialLayer: null, publisherScore: 0 }],
    ['not known yet', { publisherScore: null }],
  ])('what is %s tells nothing', (_, more) => {
    expect([...badSeats([camera(ben!, { publisherScore: 0, ...more })])]).toEqual([])
  })
})

describe('what is said', () => {
  const lossy = { ...fine, lossDownPercent: 20 }
  const theirs = [camera(ben!, { publisherScore: 2 }), camera(cleo!)]

  test('one bad look is none', () => {
    expect(weaknessOf(judged([[lossy, []]]))).toBe('none')
    expect(weaknessOf(judged(twice([lossy, []])))).toBe('mine')
  })

  test('it stays until three good looks in a row', () => {
    const good: Look = [fine, []]
    expect(weaknessOf(judged([...twice([lossy, []]), good, good]))).toBe('mine')
    expect(weaknessOf(judged([...twice([lossy, []]), good, good, [lossy, []], good, good]))).toBe('mine')
    expect(weaknessOf(judged([...twice([lossy, []]), good, good, good]))).toBe('none')
  })

  test('theirs, with the seat that is weak', () => {
    const state = judged(twice([fine, theirs]))
    expect(weaknessOf(state)).toBe('theirs')
    expect([...weakSeatsOf(state)]).toEqual([ben])
  })

  test('everywhere: both sides, or all the others at once', () => {
    expect(weaknessOf(judged(twice([lossy, theirs])))).toBe('everywhere')
    const all = theirs.map((one) => ({ ...one, publisherScore: 2 }))
    expect(weaknessOf(judged(twice([fine, all])))).toBe('everywhere')
  })

  test('with one other person it is theirs, and who left is weak no more', () => {
    const one: Look = [fine, [camera(ben!, { publisherScore: 2 })]]
    expect(weaknessOf(judged(twice(one)))).toBe('theirs')
    expect(weaknessOf(judged([...twice(one), [fine, []]]))).toBe('none')
  })
})
