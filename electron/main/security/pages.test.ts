import { describe, expect, test } from 'vitest'
import { isPermitted, isTrusted, leadingOf, ownOrigin } from './pages.ts'

const origin = 'https://chat.example.org'

describe('a page of a server', () => {
  test.each([
    [`${origin}/c/1`, 'inside'],
    ['https://chat.example.org:443/', 'inside'],
    ['https://chat.example.org:8443/', 'external'],
    ['http://chat.example.org/', 'external'],
    ['https://chat.example.org.evil.example/', 'external'],
    ['mailto:ada@example.org', 'external'],
    ['tel:+4930123456', 'external'],
    ['https://me:secret@chat.example.org/', 'nowhere'],
    ['file:///etc/passwd', 'nowhere'],
    ['javascript:alert(1)', 'nowhere'],
    ['data:text/html,<script>alert(1)</script>', 'nowhere'],
    [`blob:${origin}/1`, 'nowhere'],
    ['smb://server/share', 'nowhere'],
    ['ms-msdt:/id', 'nowhere'],
    ['nonsense', 'nowhere'],
  ])('leads to %s: %s', (url, expected) => {
    expect(leadingOf(url, origin)).toBe(expected)
  })

  test('gets what a workplace needs, and only its top page does', () => {
    const asking = { url: `${origin}/c/1`, isMainFrame: true }
    expect(
      ['media', 'display-capture', 'notifications'].every((one) => isPermitted(one, asking, origin)),
    ).toBe(true)
    for (const permission of [
      'geolocation',
      'midi',
      'hid',
      'serial',
      'usb',
      'openExternal',
      'clipboard-read',
      'pointerLock',
    ])
      expect(isPermitted(permission, asking, origin)).toBe(false)
    expect(isPermitted('media', { ...asking, isMainFrame: false }, origin)).toBe(false)
    expect(isPermitted('media', { ...asking, url: 'https://evil.example/' }, origin)).toBe(false)
  })

  test('speaks over the bridge, and no frame or stranger does', () => {
    expect(isTrusted({ url: `${origin}/calls`, isMainFrame: true }, origin)).toBe(true)
    expect(isTrusted({ url: `${origin}/calls`, isMainFrame: false }, origin)).toBe(false)
    expect(isTrusted({ url: 'https://evil.example/', isMainFrame: true }, origin)).toBe(false)
    expect(isTrusted({ url: 'file:///index.html', isMainFrame: true }, origin)).toBe(false)
    expect(isTrusted({ url: `${ownOrigin}/window`, isMainFrame: true }, ownOrigin)).toBe(true)
    expect(isTrusted({ url: `${ownOrigin}.evil/window`, isMainFrame: true }, ownOrigin)).toBe(false)
    expect(isTrusted(null, origin)).toBe(false)
  })
})
