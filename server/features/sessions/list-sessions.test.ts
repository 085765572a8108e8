import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp, testPassword } from '../../test/app.ts'
import { TestBrowser } from '../../test/browser.ts'
import { ask } from '../../test/client.ts'
import { describeDevice } from './present.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ settings: { TRUST_PROXY: 'true' } })
})
afterAll(() => app.stop())

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

describe('sessions.list', () => {
  test('refuses a stranger', async () => {
    await expect(ask(app.url, 'sessions.list', {})).rejects.toMatchObject({ code: 'not_signed_in' })
  })

  test('names device and address of the own sessions only, the current one first', async () => {
    await app.invite('member', 'Somebody Else')
    const browser = new TestBrowser(app.url, '198.51.100.4')
    const input = { email: 'olivia@example.org', password: testPassword }
    await browser.post('sessions.signIn', input, { 'user-agent': firefox })
    const { sessions } = await app.owner.call('sessions.list', {})
    expect(sessions.map(({ isCurrent }) => isCurrent)).toEqual([true, false])
    expect(sessions[0]?.id).toBe(app.owner.sessionId)
    expect(sessions[1]).toMatchObject({ device: 'Firefox on Linux', address: '198.51.100.4' })
  })
})

describe('describeDevice', () => {
  test.each([
    [firefox, 'Firefox on Linux'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36',
      'Chrome on Windows',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0',
      'Edge on Windows',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15',
      'Safari on macOS',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Mobile Safari/604.1',
      'Safari on iPhone',
    ],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Nucleus/1.0 Chrome/143.0 Electron/39.0 Safari/537.36',
      'Nucleus desktop on Linux',
    ],
    ['curl/8.14.1', 'curl'],
    ['node', 'Another program'],
    ['', 'Another program'],
    ['<script>alert(1)</script>', 'Another program'],
  ])('%s', (userAgent, words) => expect(describeDevice(userAgent)).toBe(words))
})
