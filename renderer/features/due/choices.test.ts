import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { remindChoices, sendChoices } from './choices.ts'
import { clockTimeOf, dayAt, daysBetween, momentAt } from './zoned.ts'

const berlin = 'Europe/Berlin'
const newYork = 'America/New_York'
const kathmandu = 'Asia/Kathmandu'
const at = (text: string) => new Date(text)
const iso = (date: Date | undefined) => date?.toISOString()
const on = (text: string) => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/[- :]/).map(Number)
  return { year, month, day, hour, minute }
}

describe('a time on the clock of a zone', () => {
  test('is the moment at which that clock shows it', () => {
    expect(iso(momentAt(on('2026-07-01 09:00'), berlin)?.at)).toBe('2026-07-01T07:00:00.000Z')
    expect(iso(momentAt(on('2026-12-01 09:00'), berlin)?.at)).toBe('2026-12-01T08:00:00.000Z')
    expect(iso(momentAt(on('2026-12-01 09:00'), kathmandu)?.at)).toBe('2026-12-01T03:15:00.000Z')
    expect(clockTimeOf(at('2026-12-01T03:15:00Z'), kathmandu)).toEqual(on('2026-12-01 09:00'))
    expect(momentAt(on('2026-02-30 09:00'), berlin)).toBeNull()
  })

  test('that the clock jumps over is as much later as it jumps', () => {
    const inBerlin = momentAt(on('2026-03-29 02:30'), berlin)
    expect([inBerlin?.fit, iso(inBerlin?.at)]).toEqual(['skipped', '2026-03-29T01:30:00.000Z'])
    expect(clockTimeOf(inBerlin?.at as Date, berlin)).toEqual(on('2026-03-29 03:30'))
    const inNewYork = momentAt(on('2026-03-08 02:15'), newYork)
    expect([inNewYork?.fit, iso(inNewYork?.at)]).toEqual(['skipped', '2026-03-08T07:15:00.000Z'])
  })

  test('that is there twice is the earlier one', () => {
    const inBerlin = momentAt(on('2026-10-25 02:30'), berlin)
    expect([inBerlin?.fit, iso(inBerlin?.at)]).toEqual(['twice', '2026-10-25T00:30:00.000Z'])
    const inNewYork = momentAt(on('2026-11-01 01:30'), newYork)
    expect([inNewYork?.fit, iso(inNewYork?.at)]).toEqual(['twice', '2026-11-01T05:30:00.000Z'])
    expect(momentAt(on('2026-10-25 03:00'), berlin)?.fit).toBe('exact')
  })
})

describe('tomorrow at nine', () => {
  test('is nine on the clock of the zone, over both changes of summer time', () => {
    expect(iso(dayAt(at('2026-03-28T20:00:00Z'), berlin, 1, 9))).toBe('2026-03-29T07:00:00.000Z')
    expect(iso(dayAt(at('2026-10-24T20:00:00Z'), berlin, 1, 9))).toBe('2026-10-25T08:00:00.000Z')
    expect(iso(dayAt(at('2026-03-07T20:00:00Z'), newYork, 1, 9))).toBe('2026-03-08T13:00:00.000Z')
    expect(iso(dayAt(at('2026-10-31T20:00:00Z'), newYork, 1, 9))).toBe('2026-11-01T14:00:00.000Z')
  })

  test('is of the day in the person’s zone, not in the browser’s or in UTC', () => {
    // Half past midnight on the 2nd in Kathmandu, still the 1st in UTC.
    const now = at('2026-12-01T18:45:00Z')
    const { at: morning } = sendChoices(now, kathmandu).find(({ id }) => id === 'tomorrow') ?? {}
    expect(iso(morning)).toBe('2026-12-03T03:15:00.000Z')
    expect(daysBetween(now, morning as Date, kathmandu)).toBe(1)
    expect(daysBetween(now, morning as Date, 'UTC')).toBe(2)
  })
})

describe('next Monday', () => {
  test('is a week away on a Monday and not offered on a Sunday', () => {
    const mondayOf = (text: string) =>
      sendChoices(DateTime.fromISO(text, { zone: berlin }).toJSDate(), berlin).find(
        ({ id }) => id === 'monday',
      )?.at
    expect(iso(mondayOf('2026-11-25T12:00'))).toBe('2026-11-30T08:00:00.000Z')
    expect(iso(mondayOf('2026-11-23T12:00'))).toBe('2026-11-30T08:00:00.000Z')
    expect(mondayOf('2026-11-29T12:00')).toBeUndefined()
  })
})

test('what is offered always lies ahead, in the order of time', () => {
  for (const zone of [berlin, newYork, kathmandu, 'Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    for (let hour = 0; hour < 24 * 14; hour += 1) {
      const now = new Date(Date.UTC(2026, 9, 20, hour, 59, 59))
      for (const choices of [sendChoices(now, zone), remindChoices(now, zone)]) {
        expect(choices.every((choice) => choice.at > now)).toBe(true)
        expect(choices.toSorted((a, b) => a.at.getTime() - b.at.getTime())).toEqual(choices)
      }
    }
  }
})
