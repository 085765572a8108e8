import i18next from 'i18next'
import { expect, test } from 'vitest'
import words from '../../../locales/en/doctor.json'
import { diagnose } from './diagnose.ts'
import type { Facts } from './facts.ts'
import { browserName, reportOf } from './report.ts'

const i18n = i18next.createInstance()
await i18n.init({ lng: 'en', resources: { en: { doctor: words } }, interpolation: { escapeValue: false } })
const t = i18n.getFixedT('en', 'doctor')

const ports = [3220, 3221, 3222, 3223]
const facts: Facts = {
  secure: { isSecure: true, hasWebRtc: true, host: 'nucleus.example.org' },
  server: {
    isSocketUp: true,
    isPageReached: true,
    isAvailable: true,
    roundTripMs: 12,
    paths: { addresses: ['203.0.113.7'], udpPorts: ports, tcpPorts: ports, turnUrls: [] },
  },
  udp: [{ address: '203.0.113.7', port: 3220, connectMs: null }],
  tcp: [{ address: '203.0.113.7', port: 3220, connectMs: 51.4 }],
  ownAddresses: ['192.0.2.5'],
}
const options = {
  begunAt: '2030-01-01T09:00:00.000Z',
  browser: 'Firefox 140.0, Linux',
  hasOwnAddresses: false,
}
const report = (more = {}) => reportOf(t, facts, diagnose(facts), { ...options, ...more })

test('names the port, what to ask IT for, and the rule', () => {
  expect(report()).toContain('UDP 3220 to 203.0.113.7 is blocked')
  expect(report()).toContain(
    'Ask IT to allow outgoing UDP to 203.0.113.7, ports 3220–3223. Calls go over TCP meanwhile: they work, with more delay.',
  )
  expect(report()).toContain('ip daddr 203.0.113.7 udp dport 3220-3223 accept')
  expect(report()).toContain('203.0.113.7, port 3220: connected in 51 ms')
})

test('tells nothing of the person, unless they want it', () => {
  expect(report()).not.toContain('192.0.2.5')
  expect(report({ hasOwnAddresses: true })).toContain('192.0.2.5')
})

test('has all words', () => {
  expect(report()).not.toMatch(/\b(finding|detail|verdict|checks|overall|report)\.\w/)
  expect(report()).not.toContain('{{')
})

test.each([
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    'Chrome 140.0.0.0, Linux',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.1.2',
    'Edge 140.0.1.2, Windows',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) AppleWebKit/605.1 Version/18.1 Safari/605.1',
    'Safari 18.1, Mac OS X',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox 140.0, Linux'],
])('%s', (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name)
})
