import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxOlderDrafts } from '../../../contract/drafts.ts'
import { type Kept, mergeDraft } from './merge.ts'

const kept = (text: string, more: Partial<Kept> = {}): Kept => ({
  text,
  revision: 7,
  writerId: 'phone',
  savedAt: '2026-11-22T10:00:00.000Z',
  older: [],
  ...more,
})
const saving = (text: string, baseRevision: number, writerId = 'desk', dropOlderIds: string[] = []) => ({
  text,
  baseRevision,
  writerId,
  dropOlderIds,
})
const older = (id: string, text: string) => ({ id, text, savedAt: '2026-11-22T09:00:00.000Z' })
let ids = 0
const newId = () => `id-${++ids}`
const textsOf = (merged: ReturnType<typeof mergeDraft>) =>
  merged && [merged.text, ...merged.older.map(({ text }) => text)]

describe('a draft that is saved', () => {
  it.each([
    ['begins one', null, saving('a', 0), ['a']],
    ['goes on from what was there', kept('a'), saving('b', 7), ['b']],
    ['keeps beside it what another device wrote meanwhile', kept('a'), saving('b', 3), ['b', 'a']],
    [
      'keeps nothing twice: it says the other too',
      kept('milk'),
      saving('milk and bread', 3),
      ['milk and bread'],
    ],
    [
      'writes over its own words, when their answer got lost',
      kept('a', { writerId: 'desk' }),
      saving('b', 3),
      ['b'],
    ],
    ['empty, forgets what it knows of', kept('a'), saving('', 7), null],
    [
      'empty, forgets its own words, when their answer got lost',
      kept('a', { writerId: 'desk' }),
      saving('', 3),
      null,
    ],
    ['empty, leaves what another device wrote meanwhile', kept('a'), saving('', 3), ['a']],
    ['empty, leaves the older ones', kept('a', { older: [older('1', 'b')] }), saving('', 7), ['', 'b']],
    [
      'drops older ones',
      kept('a', { older: [older('1', 'b'), older('2', 'c')] }),
      saving('a', 7, 'desk', ['1']),
      ['a', 'c'],
    ],
    [
      'empty, dropping the last older one, is gone',
      kept('', { older: [older('1', 'b')] }),
      saving('', 7, 'desk', ['1']),
      null,
    ],
  ])('%s', (_name, before, save, expected) => {
    expect(textsOf(mergeDraft(before, save, newId))).toEqual(expected)
  })

  it(`keeps the newest ${maxOlderDrafts} older ones`, () => {
    const many = Array.from({ length: maxOlderDrafts }, (_, index) => older(`${index}`, `text ${index}.`))
    const merged = mergeDraft(kept('newest', { older: many }), saving('mine', 0), newId)
    expect(merged?.older.map(({ text }) => text)).toEqual([
      'newest',
      ...many.slice(0, -1).map(({ text }) => text),
    ])
  })

  it('loses no words, whatever two devices save, in whatever order they hear of each other', () => {
    const step = fc.record({
      device: fc.constantFrom('desk', 'phone'),
      hears: fc.boolean(),
      text: fc.string({ minLength: 1, maxLength: 3 }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: maxOlderDrafts }), (steps) => {
        let row: Kept | null = null
        let revision = 0
        const base: Record<string, number> = { desk: 0, phone: 0 }
        for (const { device, hears, text } of steps) {
          // Hearing shows the other's words here; typing then happens on top of them, knowingly.
          if (hears && row) base[device] = (row as Kept).revision
          const lostKnowingly =
            row && ((row as Kept).revision === base[device] || (row as Kept).writerId === device)
          const before: string[] = textsOf(row) ?? []
          const merged = mergeDraft(row, saving(text, base[device] ?? 0, device), newId)
          const now = textsOf(merged) ?? []
          const mustStay = lostKnowingly ? before.slice(1) : before
          for (const word of mustStay) expect(now.some((one) => one.includes(word))).toBe(true)
          revision += 1
          base[device] = revision
          row = merged && { ...merged, revision, writerId: device, savedAt: '2026-11-22T10:00:00.000Z' }
        }
      }),
    )
  })
})
