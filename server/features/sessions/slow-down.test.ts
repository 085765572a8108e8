import { describe, expect, test } from 'vitest'
import { accountLine, addressLine, type Count, networkOf, waitOf, withoutTry, withTry } from './slow-down.ts'

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

describe('the line of an address', () => {
  const start = new Date('2026-11-22T12:00:00Z')
  const line = addressLine('192.0.2.7')
  const later = (ms: number) => new Date(start.getTime() + ms)
  const hourMs = 3_600_000

  test('gives a guesser who never pauses one try a minute, for days', () => {
    let count: Count = { failures: 0, lastAt: start }
    let now = start
    const tries: Date[] = []
    while (now < later(72 * hourMs)) {
      now = new Date(now.getTime() + waitOf(line, count, now))
      count = withTry(line, count, now)
      tries.push(now)
    }
    // 36 before the wait is at its longest.
    expect(tries.length).toBeLessThanOrEqual(36 + 72 * 60)
  })

  test('lets people try at once two hours after such a guesser has gone', () => {
    let count: Count = { failures: 87, lastAt: start }
    for (let tries = 0; tries < 5; tries += 1) {
      expect(waitOf(line, count, later(2 * hourMs + tries))).toBe(0)
      count = withTry(line, count, later(2 * hourMs + tries))
    }
  })

  test('stands after a right try as if there had been none', () => {
    const before = { failures: 40, lastAt: start }
    const at = later(hourMs)
    const { failures, lastAt } = withoutTry({ line, at, previousAt: start }, withTry(line, before, at))
    expect(failures).toBeCloseTo(40)
    expect(lastAt).toEqual(start)
  })

  test('keeps the wrong try that came between a right one and its proof', () => {
    const at = later(hourMs)
    const wrongAt = later(2 * hourMs)
    const both = withTry(line, withTry(line, { failures: 40, lastAt: start }, at), wrongAt)
    const { failures, lastAt } = withoutTry({ line, at, previousAt: start }, both)
    expect(failures).toBeCloseTo(11)
    expect(lastAt).toEqual(wrongAt)
  })
})

test('the line of an account does not fade before its day is over', () => {
  const lastAt = new Date('2026-11-22T12:00:00Z')
  const almostADayLater = new Date(lastAt.getTime() + 86_399_999)
  expect(withTry(accountLine('a@example.org'), { failures: 7, lastAt }, almostADayLater).failures).toBe(8)
})
