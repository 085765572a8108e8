import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldText, foldWithPlaces } from './fold-text.ts'

describe('foldText', () => {
  test.each([
    ['Straße É İstanbul ISPARTA ısı', 'strasse e istanbul isparta isi'],
    ['foo_bar.baz C++ C#', 'foo bar baz c + + c #'],
    ['anna@example.org', 'anna example org'],
    ['東京タワーへ行く。iPhone用', '東京タワーへ行く iphone 用'],
    ['ｶﾞ が ＡＢＣ', 'ガ が abc'],
    ['한국어 학교', '한국어 학교'],
    ['한국어 학교'.normalize('NFD'), '한국어 학교'],
    ['ﾡￂ か\u200b\u3099', '가 が'],
    ['👨‍👩‍👧 🎉🎉 👍🏽 ❤️', '👨 👩 👧 🎉 🎉 👍 ❤'],
    ['שָׁלוֹם مُحَمَّد أحمد', 'שלום محمد احمد'],
    ['हिन्दी ภาษาไทย', 'हिन्दी ภาษาไทย'],
    ['ΟΔΟΣ οδός', 'οδοσ οδοσ'],
    ['Ёлка й', 'елка и'],
    ['ﬁle ½', 'file 12'],
    ['Łódź Ærø Đông', 'lodz aero dong'],
    ['…—!?()', ''],
    ['a\u200bb', 'ab'],
  ])('%s', (text, folded) => expect(foldText(text)).toBe(folded))

  test('cuts a word that nobody could type', () => {
    const words = foldText('x'.repeat(1000)).split(' ')
    expect(words.map((word) => word.length)).toEqual([200, 200, 200, 200, 200])
  })

  test('folding twice is folding once; case, composition and places never matter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const folded = foldText(text)
        expect(foldText(folded)).toBe(folded)
        expect(foldText(text.normalize('NFD'))).toBe(foldText(text.normalize('NFC')))
        const { text: again, starts, ends } = foldWithPlaces(text)
        expect(again).toBe(folded)
        expect([starts.length, ends.length]).toEqual([folded.length, folded.length])
        for (const [at, start] of starts.entries()) expect(ends[at]).toBeGreaterThanOrEqual(start)
      }),
      { numRuns: 500 },
    )
  })
})
