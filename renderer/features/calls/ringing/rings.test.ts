import { describe, expect, test } from 'vitest'
import type { JoinedChannel } from '../../../../contract/channels.ts'
import type { CallId, ChannelId, PersonId } from '../../../../contract/ids.ts'
import { ringingCalls } from './rings.ts'

const me = 'me' as PersonId
const bob = 'bob' as PersonId
const startedAt = '2030-01-01T12:00:00.000Z'
const start = Date.parse(startedAt)
const ringsUntil = new Date(start + 40_000).toISOString()

const heard = (call: object | null, afterMs = 1000, seenAfterMs = 0) => {
  const whole = call && {
    id: 'call',
    outcome: 'open',
    startedById: bob,
    startedAt,
    ringsUntil,
    participants: [
      { personId: bob, state: 'joined' },
      { personId: me, state: 'ringing' },
    ],
    ...call,
  }
  const joined = { state: { call: whole } } as unknown as JoinedChannel
  return ringingCalls({
    me,
    channels: new Map([['channel' as ChannelId, joined]]),
    now: start + afterMs,
    firstSeenAt: new Map([['call' as CallId, start + seenAfterMs]]),
  })
}
const iAm = (state: string) => ({ participants: [{ personId: me, state }] })

describe('a call rings', () => {
  test('when somebody else calls me', () => {
    expect(heard({})).toHaveLength(1)
    expect(heard(null)).toEqual([])
    expect(heard({ startedById: me })).toEqual([])
    expect(heard({ participants: [{ personId: bob, state: 'ringing' }] })).toEqual([])
  })

  test('not in a channel', () => {
    expect(heard({ ringsUntil: null })).toEqual([])
  })

  test('until I answered in any window, declined, or it was over', () => {
    for (const state of ['joined', 'declined', 'busy', 'missed', 'left', 'waiting'])
      expect(heard(iAm(state))).toEqual([])
    expect(heard({ outcome: 'cancelled' })).toEqual([])
  })

  test('for as long as a ring takes, though the word of its end is late', () => {
    expect(heard({}, 39_000)).toHaveLength(1)
    expect(heard({}, 40_000)).toEqual([])
  })

  test('though the clock of this device is a minute fast, but not for a call of long ago', () => {
    expect(heard({}, 60_000, 60_000)).toHaveLength(1)
    expect(heard({}, 3_600_000, 3_600_000)).toEqual([])
  })
})
