// Which calls ring here, read from what the server said of them: whoever answers, declines or hangs up, in whatever
// window, changes the call, and the ringing is over.
import type { CallView } from '../../../../contract/calls.ts'
import { ringMs } from '../../../../contract/calls.ts'
import type { CallId, PersonId } from '../../../../contract/ids.ts'
import type { ChannelsState } from '../../channels/reducer.ts'

/** So far this device's clock may be off from the server's before a call is taken for an old one. */
const clockToleranceMs = 90_000

export type Heard = {
  me: PersonId
  channels: ChannelsState['channels']
  now: number
  /** When this window first saw each call ring: it never rings longer than a ring takes. */
  firstSeenAt: ReadonlyMap<CallId, number>
}

export function ringingCalls({ me, channels, now, firstSeenAt }: Heard): CallView[] {
  const calls = [...channels.values()].flatMap(({ state }) => (state.call ? [state.call] : []))
  return calls.filter((call) => isRinging(call, me) && now < endOfRing(call, firstSeenAt, now))
}

function isRinging(call: CallView, me: PersonId): boolean {
  if (call.outcome !== 'open' || call.ringsUntil === null || call.startedById === me) return false
  return call.participants.some(({ personId, state }) => personId === me && state === 'ringing')
}

/** The server ends it, and says so. Should its word be late, it ends by this clock. */
export function endOfRing(call: CallView, firstSeenAt: ReadonlyMap<CallId, number>, now: number): number {
  const until = Date.parse(call.ringsUntil ?? call.startedAt)
  const seenUntil = (firstSeenAt.get(call.id) ?? now) + ringMs
  return Math.min(seenUntil, until + clockToleranceMs)
}
