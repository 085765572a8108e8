import { describe, expect, it } from 'vitest'
import { ownPath } from './links.ts'

const origin = 'https://chat.example.org'
const path = '/c/0193aaaa-0000-7000-8000-000000000001/t/0193aaaa-0000-7000-8000-000000000002'

describe('an own address', () => {
  it('keeps the reply it leads to', () => {
    expect(ownPath(`${origin}${path}?reply=0193aaaa`, origin)).toBe(`${path}?reply=0193aaaa`)
    expect(ownPath(`${origin}${path}`, origin)).toBe(path)
  })

  it('keeps only what the app itself asks for', () => {
    expect(ownPath(`${origin}${path}?utm_source=mail&person=1&x=//evil.example#top`, origin)).toBe(
      `${path}?person=1`,
    )
    expect(ownPath(`${origin}${path}?utm_source=mail`, origin)).toBe(path)
  })

  it.each([`https://evil.example${path}?reply=1`, `${origin}/api/x?reply=1`, 'not an address'])(
    'is not %s',
    (href) => expect(ownPath(href, origin)).toBeNull(),
  )
})
