// How calls went, through the front door: admins see sums and seats, nobody else sees anything.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CallOutcome, SeatQuality } from '../../../contract/calls.ts'
import type { CallId, ChannelId, PersonId, SeatId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'
import { refused } from '../../test/refused.ts'

const now = new Date('2030-03-10T12:00:00.000Z')
let app: TestApp
let olivia: Client
let admin: Client
let bob: Client
let channelId: ChannelId

beforeAll(async () => {
  app = await startTestApp({ clock: { now: () => now } })
  olivia = app.owner
  admin = await app.invite('admin', 'Ada')
  bob = await app.invite('member', 'Bob')
  const { joined } = await olivia.call('channels.create', { kind: 'public', name: 'talks' })
  channelId = joined.channel.id
  await fill()
})
afterAll(() => app.stop())

const fine: SeatQuality = {
  joinMs: 200,
  roundTripMs: 20,
  jitterMs: 2,
  lossUpPercent: 0,
  lossDownPercent: 0,
  freezes: 0,
  freezeMs: 0,
  concealedPercent: 0,
  width: 1280,
  height: 720,
  framesPerSecond: 30,
  cpuLimitedPercent: 0,
  bandwidthLimitedPercent: 0,
  path: 'udp',
}

type SeatRow = { personId: PersonId; minutes: number; quality: SeatQuality | null }

/** A call that is over, straight into the tables: nobody can wait for days of calls. */
async function keep(startedAt: string, outcome: CallOutcome, seats: SeatRow[] = []): Promise<CallId> {
  const id = randomUUID() as CallId
  const { db } = app.context
  const begun = new Date(startedAt)
  const after = (minutes: number) => new Date(begun.getTime() + minutes * 60_000)
  const endedAt = after(Math.max(1, ...seats.map(({ minutes }) => minutes)))
  await db.call.create({
    data: { id, channelId, startedById: olivia.personId, startedAt: begun, endedAt, outcome },
  })
  for (const { personId, minutes, quality } of seats) {
    const leftAt = after(minutes)
    const own = { id: randomUUID() as SeatId, callId: id, personId, joinedAt: begun, leftAt }
    await db.callSeat.create({ data: quality ? { ...own, quality } : own })
  }
  return id
}

let mondayId: CallId
let tuesdayId: CallId

async function fill() {
  const seat = (quality: Partial<SeatQuality> | null, minutes = 30): SeatRow => ({
    personId: bob.personId,
    minutes,
    quality: quality && { ...fine, ...quality },
  })
  // Long ago.
  await keep('2029-11-01T09:00:00.000Z', 'ended', [seat({})])
  // A minute before midnight, UTC: still that day.
  mondayId = await keep('2030-03-04T23:59:00.000Z', 'ended', [
    seat({ joinMs: 100, roundTripMs: 10, lossUpPercent: 1, lossDownPercent: null, concealedPercent: 2 }),
    seat({ joinMs: 200, roundTripMs: 20, lossUpPercent: 0, lossDownPercent: 3, path: 'tcp' }),
    seat({ joinMs: 300, roundTripMs: 30, lossUpPercent: null, lossDownPercent: null, path: 'relay' }),
    seat({ joinMs: 400, roundTripMs: null, freezes: 6, freezeMs: 3000 }),
    seat({ joinMs: null, roundTripMs: null, path: null }),
    // No report came.
    seat(null, 60),
  ])
  await keep('2030-03-04T08:00:00.000Z', 'missed')
  await keep('2030-03-04T08:30:00.000Z', 'declined')
  tuesdayId = await keep('2030-03-05T09:00:00.000Z', 'ended', [
    seat(null, 10),
    { ...seat({}), personId: olivia.personId },
  ])
}

describe('calls.qualityDays', () => {
  test('is for owners and admins', async () => {
    expect(await refused(bob.call('calls.qualityDays', {}))).toBe('forbidden')
    const guest = await app.invite('guest', 'Gil')
    expect(await refused(guest.call('calls.qualityDays', {}))).toBe('forbidden')
    const answers = await Promise.all([olivia, admin].map((one) => one.call('calls.qualityDays', {})))
    expect(answers[0]).toEqual(answers[1])
  })

  test('sums up each day with a call, the oldest first', async () => {
    const { days } = await olivia.call('calls.qualityDays', { days: 30 })
    expect(days.map(({ date, calls, missed, seats }) => [date, calls, missed, seats])).toEqual([
      ['2030-03-04', 3, 2, 6],
      ['2030-03-05', 1, 0, 2],
    ])
    expect(days[0]?.seatMinutes).toBeCloseTo(5 * 30 + 60)
  })

  test('percentiles are of what was measured; unknown is not zero', async () => {
    const { days } = await olivia.call('calls.qualityDays', { days: 30 })
    const [monday] = days
    // Joins of 100, 200, 300 and 400 ms; round trips of 10, 20 and 30 ms.
    expect(monday?.joinP50Ms).toBeCloseTo(250)
    expect(monday?.joinP95Ms).toBeCloseTo(385)
    expect(monday?.roundTripP50Ms).toBeCloseTo(20)
    expect(monday?.roundTripP95Ms).toBeCloseTo(29)
    // Of both ways the worse: 1, 3, 0 and 0; the third seat knows none.
    expect(monday?.lossP95Percent).toBeCloseTo(2.7)
    expect(monday?.concealedP95Percent).toBeCloseTo(1.6)
    expect(monday).toMatchObject({ tcpSeats: 1, relayedSeats: 1 })
  })

  test('freezes are per hour of those seats that were measured', async () => {
    const { days } = await olivia.call('calls.qualityDays', { days: 30 })
    expect(days[0]?.freezesPerHour).toBeCloseTo(6 / 2.5)
  })

  test('reaches back as far as asked, and no further', async () => {
    const dates = async (count: number) =>
      (await olivia.call('calls.qualityDays', { days: count })).days.map(({ date }) => date)
    expect(await dates(3)).toEqual([])
    expect(await dates(366)).toContain('2029-11-01')
    expect(await refused(olivia.call('calls.qualityDays', { days: 0 }))).toBe('invalid_input')
  })
})

describe('calls.qualityList', () => {
  test('is for owners and admins', async () => {
    expect(await refused(bob.call('calls.qualityList', {}))).toBe('forbidden')
    expect((await admin.call('calls.qualityList', {})).calls.length).toBe(5)
  })

  test('lists the newest first, with how each seat went', async () => {
    const { calls } = await olivia.call('calls.qualityList', {})
    expect(calls[0]).toMatchObject({ callId: tuesdayId, outcome: 'ended' })
    const seats = calls[0]?.seats.map(({ personId, quality }) => [personId, quality])
    expect(seats).toContainEqual([bob.personId, null])
    expect(seats).toContainEqual([olivia.personId, fine])
    expect(calls.find(({ callId }) => callId === mondayId)?.seats).toHaveLength(6)
  })

  test('page after page has every call once', async () => {
    const found: CallId[] = []
    let before: string | null = null
    for (let hasMore = true; hasMore; ) {
      const page: Awaited<ReturnType<typeof olivia.call<'calls.qualityList'>>> = await olivia.call(
        'calls.qualityList',
        { before, limit: 2 },
      )
      found.push(...page.calls.map(({ callId }) => callId))
      before = page.calls.at(-1)?.startedAt ?? null
      hasMore = page.hasMore
    }
    expect(found).toHaveLength(5)
    expect(new Set(found).size).toBe(5)
  })

  test('tells nothing of where it was said, or what', async () => {
    const text = JSON.stringify(await olivia.call('calls.qualityList', {}))
    expect(text).not.toContain(channelId)
  })
})
