// What hosts may do to others: mute, ask, remove, let in, lock, share the lead.
import type { CallView } from '../../../contract/calls.ts'
import type { CallId, PersonId, SeatId } from '../../../contract/ids.ts'
import type { Context } from '../../core/context.ts'
import { AppError, demand } from '../../core/errors.ts'
import type { SignalHandlers, SignalSocket } from '../../socket/signalling.ts'
import { changeCall } from './change.ts'
import { hosting, ruled } from './facts.ts'
import { type LiveCall, type Seat, seatOf } from './live-call.ts'
import { canLeadCall } from './policy.ts'
import { dropSeat, enter, leaveSeat } from './seats.ts'

type HostRequest =
  | 'call.muteSeat'
  | 'call.askToUnmute'
  | 'call.removeSeat'
  | 'call.answerLobby'
  | 'call.setRules'
  | 'call.makeHost'

const done = {}
const noSeat = () => new AppError('not_found', 'Nobody sits there any more.')

/** The live call that the socket's person leads. Throws not_in_call, forbidden. */
function led(context: Context, socket: SignalSocket, callId: CallId): LiveCall & { call: CallView } {
  const { live } = seatOf(context, socket, callId)
  if (!live.call) throw new AppError('forbidden', 'There is nobody else here.')
  demand(canLeadCall(socket.actor, live.call))
  return live as LiveCall & { call: CallView }
}

function joinedSeat(live: LiveCall, seatId: SeatId): Seat {
  const seat = live.seats.get(seatId)
  if (seat?.state !== 'joined') throw noSeat()
  return seat
}

async function letIn(
  context: Context,
  live: LiveCall,
  by: PersonId,
  { personId, isAdmitted }: { personId: PersonId; isAdmitted: boolean },
): Promise<void> {
  const seat = live.seatOfPerson(personId)
  if (seat?.state !== 'waiting') throw noSeat()
  // Two hosts, or a double click: it is under way.
  if (seat.isEntering) return
  if (!isAdmitted) return leaveSeat(context, live, seat, { by, reason: 'refused' })
  try {
    const answer = await enter(context, live, seat)
    seat.socket?.tell('call.admitted', { callId: live.id, answer })
  } catch (error) {
    dropSeat(context, live, seat, 'failed')
    throw error
  }
}

export const hostHandlers: Pick<SignalHandlers['requests'], HostRequest> = {
  'call.muteSeat': async (context, socket, { callId, seatId, source }) => {
    const live = led(context, socket, callId)
    const { personId: byPersonId } = socket.actor
    const seats = seatId ? [joinedSeat(live, seatId)] : live.joined().filter((seat) => !live.isHost(seat))
    await Promise.all(
      seats.map(async (seat) => {
        const own = (seat.peer?.published ?? []).filter(
          (one) => one.source === source && !one.producer.paused,
        )
        // A worker that dies in between takes the stream with it.
        await Promise.all(own.map(({ producer }) => producer.pause().catch(() => {})))
        if (own.length === 0) return
        seat.socket?.tell('call.muted', { callId, source, byPersonId })
        live.tellSeat(seat)
      }),
    )
    return done
  },
  'call.askToUnmute': async (context, socket, { callId, seatId }) => {
    const live = led(context, socket, callId)
    joinedSeat(live, seatId).socket?.tell('call.unmuteAsked', { callId, byPersonId: socket.actor.personId })
    return done
  },
  'call.removeSeat': async (context, socket, { callId, seatId }) => {
    const live = led(context, socket, callId)
    const seat = joinedSeat(live, seatId)
    live.barred.add(seat.personId)
    await leaveSeat(context, live, seat, { by: socket.actor.personId, reason: 'removed' })
    return done
  },
  'call.answerLobby': async (context, socket, { callId, ...answer }) => {
    await letIn(context, led(context, socket, callId), socket.actor.personId, answer)
    return done
  },
  'call.setRules': async (context, socket, { callId, ...rules }) => {
    const live = led(context, socket, callId)
    const call = await changeCall(
      context,
      socket.actor.personId,
      callId,
      (before) => ruled(before, rules),
      (after) => ({ type: 'call.changed', call: after }),
    )
    live.learn(call)
    return done
  },
  'call.makeHost': async (context, socket, { callId, seatId }) => {
    const live = led(context, socket, callId)
    const { personId } = joinedSeat(live, seatId)
    const call = await changeCall(
      context,
      socket.actor.personId,
      callId,
      (before) => hosting(before, personId),
      (after) => ({ type: 'call.changed', call: after }),
    )
    live.learn(call)
    return done
  },
}
