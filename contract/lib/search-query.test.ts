import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldText } from './fold-text.ts'
import { filterNames, formatFilter, parseSearch } from './search-query.ts'

const termsOf = (typed: string) =>
  parseSearch(typed).terms.map(
    ({ text, isPhrase, isExcluded }) => `${isExcluded ? '-' : ''}${isPhrase ? `"${text}"` : text}`,
  )
const filtersOf = (typed: string) => parseSearch(typed).filters.map(formatFilter)

describe('parseSearch', () => {
  test.each([
    ['', [], []],
    ['   ', [], []],
    ['Deploy  now', ['deploy', 'now'], []],
    ['"hello, world" x', ['"hello world"', 'x'], []],
    ['“hello world”', ['"hello world"'], []],
    ['"not closed', ['"not closed"'], []],
    ['-draft -"old plan"', ['-draft', '-"old plan"'], []],
    ['- -- "" ...', [], []],
    ['from:anna', [], ['from:anna']],
    ['FROM:@Anna in:#general', [], ['from:Anna', 'in:general']],
    ['from:"Anna Berg" plan', ['plan'], ['from:"Anna Berg"']],
    ['from: anna plan', ['plan'], ['from:anna']],
    ['from: in:general', [], ['in:general']],
    ['-from:anna -has:link', [], ['-from:anna', '-has:link']],
    ['has:FILE has:image has:reaction', [], ['has:file', 'has:image', 'has:reaction']],
    ['has:nothing', ['has nothing'], []],
    ['is:thread is:done', ['is done'], ['is:thread']],
    ['before:2026-11-01 after:2026 on:2026-02', [], ['before:2026-11-01', 'after:2026', 'on:2026-02']],
    ['on:today before:yesterday', [], ['on:today', 'before:yesterday']],
    ['on:2026-02-30 before:soon', ['on 2026 02 30', 'before soon'], []],
    ['note: remember', ['note', 'remember'], []],
    ['https://a.example/b?c=d', ['https a example b c = d'], []],
    ['at 10:30 to:bob', ['at', '10 30', 'to bob'], []],
    ['from:', [], []],
    ['x from:', ['x'], []],
    ['mentions:me', [], ['mentions:me']],
    ['in:総務 会議', ['会議'], ['in:総務']],
  ])('%j', (typed, terms, filters) => {
    expect(termsOf(typed)).toEqual(terms)
    expect(filtersOf(typed)).toEqual(filters)
  })

  test('says where a filter stands in what was typed', () => {
    const typed = 'plan -from:"Anna Berg" x'
    const [filter] = parseSearch(typed).filters
    expect(typed.slice(filter?.start, filter?.end)).toBe('-from:"Anna Berg"')
  })

  test('never throws, and what it takes for words is folded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (typed) => {
        const { terms, filters } = parseSearch(typed)
        for (const { text } of terms) expect(foldText(text)).toBe(text)
        for (const { start, end, name } of filters)
          expect(typed.slice(start, end).toLowerCase()).toContain(`${name}:`)
      }),
      { numRuns: 500 },
    )
  })

  test('what is formatted is read back the same', () => {
    const part = fc.stringMatching(/^[a-zA-Z0-9äßé東京_.]{1,8}$/)
    const value = fc.oneof(
      part,
      fc.tuple(part, part).map((both) => both.join(' ')),
    )
    const filter = fc.record({
      name: fc.constantFrom('from' as const, 'in' as const, 'mentions' as const),
      value: value.filter((text) => foldText(text) !== ''),
      isExcluded: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(filter, { maxLength: 4 }), fc.array(part, { maxLength: 4 }), (filters, words) => {
        const typed = [...filters.map(formatFilter), ...words].join(' ')
        const read = parseSearch(typed)
        expect(read.filters.map(({ name, value, isExcluded }) => ({ name, value, isExcluded }))).toEqual(
          filters,
        )
        expect(read.terms.map(({ text }) => text)).toEqual(words.map(foldText).filter(Boolean))
      }),
    )
  })

  test('every name of a filter is known', () => {
    const value: Record<string, string> = {
      has: 'file',
      is: 'thread',
      before: '2026',
      after: '2026',
      on: '2026',
    }
    for (const name of filterNames) expect(filtersOf(`${name}:${value[name] ?? 'x'}`)).toHaveLength(1)
  })
})
