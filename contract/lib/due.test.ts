import { describe, expect, it } from 'vitest'
import { dueMoment } from './due.ts'

describe('the moment a task is due', () => {
  it.each([
    ['a day: when it is over there', '2026-11-30', null, 'Europe/Berlin', '2026-11-30T23:00:00.000Z'],
    ['a day in another zone', '2026-11-30', null, 'America/New_York', '2026-12-01T05:00:00.000Z'],
    ['a day of 23 hours', '2026-03-29', null, 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['a time', '2026-11-30', '17:30', 'Europe/Berlin', '2026-11-30T16:30:00.000Z'],
    ['midnight, where the day begins', '2026-11-30', '00:00', 'Europe/Berlin', '2026-11-29T23:00:00.000Z'],
    ['a minute past it', '2026-11-30', '00:01', 'Europe/Berlin', '2026-11-29T23:01:00.000Z'],
    [
      'a time that is skipped: once the clock has passed it',
      '2026-03-29',
      '02:30',
      'Europe/Berlin',
      '2026-03-29T01:00:00.000Z',
    ],
    [
      'a time that comes twice: the first',
      '2026-10-25',
      '02:30',
      'Europe/Berlin',
      '2026-10-25T00:30:00.000Z',
    ],
  ])('%s', (_what, day, time, timeZone, moment) => {
    expect(dueMoment({ day, time, timeZone }).toISOString()).toBe(moment)
  })
})
