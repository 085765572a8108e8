import { describe, expect, test } from 'vitest'
import { type Arrangeable, arrange, type Wish } from './arrange.ts'

const room = { width: 1000, height: 640 }
const me: Arrangeable = { key: 'me', kind: 'person', isMine: true }
const people = (count: number): Arrangeable[] =>
  Array.from({ length: count }, (_, index) => ({ key: `p${index}`, kind: 'person', isMine: false }))
const screens = (count: number): Arrangeable[] =>
  Array.from({ length: count }, (_, index) => ({ key: `s${index}`, kind: 'screen', isMine: false }))
const wish = (more: Partial<Wish> = {}): Wish => ({
  choice: 'auto',
  page: 0,
  pinned: null,
  shownScreen: null,
  speaker: null,
  spokeAt: () => 0,
  ...more,
})
const rolesOf = (tiles: Arrangeable[], more: Partial<Wish> = {}, within = room) =>
  Object.fromEntries(arrange(tiles, wish(more), within).placed.map(({ key, role }) => [key, role]))

describe('the stage', () => {
  test('of one and of two people', () => {
    expect(rolesOf([me])).toEqual({ me: 'main' })
    expect(rolesOf([me, ...people(1)])).toEqual({ me: 'corner', p0: 'main' })
    expect(rolesOf([me, ...people(1)], { choice: 'grid' })).toEqual({ me: 'grid', p0: 'grid' })
    expect(rolesOf([])).toEqual({})
  })

  test('of more is a grid, or the speaker large', () => {
    expect(Object.values(rolesOf([me, ...people(4)]))).toEqual(Array(5).fill('grid'))
    const roles = rolesOf([me, ...people(4)], { choice: 'speaker', speaker: 'p2' })
    expect(roles).toMatchObject({ p2: 'main', me: 'strip', p0: 'strip' })
    // Oneself is never the one to look at.
    expect(rolesOf([me, ...people(2)], { choice: 'speaker', speaker: 'me' })).toMatchObject({ p0: 'main' })
  })

  test('shows a shared screen large, two side by side, or the one that was chosen', () => {
    const both = [me, ...people(2), ...screens(2)]
    expect(rolesOf(both)).toMatchObject({ s0: 'main', s1: 'main', me: 'strip' })
    expect(rolesOf(both, { shownScreen: 's1' })).toMatchObject({ s1: 'main' })
    expect(rolesOf(both, { shownScreen: 's1' }).s0).toBeUndefined()
    expect(rolesOf(both, { choice: 'grid' })).toMatchObject({ s0: 'grid', me: 'grid' })
  })

  test('keeps large what was pinned, until it is gone', () => {
    expect(rolesOf([me, ...people(3)], { pinned: 'p1' })).toMatchObject({ p1: 'main', p0: 'strip' })
    expect(rolesOf([me, ...people(3)], { pinned: 'gone' })).toMatchObject({ p1: 'grid' })
  })

  test('turns pages, and brings who speaks onto the first one', () => {
    const small = { width: 400, height: 300 }
    const all = [me, ...people(30)]
    const first = arrange(all, wish(), small)
    expect(first.pageCount).toBeGreaterThan(1)
    expect(first.placed.length + first.hidden).toBe(31)
    const shown = (more: Partial<Wish>) => arrange(all, wish(more), small).placed.map(({ key }) => key)
    expect(shown({})).not.toContain('p29')
    expect(shown({ speaker: 'p29' })).toContain('p29')
    expect(shown({ speaker: 'p29' })).toContain('me')
    expect(shown({ page: 99 })).toContain('p29')
    // Only one place changed.
    expect(shown({ speaker: 'p29' }).filter((key) => !shown({}).includes(key))).toEqual(['p29'])
  })
})
