// A message is drawn from what strangers write: nothing in it may become HTML, a script or a foreign request.
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it, vi } from 'vitest'
import type { PersonId } from '../../../../contract/ids.ts'
import { lex } from './lex.ts'
import { Markdown } from './Markdown.tsx'
import { isOnlyEmoji } from './only-emoji.ts'

vi.mock('../../people/store.ts', () => ({ usePerson: () => ({ name: 'Anna' }), myId: () => null }))
vi.mock('react-i18next', () => ({ useTranslation: () => ({ t: (key: string) => key }) }))

const anna = '0193aaaa-0000-7000-8000-000000000001' as PersonId
const draw = (body: string) => renderToStaticMarkup(<Markdown body={body} />)

describe('a message body', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'text <b onclick="x()">bold</b>',
    '<!-- comment -->',
    '<svg/onload=alert(1)>',
  ])('shows the HTML %j as text', (body) => {
    const html = draw(body)
    expect(html).not.toMatch(/<(script|img|b|svg|!--)/)
    expect(html).toContain('&lt;')
  })

  it.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](data:text/html,y)',
    '[x](//evil.example)',
    '[x](/c/1)',
    '<javascript:alert(1)>',
  ])('makes no link of %j', (body) => {
    expect(draw(body)).not.toContain('<a')
  })

  it('links web and mail addresses, in a window of their own', () => {
    expect(draw('[x](https://example.org/a)')).toContain(
      '<a href="https://example.org/a" title="https://example.org/a" target="_blank" rel="noopener noreferrer nofollow"',
    )
    expect(draw('see https://example.org and a@example.org')).toMatch(
      /https:\/\/example\.org.*mailto:a@example\.org/,
    )
  })

  it('loads no pictures', () => {
    const html = draw('![cat](https://example.org/cat.png)')
    expect(html).not.toContain('<img')
    expect(html).toContain('>cat</a>')
  })

  it('draws mentions by name, but not in code', () => {
    expect(draw(`<@${anna}> and <!here>`)).toMatch(/@Anna.*@here/)
    expect(draw(`\`<@${anna}>\``)).not.toContain('@Anna')
    expect(draw(`\`\`\`\n<@${anna}>\n\`\`\``)).not.toContain('@Anna')
  })

  it('keeps line breaks and direction apart', () => {
    expect(draw('one\ntwo')).toContain('one<br/>two')
    expect(draw('مرحبا')).toMatch(/dir="auto"/)
  })

  it.each([
    '>'.repeat(10_000),
    '> '.repeat(6_000),
    '['.repeat(10_000),
    '[a]('.repeat(3_000),
    '- '.repeat(6_000),
    '*a **b '.repeat(1_700),
    '_'.repeat(10_000),
    '`a``b'.repeat(2_000),
    '<'.repeat(10_000),
    '|a'.repeat(6_000),
  ])('reads a body of %.12s… in reasonable time', (body) => {
    const startedAt = performance.now()
    expect(draw(body).length).toBeGreaterThan(0)
    expect(performance.now() - startedAt).toBeLessThan(1_500)
  })

  it('caps nesting', () => {
    const depth = (draw(`${'> '.repeat(100)}deep`).match(/<blockquote/g) ?? []).length
    expect(depth).toBeGreaterThan(5)
    expect(depth).toBeLessThan(20)
    expect(lex('> '.repeat(100)).length).toBeGreaterThan(0)
  })

  it('knows a message of emoji alone', () => {
    expect(['🎉', '👩‍👩‍👧 🇩🇪', ':tada: 👍🏽'].map(isOnlyEmoji)).toEqual([true, true, true])
    expect(['', 'a 🎉', '12', '#', '©', '🎉'.repeat(13)].map(isOnlyEmoji)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
    ])
  })
})
