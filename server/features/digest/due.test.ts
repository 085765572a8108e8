import { describe, expect, test } from 'vitest'
import type { DigestChoice } from '../../../contract/digest.ts'
import { isDue } from './due.ts'

const day = '2026-03-02T'
const at = (time: string) => new Date(time.includes('T') ? time : `${day}${time}:00Z`)
const awake = { timeZone: 'UTC', quietTimes: null, pausedUntil: null }
const plan = (choice: DigestChoice, sentAt: string | null = null, setAt: string | null = null) => ({
  choice,
  dailyAt: '09:00',
  sentAt: sentAt === null ? null : at(sentAt),
  setAt: setAt === null ? null : at(setAt),
})

describe('an e-mail is due', () => {
  test.each([
    ['never', 'never', null, null, '08:00', '12:00', false],
    ['soon: waited long enough', 'soon', null, null, '11:45', '12:00', true],
    ['soon: not yet', 'soon', null, null, '11:46', '12:00', false],
    ['soon: too soon after the last', 'soon', '11:50', null, '11:40', '12:00', false],
    ['soon: again', 'soon', '11:45', null, '11:40', '12:00', true],
    ['hourly: waited an hour', 'hourly', null, null, '11:00', '12:00', true],
    ['hourly: not yet', 'hourly', null, null, '11:01', '12:00', false],
    ['hourly: an hour after the last', 'hourly', '11:01', null, '10:00', '12:00', false],
    ['daily: before the time', 'daily', '2026-03-01T09:05:00Z', null, '08:00', '08:59', false],
    ['daily: at the time', 'daily', '2026-03-01T09:05:00Z', null, '08:00', '09:00', true],
    ['daily: late, because the server slept', 'daily', '2026-03-01T09:05:00Z', null, '08:00', '11:00', true],
    ['daily: once a day', 'daily', '09:01', null, '09:30', '12:00', false],
    ['daily: chosen just now, so tomorrow', 'daily', null, '10:00', '08:00', '12:00', false],
    ['daily: the next day', 'daily', null, '10:00', '08:00', '2026-03-03T09:00:00Z', true],
  ] as const)('%s', (_what, choice, sentAt, setAt, oldestAt, now, expected) => {
    expect(isDue(plan(choice, sentAt, setAt), awake, at(oldestAt), at(now))).toBe(expected)
  })

  test('by the clock of the person', () => {
    const kathmandu = { ...awake, timeZone: 'Asia/Kathmandu' }
    const yesterday = '2026-03-01T04:00:00Z'
    expect(isDue(plan('daily', yesterday), kathmandu, at('01:00'), at('03:14'))).toBe(false)
    expect(isDue(plan('daily', yesterday), kathmandu, at('01:00'), at('03:15'))).toBe(true)
  })

  test('never while somebody is not to be disturbed, and afterwards', () => {
    const asleep = { ...awake, quietTimes: { hours: { from: '08:00', to: '10:00' }, days: [] } }
    const paused = { ...awake, pausedUntil: at('10:00').toISOString() }
    for (const person of [asleep, paused]) {
      expect(isDue(plan('soon'), person, at('07:00'), at('09:30'))).toBe(false)
      expect(isDue(plan('soon'), person, at('07:00'), at('10:00'))).toBe(true)
      expect(isDue(plan('daily', '2026-03-01T09:05:00Z'), person, at('07:00'), at('09:30'))).toBe(false)
      expect(isDue(plan('daily', '2026-03-01T09:05:00Z'), person, at('07:00'), at('10:00'))).toBe(true)
    }
  })
})
