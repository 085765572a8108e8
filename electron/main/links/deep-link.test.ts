import { describe, expect, test } from 'vitest'
import { deepLinkIn, parseDeepLink } from './deep-link.ts'

const a = '0199f000-0000-7000-8000-00000000000a'
const b = '0199f000-0000-7000-8000-00000000000b'
const token = 'x'.repeat(43)

describe('a nucleus:// link', () => {
  test.each([
    [`nucleus://chat.example.org/c/${a}`, 'https://chat.example.org', `/c/${a}`],
    [`nucleus://chat.example.org:8443/c/${a}/m/${b}`, 'https://chat.example.org:8443', `/c/${a}/m/${b}`],
    [
      `nucleus://chat.example.org/c/${a}/t/${b}?reply=${a}`,
      'https://chat.example.org',
      `/c/${a}/t/${b}?reply=${a}`,
    ],
    [
      `nucleus://chat.example.org/invite#token=${token}`,
      'https://chat.example.org',
      `/invite#token=${token}`,
    ],
    ['nucleus://localhost:3210/', 'http://localhost:3210', '/'],
    ['nucleus://[::1]:3210/calls', 'http://[::1]:3210', '/calls'],
  ])('%s', (text, origin, path) => {
    expect(parseDeepLink(text)).toEqual({ origin, path })
  })

  test.each([
    ['another scheme', `https://chat.example.org/c/${a}`],
    ['no host', `nucleus:///c/${a}`],
    ['a password', `nucleus://me:secret@chat.example.org/c/${a}`],
    ['an unknown place', 'nucleus://chat.example.org/admin/people'],
    ['a place below a known one', `nucleus://chat.example.org/c/${a}/delete`],
    ['a way up', `nucleus://chat.example.org/c/${a}/../../admin`],
    ['script', 'nucleus://chat.example.org/javascript:alert(1)'],
    ['a query of its own', `nucleus://chat.example.org/c/${a}?next=https://evil.example`],
    ['a hash of its own', `nucleus://chat.example.org/c/${a}#x`],
    ['an invitation without a token', 'nucleus://chat.example.org/invite'],
    ['endless', `nucleus://chat.example.org/c/${a}?reply=${'x'.repeat(600)}`],
    ['nothing', ''],
  ])('leads nowhere with %s', (_what, text) => {
    expect(parseDeepLink(text)).toBeNull()
  })

  test('brings a sign-in back from the browser, and nothing that looks like one', () => {
    const [code, state] = ['c'.repeat(43), 's'.repeat(43)]
    const link = (hash: string) => parseDeepLink(`nucleus://chat.example.org/signed-in${hash}`)
    expect(link(`#code=${code}&state=${state}`)?.signIn).toEqual({ code, state })
    for (const hash of ['', `#code=${code}`, `#code=${code}&state=short`, `#state=${state}&code=${code}`])
      expect(link(hash)).toBeNull()
  })

  test('is found among the arguments of a program', () => {
    const link = `nucleus://chat.example.org/c/${a}`
    expect(deepLinkIn(['/opt/nucleus/nucleus', '--allow-file-access', link])?.path).toBe(`/c/${a}`)
    expect(deepLinkIn(['/opt/nucleus/nucleus', `--url=${link}`])).toBeNull()
  })
})
