import { describe, expect, it } from 'vitest'
import type { EffectLevel } from './background-messages.ts'
import { firstGovernorState, type GovernorState, govern, type Window } from './governor.ts'

const easy: Window = { meanMs: 10, heavyMs: 12, budgetMs: 33, droppedShare: 0, encoderLimit: 'none' }
const slow: Window = { ...easy, meanMs: 32, heavyMs: 45 }

const stateAfter = (windows: Window[], from = firstGovernorState) => windows.reduce(govern, from)
const times = (count: number, window: Window) => Array<Window>(count).fill(window)
const at = (level: EffectLevel, patience = 10): GovernorState => ({ ...firstGovernorState, level, patience })

/** How many easy windows it takes from here to another level. */
function windowsUntilMore(from: GovernorState): number {
  let state = from
  for (let count = 1; count <= 1000; count++) {
    state = govern(state, easy)
    if (state.level !== from.level) return count
  }
  return Number.POSITIVE_INFINITY
}

describe('govern', () => {
  it('leaves a machine alone that keeps up', () => {
    expect(stateAfter(times(500, easy)).level).toBe('full')
  })

  it('takes two slow seconds for an accident, and three for a sign', () => {
    expect(stateAfter([slow, slow]).level).toBe('full')
    expect(stateAfter([slow, slow, easy, slow, slow, easy]).level).toBe('full')
    expect(stateAfter([slow, slow, slow]).level).toBe('everySecondFrame')
  })

  it('goes down step by step and stays at the end', () => {
    const levels = [3, 6, 9, 12, 50].map((count) => stateAfter(times(count, slow)).level)
    expect(levels).toEqual(['everySecondFrame', 'smaller', 'off', 'off', 'off'])
  })

  it.each([
    ['frames are dropped', { droppedShare: 0.2 }],
    ['the encoder has too little left', { encoderLimit: 'cpu' as const }],
  ])('goes down when %s, though its own frames are quick', (_, change) => {
    expect(stateAfter(times(3, { ...easy, ...change })).level).toBe('everySecondFrame')
  })

  it("does not mind the network's limits, which less effect would not lift", () => {
    expect(stateAfter(times(20, { ...easy, encoderLimit: 'bandwidth' })).level).toBe('full')
  })

  it.each(['everySecondFrame', 'smaller', 'off'] as const)('recovers from %s when there is room', (level) => {
    expect(stateAfter(times(400, easy), at(level)).level).toBe('full')
  })

  it('does not go up where the heavy frames would not fit: half of them are light only because of the level', () => {
    const halfHeavy = { ...easy, meanMs: 18, heavyMs: 28 }
    expect(stateAfter(times(400, halfHeavy), at('everySecondFrame')).level).toBe('everySecondFrame')
  })

  it('waits twice as long before it tries again what failed', () => {
    const low = stateAfter(times(3, slow))
    const first = windowsUntilMore(low)
    const failed = stateAfter([...times(first, easy), ...times(3, slow)], low)
    expect(failed.level).toBe('everySecondFrame')
    expect(windowsUntilMore(failed)).toBe(2 * first)
  })

  it('is in no hurry to show that it is off', () => {
    const off = stateAfter(times(9, slow))
    expect(off.level).toBe('off')
    expect(windowsUntilMore(off)).toBeGreaterThanOrEqual(30)
  })
})
