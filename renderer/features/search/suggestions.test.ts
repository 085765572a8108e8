import { describe, expect, test } from 'vitest'
import { suggest } from './suggestions.ts'

const sources = {
  people: [
    { id: 'p1', name: 'Anna Berg' },
    { id: 'p2', name: 'Bob Anders' },
  ],
  groups: [{ id: 'g1', name: 'bakers' }],
  channels: [
    { id: 'c1', name: 'general' },
    { id: 'c2', name: 'big-room' },
  ],
  recent: ['last search', 'from:me'],
  today: new Date(2026, 10, 22),
}
const labels = (typed: string, caret = typed.length) =>
  suggest(typed, caret, sources).map(({ label }) => label)
/** What stands in the field after the first one was taken. */
const taken = (typed: string, caret = typed.length) => {
  const first = suggest(typed, caret, sources)[0]
  return first && typed.slice(0, first.start) + first.text + typed.slice(first.end)
}

describe('suggest', () => {
  test.each([
    ['', ['last search', 'from:me']],
    ['f', ['from:']],
    ['plan i', ['in:', 'is:']],
    ['plan', []],
    ['from:', ['me', 'Anna Berg', 'Bob Anders']],
    ['mentions:b', ['Bob Anders', 'Anna Berg', 'bakers']],
    ['from:bak', []],
    ['from:an', ['Anna Berg', 'Bob Anders']],
    ['from:@be', ['Anna Berg']],
    ['from:"Anna B', ['Anna Berg']],
    ['in:#gen', ['general']],
    ['has:', ['file', 'image', 'link', 'code', 'reaction']],
    ['has:im', ['image']],
    ['is:', ['thread']],
    ['on:to', ['today']],
    ['before:', ['today', 'yesterday', '2026-11-15', '2026-10-23', '2026-11', '2026']],
    ['from:nobodyatall', []],
    ['https://x', []],
  ])('%j', (typed, expected) => expect(labels(typed)).toEqual(expected))

  test('what is taken stands where it was typed', () => {
    expect(taken('plan from:ann')).toBe('plan from:"Anna Berg" ')
    expect(taken('-from:bo')).toBe('-from:"Bob Anders" ')
    expect(taken('from:ann and more', 8)).toBe('from:"Anna Berg"  and more')
    expect(taken('x m')).toBe('x mentions:')
    expect(taken('')).toBe('last search')
  })
})
