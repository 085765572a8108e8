import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { email, emoji, line, optionalLine, prose, timeZone } from './text.ts'

const accepts = (schema: z.ZodType, text: unknown) => schema.safeParse(text).success
const reasonOf = (schema: z.ZodType, text: unknown) => schema.safeParse(text).error?.issues[0]?.message

describe('a line', () => {
  const name = line(10)

  test('is trimmed and normalised, so that one name has one spelling', () => {
    expect(name.parse('  Zoe\u0308 ')).toBe('Zo\u00eb')
  })

  test.each([
    ['empty', ''],
    ['only blanks', '   '],
    ['zero-width spaces', '\u200b\u200b'],
    ['a Hangul filler', '\u3164'],
    ['a soft hyphen and a word joiner', '\u00ad\u2060'],
    ['a variation selector alone', '\ufe0f'],
    ['a byte order mark', '\ufeff'],
    ['a line break', 'a\nb'],
    ['a tab', 'a\tb'],
    ['a line separator', 'a\u2028b'],
    ['NUL', 'a\u0000b'],
    ['ESC', 'a\u001bb'],
    ['a C1 control', 'a\u009bb'],
    ['a right-to-left override', 'ab\u202egpj.exe'],
    ['an isolate', '\u2066a'],
    ['half a surrogate pair', 'a\ud800'],
    ['the other half', '\udc00a'],
    ['eleven characters', 'a'.repeat(11)],
    ['a number', 5],
    ['nothing', null],
    ['a list', ['a']],
  ])('refuses %s', (_, text) => {
    expect(accepts(name, text)).toBe(false)
  })

  test.each(['Ada', 'Ôkuma', '山田', 'עברית', '👩‍💻', 'a'.repeat(10), 'O’Neil'])('accepts %s', (text) => {
    expect(name.parse(text)).toBe(text.normalize('NFC'))
  })

  test('what it gives out it accepts again, unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
        const once = name.safeParse(text)
        if (once.success) expect(name.parse(once.data)).toBe(once.data)
      }),
    )
  })

  test('an optional line may be empty, and blanks count as empty', () => {
    expect(optionalLine(10).parse('')).toBe('')
    expect(optionalLine(10).parse('   ')).toBe('')
    expect(optionalLine(10).parse(' a ')).toBe('a')
    expect(accepts(optionalLine(10), 'a\u202eb')).toBe(false)
  })
})

describe('prose', () => {
  const body = prose(20)

  test('keeps lines and tabs, with one kind of line end', () => {
    expect(body.parse('a\r\nb\rc\n\td')).toBe('a\nb\nc\n\td')
  })

  test('may turn the writing direction: it is drawn isolated', () => {
    expect(accepts(body, 'abc \u202e def')).toBe(true)
  })

  test.each([
    ['nothing', ''],
    ['blanks and line breaks', ' \n\n '],
    ['invisible characters', '\u200b\u2060\n\ufeff'],
    ['NUL', 'a\u0000'],
    ['a bell', 'a\u0007'],
    ['half a surrogate pair', '\ud83d'],
    ['21 characters', 'a'.repeat(21)],
  ])('refuses %s', (_, text) => {
    expect(accepts(body, text)).toBe(false)
  })

  test('names the length it allows', () => {
    expect(reasonOf(prose(12_000), 'a'.repeat(12_001))).toBe('is longer than 12,000 characters')
  })
})

describe('an e-mail address', () => {
  test('is lower case and trimmed', () => {
    expect(email.parse(' Ada@Example.ORG ')).toBe('ada@example.org')
  })

  test.each([
    '',
    'ada',
    '@example.org',
    'a b@c',
    'a@b@c',
    '<a@b>',
    'a@b,c@d',
    `${'a'.repeat(250)}@b.cc`,
    'a\u0000@b.cc',
    'a@b\u0007.cc',
    'a\u009b@b.cc',
    'a\ud800@b.cc',
    null,
  ])('is not %j', (text) => {
    expect(accepts(email, text)).toBe(false)
  })
})

describe('a time zone', () => {
  test.each(['Europe/Madrid', 'UTC', 'America/Argentina/Buenos_Aires'])('is %s', (name) => {
    expect(accepts(timeZone, name)).toBe(true)
  })
  test.each(['', 'Mars/Olympus', 'Europe/Madrid; drop', '../etc'])('is not %s', (name) => {
    expect(accepts(timeZone, name)).toBe(false)
  })
})

describe('an emoji', () => {
  test.each(['👍', '❤️', '👩‍👩‍👧‍👦', '🇪🇸', '1️⃣', '👋🏽', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'])('is %s', (text) => {
    expect(accepts(emoji, text)).toBe(true)
  })
  test.each(['', 'a', '1', '👍👍', 'a👍', '👍 ', '\u0000', '<b>', '\ud83d', '👍\u202e'])(
    'is not %j',
    (text) => {
      expect(accepts(emoji, text)).toBe(false)
    },
  )
})
