import { describe, expect, test } from 'vitest'
import { excerptOf, findExcerpt, markMatches } from './excerpt.ts'
import { parseSearch } from './search-query.ts'

const marked = (body: string, query: string, length?: number) =>
  excerptOf(body, parseSearch(query).terms, length)
    .map(({ text, isMatch }) => (isMatch ? `[${text}]` : text))
    .join('')

describe('excerptOf', () => {
  test.each([
    ['The Warehouse is open', 'rehou', 'The Wa[rehou]se is open'],
    ['Straße, Strasse', 'strasse', '[Straße], [Strasse]'],
    ['Déjà vu', 'deja', '[Déjà] vu'],
    ['東京タワー', '京タ', '東[京タ]ワー'],
    ['see foo_bar.baz', 'bar.baz', 'see foo_[bar.baz]'],
    ['one two', 'one two', '[one] [two]'],
    ['say "hello, world"', '"hello world"', 'say "[hello, world]"'],
    ['worlds world', '"world"', 'worlds [world]'],
    ['**bold** and `code`', 'bold code', '[bold] and [code]'],
    ['a <b>bold</b> claim', 'bold', 'a <b>[bold]</b> claim'],
    ['left out', '-left out', 'left [out]'],
    ['nothing here', 'zebra', 'nothing here'],
    ['', 'x', ''],
    ['مُحَمَّد هنا', 'محمد', '[مُحَمَّد] هنا'],
    ['well 👍🏽 done', '👍', 'well [👍🏽] done'],
  ])('%j for %j', (body, query, expected) => expect(marked(body, query)).toBe(expected))

  test('a long body is cut around its first match, between words', () => {
    const body = `${'before '.repeat(60)}needle ${'after '.repeat(60)}`
    const text = marked(body, 'needle', 100)
    expect(text).toMatch(/^… (before )+\[needle\]( after)+ …$/)
    expect(text.length).toBeLessThan(140)
  })

  test('a mention token is never cut and never a match', () => {
    const id = '01a2059e-2199-7734-a32f-1cab4abae92b'
    const body = `${'x'.repeat(90)} <@${id}> needle`
    for (let length = 20; length < 60; length += 1) {
      const text = excerptOf(body, parseSearch('needle').terms, length)
        .map((piece) => piece.text)
        .join('')
      expect(text.replace(`<@${id}>`, '')).not.toMatch(/[<>@]|[0-9a-f]{4}-/)
    }
    expect(marked(`<@${id}> hi`, '7734')).toBe(`<@${id}> hi`)
  })

  test('a name keeps all of its signs', () => {
    const name = markMatches('_draft_ **v2**.pdf', parseSearch('v2').terms)
    expect(name.map(({ text }) => text).join('')).toBe('_draft_ **v2**.pdf')
  })
})

describe('findExcerpt', () => {
  const shown = (text: string, query: string) =>
    findExcerpt(text, parseSearch(query).terms)
      .map((fragment) => (fragment.isMatch ? `[${fragment.text}]` : fragment.text))
      .join('')

  test('is the same wherever in a long text the match stands, also where two pieces of it meet', () => {
    for (let at = 3300; at < 4100; at += 1) {
      const text = `${'x '.repeat(at / 2)}${at % 2 ? 'y' : ''} Großer Anker ${'z '.repeat(3000)}`
      expect(shown(text, '"grosser anker"')).toMatch(/^… .*\[Großer Anker\] z.* …$/)
    }
  })

  test('leaves signs as they are, and is empty without a match', () => {
    expect(shown('**bold** # not a heading', 'bold')).toBe('**[bold]** # not a heading')
    expect(shown('x '.repeat(10_000), 'anker')).toBe('')
    expect(shown('', 'anker')).toBe('')
    expect(shown('anker', '-anker')).toBe('')
  })

  test('takes no time to speak of, whatever stands in it', () => {
    const began = performance.now()
    for (const piece of ['**a ', '_a', '<@', '`', '[', 'x', 'ﷺ'])
      shown(piece.repeat(100_000 / piece.length), 'anker')
    expect(performance.now() - began).toBeLessThan(3000)
  })
})
