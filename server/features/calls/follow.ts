// Live calls follow the journal: whoever loses access to a channel or a session loses the seat at once, and a call that
// was ended elsewhere ends here.
import type { Entry } from '../../../contract/events.ts'
import type { Context } from '../../core/context.ts'
import { type LiveCall, liveCallsOf, type Seat } from './live-call.ts'
import { closeLiveCall, leaveSeat } from './seats.ts'

/** Entries as they are committed, by this process or another. */
export function followEntries(context: Context, entries: Entry[]): void {
  const calls = liveCallsOf(context)
  if (calls.size === 0) return
  for (const { event } of entries) {
    switch (event.type) {
      case 'member.left':
        for (const live of calls.values())
          if (live.call?.channelId === event.channelId)
            giveUp(context, live, (seat) => seat.personId === event.personId)
        break
      case 'session.ended':
        for (const live of [...calls.values()])
          giveUp(context, live, (seat) => seat.sessionId === event.sessionId)
        break
      case 'call.ended': {
        const live = calls.get(event.call.id)
        if (live) closeLiveCall(context, live, 'ended')
        break
      }
      default:
        if ('call' in event) calls.get(event.call.id)?.learn(event.call)
    }
  }
}

function giveUp(context: Context, live: LiveCall, isMeant: (seat: Seat) => boolean): void {
  for (const seat of [...live.seats.values()].filter(isMeant)) {
    leaveSeat(context, live, seat, { by: seat.personId, reason: 'accessEnded' }).catch((error) =>
      context.log.warn({ err: error }, 'a seat without access is gone; the keeper writes it down'),
    )
  }
}
