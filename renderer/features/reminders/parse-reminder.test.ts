import { describe, expect, test } from 'vitest'
import { parseReminder } from './parse-reminder.ts'

const now = new Date('2026-03-27T12:00:00Z')
const parsed = (input: string, zone = 'Europe/Berlin', at = now) => {
  const found = parseReminder(input, at, zone)
  return found && [found.text, found.moment.at.toISOString()]
}

describe('a reminder in words', () => {
  test.each([
    ['tomorrow 9:00 call the bank', 'call the bank', '2026-03-28T08:00:00.000Z'],
    ['call the bank tomorrow at 9:00', 'call the bank', '2026-03-28T08:00:00.000Z'],
    ['remind me to call the bank tomorrow at 9am', 'call the bank', '2026-03-28T08:00:00.000Z'],
    ['in 20 minutes stretch', 'stretch', '2026-03-27T12:20:00.000Z'],
    ['water the plants in 2 hours', 'water the plants', '2026-03-27T14:00:00.000Z'],
    ['send the report on Monday', 'send the report', '2026-03-30T07:00:00.000Z'],
    ['on 3 April at 14:30: dentist', 'dentist', '2026-04-03T12:30:00.000Z'],
    ['18:00 go home', 'go home', '2026-03-27T17:00:00.000Z'],
    ['tomorrow 9:00 send the March report', 'send the March report', '2026-03-28T08:00:00.000Z'],
    ['send the March report tomorrow', 'send the March report', '2026-03-28T08:00:00.000Z'],
    ['in 2 hours talk about Sunday’s shift', 'talk about Sunday’s shift', '2026-03-27T14:00:00.000Z'],
    ['remind me tomorrow about the June party', 'the June party', '2026-03-28T08:00:00.000Z'],
    ['9:00 stand-up', 'stand-up', '2026-03-28T08:00:00.000Z'],
  ])('%s', (input, text, at) => {
    expect(parsed(input)).toEqual([text, at])
  })

  test('without a time is none', () => {
    expect(parsed('call the bank')).toBeNull()
    expect(parsed('')).toBeNull()
  })

  test('takes its clock times from the zone of the person, over a change of summer time', () => {
    // Berlin's clock jumps on the 29th, New York's had jumped on the 8th, Kathmandu's never does.
    expect(parsed('on Sunday at 9:00 hike')?.[1]).toBe('2026-03-29T07:00:00.000Z')
    expect(parsed('on Sunday at 9:00 hike', 'America/New_York')?.[1]).toBe('2026-03-29T13:00:00.000Z')
    expect(parsed('on Sunday at 9:00 hike', 'Asia/Kathmandu')?.[1]).toBe('2026-03-29T03:15:00.000Z')
    expect(parsed('on Sunday at 2:30 moon', 'Europe/Berlin')?.[1]).toBe('2026-03-29T01:30:00.000Z')
  })

  test('means the person’s tomorrow', () => {
    const lateEvening = new Date('2026-03-27T20:00:00Z')
    // A quarter to two in the night of the 28th there.
    expect(parsed('tomorrow 9:00 tea', 'Asia/Kathmandu', lateEvening)?.[1]).toBe('2026-03-29T03:15:00.000Z')
    expect(parsed('tomorrow 9:00 tea', 'America/New_York', lateEvening)?.[1]).toBe('2026-03-28T13:00:00.000Z')
  })
})
