import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CallView } from '../../../contract/calls.ts'
import type { CallId, ChannelId, MessageId, PersonId } from '../../../contract/ids.ts'
import { declined, ended, invited, joined, left, participantOf, ruled, rungOut, waiting } from './facts.ts'

const people = ['a', 'b', 'c', 'd'] as PersonId[]
const [a, b, c] = people as [PersonId, PersonId, PersonId]
const at = (second: number) => new Date(Date.UTC(2030, 0, 1, 9, 0, second)).toISOString()
const direct = { isDirect: true }
const group = { isDirect: false }

const call = (called: PersonId[]): CallView => ({
  id: 'call' as CallId,
  channelId: 'channel' as ChannelId,
  messageId: 'message' as MessageId,
  startedById: a,
  startedAt: at(0),
  endedAt: null,
  outcome: 'open',
  ringsUntil: called.length > 0 ? at(40) : null,
  isLocked: false,
  hasLobby: false,
  participants: invited(a, called),
  revision: 1,
})
const stateOf = (one: CallView, personId: PersonId) => participantOf(one, personId)?.state

describe('a direct call', () => {
  const ringing = joined(call([b]), a, at(1))

  test('that is answered and left by one is over for both', () => {
    const over = left(joined(ringing, b, at(5)), b, at(60), direct)
    expect(over).toMatchObject({ outcome: 'ended', endedAt: at(60) })
    expect(stateOf(over, a)).toBe('left')
  })

  test.each([
    ['nobody answers', () => rungOut(ringing, at(40), direct), 'missed', 'missed'],
    ['the other says no', () => declined(ringing, b, false, at(9), direct), 'declined', 'declined'],
    ['the other is in another call', () => declined(ringing, b, true, at(9), direct), 'missed', 'busy'],
    ['the caller hangs up first', () => left(ringing, a, at(9), direct), 'cancelled', 'missed'],
  ])('that ends because %s', (_, end, outcome, state) => {
    const over = end()
    expect(over.outcome).toBe(outcome)
    expect(stateOf(over, b)).toBe(state)
  })
})

describe('a group call', () => {
  const both = joined(joined(call([b, c]), a, at(1)), b, at(2))

  test('goes on while somebody is there or still rings', () => {
    expect(rungOut(both, at(40), group)).toMatchObject({ endedAt: null })
    expect(left(both, a, at(9), group)).toMatchObject({ endedAt: null })
  })

  test('has a host as long as anybody is in it', () => {
    const without = left(both, a, at(9), group)
    expect(participantOf(without, b)?.isHost).toBe(true)
    expect(participantOf(without, a)?.isHost).toBe(false)
  })

  test('can be joined late and again, and remembers the first time', () => {
    const again = joined(left(rungOut(both, at(40), group), b, at(50), group), b, at(55))
    expect(participantOf(again, b)).toMatchObject({ state: 'joined', joinedAt: at(2), leftAt: null })
    expect(stateOf(joined(again, c, at(59)), c)).toBe('joined')
  })
})

test('a channel call rings nobody and ends with the last', () => {
  const open = joined(call([]), a, at(1))
  expect(open.participants).toHaveLength(1)
  expect(left(open, a, at(30), group)).toMatchObject({ outcome: 'ended', endedAt: at(30) })
})

type Step = (one: CallView, second: number) => CallView
const anyStep: fc.Arbitrary<Step> = fc
  .tuple(
    fc.constantFrom(...people),
    fc.constantFrom('join', 'leave', 'decline', 'wait', 'ring', 'rules', 'end'),
  )
  .map(([who, what]): Step => {
    const steps: Record<typeof what, Step> = {
      join: (one, s) => (one.endedAt ? one : joined(one, who, at(s))),
      leave: (one, s) => left(one, who, at(s), group),
      decline: (one, s) => declined(one, who, false, at(s), group),
      wait: (one) => (one.endedAt ? one : waiting(one, who)),
      ring: (one, s) => rungOut(one, at(s), group),
      rules: (one) => ruled(one, { isLocked: true }),
      end: (one, s) => ended(one, at(s)),
    }
    return steps[what] as Step
  })

test('whatever happens, in any order: one host while somebody is there, nobody in a call that is over, twice equals once', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 30 }), (steps) => {
      let one = call([b, c])
      for (const [index, step] of steps.entries()) {
        one = step(one, index + 1)
        expect(step(one, index + 1)).toBe(one)
        const there = one.participants.filter(({ state }) => state === 'joined')
        if (there.length > 0) expect(there.some(({ isHost }) => isHost)).toBe(true)
        if (one.endedAt === null) continue
        expect(one.outcome).not.toBe('open')
        expect(
          one.participants.filter(({ state }) => ['joined', 'waiting', 'ringing'].includes(state)),
        ).toEqual([])
      }
    }),
  )
})
