// What the composer writes must read back as the same document: drafts and edits depend on it.
import type { JSONContent } from '@tiptap/react'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PersonId } from '../../../../contract/ids.ts'
import { fromMarkdown } from './from-markdown.ts'
import { toMarkdown } from './to-markdown.ts'

const anna = '0193aaaa-0000-7000-8000-000000000001' as PersonId
const nameOf = () => 'Anna'
const again = (body: string) => toMarkdown(fromMarkdown(body, nameOf))
const paragraph = (...content: JSONContent[]): JSONContent => ({
  type: 'doc',
  content: [{ type: 'paragraph', content }],
})
const text = (value: string, ...marks: string[]): JSONContent =>
  marks.length > 0
    ? { type: 'text', text: value, marks: marks.map((type) => ({ type })) }
    : { type: 'text', text: value }

describe('the composer round trip', () => {
  it.each([
    'plain words',
    'two\nlines',
    'two\n\nparagraphs',
    `hello <@${anna}>, see <!channel> and <!here>`,
    `hello <!group:${anna}>, and <!group:${anna}>.`,
    '**bold** _italic_ ~~gone~~ `code`',
    'snake_case_name and 2 * 3 * 4 and array[0] and a < b && c > d',
    'https://example.com/path?a=1&b=2 and [a name](https://example.com/)',
    '- one\n- two\n  - deep\n  - deeper\n- three',
    '1. first\n2. second',
    '3. third\n4. fourth',
    '> quoted\n> more\n\nanswer',
    '```ts\nconst a = `x`\n\n# not a heading\n```',
    '````\n```\ninside\n```\n````',
    '# Title\n\ntext',
    '- [ ] open\n- [x] done',
    '| a | b |\n| --- | --- |\n| 1 | 2 |',
    '<b>not html</b> &amp; <script>alert(1)</script>',
    ':smile: 👍',
    `\`<@${anna}>\` in code`,
    '---',
    'C:\\Users\\x and 50% off',
  ])('keeps %j as it is', (body) => {
    expect(again(body)).toBe(body)
  })

  it.each([
    '# no title',
    '- no list',
    '> no quote',
    '1. no list',
    '*no emphasis*',
    '`no code`',
    '[x](y)',
    '~~no~~',
    '---',
    '```',
    '\\*',
  ])('escapes the typed text %j so that it stays text', (typed) => {
    const doc = paragraph(text(typed))
    expect(fromMarkdown(toMarkdown(doc), nameOf)).toEqual(doc)
  })

  it('moves blanks out of marks', () => {
    expect(toMarkdown(paragraph(text('bold ', 'bold'), text('word')))).toBe('**bold** word')
  })

  it('writes marks inside words', () => {
    const doc = paragraph(text('un'), text('believ', 'italic'), text('able'))
    expect(fromMarkdown(toMarkdown(doc), nameOf)).toEqual(doc)
  })

  it('shows the same words after writing and reading again, whatever the body', () => {
    const piece = fc.constantFrom(
      '*',
      '_',
      '~~',
      '[',
      '](',
      ')',
      '<',
      '>',
      '#',
      '- ',
      '1. ',
      '\n',
      '\n\n',
      'a',
      'b c',
      '\\',
      '|',
      '`x`',
      `<@${anna}>`,
    )
    // Marks of Markdown may be spelled differently; what is read may not.
    const words = (node: JSONContent): string =>
      `${node.text ?? node.attrs?.id ?? ''}${(node.content ?? []).map(words).join('')}`.replace(/\s+/g, '')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const first = fromMarkdown(pieces.join(''), nameOf)
        expect(words(fromMarkdown(toMarkdown(first), nameOf))).toBe(words(first))
      }),
      { numRuns: 600 },
    )
  })

  it('never loses or adds letters of typed text', () => {
    const word = fc.string({ unit: fc.constantFrom(...'ab*_`~[]()<>#-1.|\\!:'), minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(word, (typed) => {
        const read = fromMarkdown(toMarkdown(paragraph(text(typed))), nameOf)
        const letters = (read.content?.[0]?.content ?? []).map((node) => node.text).join('')
        expect(letters).toBe(typed)
      }),
      { numRuns: 600 },
    )
  })
})
