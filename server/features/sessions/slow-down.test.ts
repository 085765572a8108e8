import { describe, expect, test } from 'vitest'
import { addressLine, networkOf, waitOf } from './slow-down.ts'

describe('networkOf', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
    ['2001:0db8:0001:ffff::9', '2001:db8:1::/48'],
    ['2001:db8::1', '2001:db8:0::/48'],
    ['::1', '0:0:0::/48'],
    ['fe80::1%eth0', 'fe80:0:0::/48'],
  ])('%s counts as %s', (address, network) => expect(networkOf(address)).toBe(network))
})

describe('waitOf', () => {
  const now = new Date('2026-11-22T12:00:00Z')
  const line = addressLine('192.0.2.7')
  test('never grows beyond its most, however many there were', () => {
    expect(waitOf(line, { failures: 1_000_000, lastAt: now }, now)).toBe(60_000)
  })
  test('gets shorter as time passes, and ends', () => {
    const count = { failures: 33, lastAt: now }
    expect(waitOf(line, count, new Date(now.getTime() + 5000))).toBe(3000)
    expect(waitOf(line, count, new Date(now.getTime() + 9000))).toBe(0)
  })
})
