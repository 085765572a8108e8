// Taking a seat, keeping it over a lost connection, and leaving it.
import type { CallNewsOf, JoinAnswer, ParsedCallRequest } from '../../../contract/call-signals.ts'
import { type CallView, maxSeats, seatKeptMs } from '../../../contract/calls.ts'
import type { PersonId } from '../../../contract/ids.ts'
import type { Context } from '../../core/context.ts'
import { AppError, demand, notFound } from '../../core/errors.ts'
import type { SignalSocket } from '../../socket/signalling.ts'
import { reachChannel } from '../channels/service.ts'
import { changeCall } from './change.ts'
import { endSeat, findCall, insertSeat } from './db.ts'
import { joined, left, waiting } from './facts.ts'
import { LiveCall, liveCallsOf, newSeat, type Seat } from './live-call.ts'
import { callEnded, canComeBack, canJoinCall, seatGivenUp, waitsInLobby } from './policy.ts'
import { newSeatId, openSeatMedia } from './seat-media.ts'

type LostReason = CallNewsOf<'call.seatLost'>['reason']
/** Why a seat is given up, and who did it; by itself: the person left. */
type Leaving = { by: PersonId | null; reason: LostReason | null }

/** The live call, made when this is the first seat here. */
function liveCall(context: Context, call: CallView): LiveCall {
  const calls = liveCallsOf(context)
  const known = calls.get(call.id)
  if (known) {
    known.learn(call)
    return known
  }
  const live = new LiveCall(call.id, call)
  calls.set(call.id, live)
  return live
}

export function closeLiveCall(context: Context, live: LiveCall, reason: LostReason): void {
  if (live.isClosed) return
  liveCallsOf(context).delete(live.id)
  live.close()
  for (const seat of live.seats.values()) seat.socket?.tell('call.seatLost', { callId: live.id, reason })
  live.seats.clear()
}

/**
 * call.join. Takes a seat; or the own one again, with its media if those still stand; or moves the person's seat here from
 * another window. Refuses with not_found, forbidden, call_ended, call_locked, call_full, calls_unavailable.
 */
export async function joinCall(
  context: Context,
  socket: SignalSocket,
  { callId, seatId, needsMedia }: ParsedCallRequest<'call.join'>,
): Promise<JoinAnswer> {
  const { actor } = socket
  const call = await findCall(context.db, callId)
  if (!call) throw notFound('call')
  const { channel, membership } = await reachChannel(context, actor, call.channelId).catch((error) => {
    throw error instanceof AppError ? notFound('call') : error
  })
  demand(canJoinCall(actor, channel, membership !== null, call))
  const live = liveCall(context, call)
  demand(canComeBack(live.barred.has(actor.personId)))
  const kept = live.seatOfPerson(actor.personId)
  if (kept && kept.id === seatId && kept.sessionId === actor.sessionId)
    return resume(context, live, kept, { socket, needsMedia })
  // A window that comes back late must not take the seat from the one that has it now.
  if (kept?.socket && seatId !== null)
    throw new AppError('seat_moved', 'You are in this call in another window.')
  // The same window again, which has given up its seat without a word, is not told that it is another one.
  if (kept) dropSeat(context, live, kept, kept.socket?.id === socket.id ? null : 'moved')
  if (live.seats.size >= maxSeats) throw new AppError('call_full', `A call has at most ${maxSeats} seats.`)
  const seat = newSeat({ id: newSeatId(), socket, state: waitsInLobby(actor, call) ? 'waiting' : 'joined' })
  live.seats.set(seat.id, seat)
  try {
    return seat.state === 'waiting' ? await wait(context, live, seat) : await enter(context, live, seat)
  } catch (error) {
    live.seats.delete(seat.id)
    seat.peer?.close()
    if (live.seats.size === 0) closeLiveCall(context, live, 'failed')
    throw error
  }
}

async function wait(context: Context, live: LiveCall, { id: seatId, personId }: Seat): Promise<JoinAnswer> {
  const call = await changeCall(
    context,
    personId,
    live.id,
    (before) => waiting(before, personId),
    (after) => ({ type: 'call.waited', call: after, personId }),
  )
  if (call.endedAt !== null) throw callEnded()
  live.learn(call)
  return { seatId, state: 'waiting', call, seats: [], media: null }
}

/** The facts and the media at the same time: a click on join should not wait for one after the other. */
export async function enter(context: Context, live: LiveCall, seat: Seat): Promise<JoinAnswer> {
  const { id, personId } = seat
  const noteJoined = async () => {
    const call = await changeCall(
      context,
      personId,
      live.id,
      (before, at) => joined(before, personId, at),
      (after) => ({ type: 'call.joined', call: after, personId }),
    )
    if (call.endedAt !== null) throw callEnded()
    live.learn(call)
    await insertSeat(context.db, { id, callId: live.id, personId, joinedAt: context.clock.now() })
    return call
  }
  seat.isEntering = true
  const [call, media] = await Promise.all([noteJoined(), openSeatMedia(context, live, seat)]).finally(() => {
    seat.isEntering = false
  })
  // The connection was lost, or a host said no, while this was under way.
  if (live.seats.get(id) !== seat) throw seatGivenUp()
  seat.state = 'joined'
  live.tell('call.seatTaken', { callId: live.id, seat: live.viewOf(seat) }, seat)
  return { seatId: id, state: 'joined', call, seats: live.joined().map((one) => live.viewOf(one)), media }
}

async function resume(
  context: Context,
  live: LiveCall,
  seat: Seat,
  { socket, needsMedia }: { socket: SignalSocket; needsMedia: boolean },
): Promise<JoinAnswer> {
  if (seat.keptUntil) clearTimeout(seat.keptUntil)
  seat.keptUntil = null
  seat.socket = socket
  seat.misses = 0
  const call = live.call as CallView
  const { id: seatId, state } = seat
  if (state === 'waiting') return { seatId, state, call, seats: [], media: null }
  const media = seat.peer?.hasTransports && !needsMedia ? null : await openSeatMedia(context, live, seat)
  live.tellSeat(seat)
  return { seatId, state, call, seats: live.joined().map((one) => live.viewOf(one)), media }
}

/** Takes a seat out of the room and tells the others; the facts are the caller's business. */
export function dropSeat(context: Context, live: LiveCall, seat: Seat, reason: LostReason | null): void {
  if (live.seats.get(seat.id) !== seat) return
  live.seats.delete(seat.id)
  if (seat.keptUntil) clearTimeout(seat.keptUntil)
  seat.peer?.close()
  if (reason) seat.socket?.tell('call.seatLost', { callId: live.id, reason })
  if (seat.state === 'joined') {
    live.tell('call.seatLeft', { callId: live.id, seatId: seat.id })
    void endSeat(context.db, seat.id, context.clock.now()).catch((error) =>
      context.log.warn({ err: error }, 'a seat could not be closed; its call closes it'),
    )
  }
}

/** A person leaves for good: seat, facts, and the call with the last one. */
export async function leaveSeat(
  context: Context,
  live: LiveCall,
  seat: Seat,
  leaving: Leaving = { by: seat.personId, reason: null },
): Promise<void> {
  dropSeat(context, live, seat, leaving.reason)
  if (live.call) await noteLeft(context, live, seat.personId, leaving)
  if (live.seats.size === 0) closeLiveCall(context, live, 'ended')
}

export async function noteLeft(
  context: Context,
  live: LiveCall,
  personId: PersonId,
  { by, reason }: Leaving,
): Promise<void> {
  const type = reason === 'removed' || reason === 'refused' ? 'call.removed' : 'call.left'
  const call = await changeCall(
    context,
    by,
    live.id,
    // Decided under the lock: who is back meanwhile has not left.
    (before, at, place) => (live.seatOfPerson(personId) ? before : left(before, personId, at, place)),
    (after) => ({ type, call: after, personId }),
  )
  live.learn(call)
  if (call.endedAt !== null) closeLiveCall(context, live, 'ended')
}

/** The connection is gone: media go on, and the seat is kept for a while. */
export function socketGone(context: Context, socketId: string): void {
  for (const live of liveCallsOf(context).values()) {
    const seat = live.seatOfSocket(socketId)
    if (!seat) continue
    seat.socket = null
    // A call with oneself has nobody to come back to.
    if (live.call === null) {
      closeLiveCall(context, live, 'ended')
      continue
    }
    live.tellSeat(seat)
    seat.keptUntil = setTimeout(() => {
      leaveSeat(context, live, seat).catch((error) =>
        context.log.warn({ err: error }, 'a kept seat could not be given up; the keeper tries again'),
      )
    }, seatKeptMs)
  }
}
