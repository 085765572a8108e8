// A call as it goes on in this process: who sits where, and over which socket. Media are in its room; facts in Postgres.
import type { CallNewsName, CallNewsOf, SeatView } from '../../../contract/call-signals.ts'
import type { CallView } from '../../../contract/calls.ts'
import type { CallId, PersonId, SeatId, SessionId } from '../../../contract/ids.ts'
import type { Context } from '../../core/context.ts'
import { AppError } from '../../core/errors.ts'
import { perContext } from '../../core/per-context.ts'
import type { MediaPeer } from '../../media/peer.ts'
import type { MediaRoom } from '../../media/room.ts'
import type { SignalSocket } from '../../socket/signalling.ts'
import { participantOf } from './facts.ts'

export type Seat = {
  id: SeatId
  personId: PersonId
  sessionId: SessionId
  state: 'waiting' | 'joined'
  /** null: the connection is gone, and the seat is kept for a while. */
  socket: SignalSocket | null
  peer: MediaPeer | null
  handRaisedAt: string | null
  keptUntil: ReturnType<typeof setTimeout> | null
  /** Its way in is being written and its media opened: a second one at the same time would undo the first. */
  isEntering: boolean
  /** Media are being opened for it, and will be those of the newest room. */
  isOpening: boolean
  /** How often in a row its socket gave no sign. */
  misses: number
}

export class LiveCall {
  readonly id: CallId
  readonly seats = new Map<SeatId, Seat>()
  readonly openedAtMs = performance.now()
  /** The newest facts; null for a call with oneself, of which there are none. */
  call: CallView | null
  room: Promise<MediaRoom> | null = null
  /** How often its media were lost: a rebuild that another one has overtaken stops. */
  rebuilds = 0
  /** Who was removed by a host and may not come back into this call. */
  readonly barred = new Set<PersonId>()
  isClosed = false

  constructor(id: CallId, call: CallView | null) {
    this.id = id
    this.call = call
  }

  /** Takes newer facts, and tells who leads now. */
  learn(call: CallView): void {
    if (!this.call || call.revision <= this.call.revision) return
    const before = this.call
    this.call = call
    for (const seat of this.joined()) {
      const wasHost = participantOf(before, seat.personId)?.isHost ?? false
      if (wasHost !== this.isHost(seat)) this.tellSeat(seat)
    }
  }

  isHost = (seat: Seat): boolean =>
    this.call ? (participantOf(this.call, seat.personId)?.isHost ?? false) : true
  joined = (): Seat[] => [...this.seats.values()].filter(({ state }) => state === 'joined')
  seatOfSocket = (socketId: string): Seat | undefined =>
    [...this.seats.values()].find(({ socket }) => socket?.id === socketId)
  seatOfPerson = (personId: PersonId): Seat | undefined =>
    [...this.seats.values()].find((seat) => seat.personId === personId)

  viewOf(seat: Seat): SeatView {
    const producers = (seat.peer?.published ?? []).map(({ producer, source, shareId }) => ({
      producerId: producer.id,
      source,
      shareId,
      isPaused: producer.paused,
    }))
    return {
      seatId: seat.id,
      personId: seat.personId,
      isHost: this.isHost(seat),
      handRaisedAt: seat.handRaisedAt,
      isAway: seat.socket === null,
      producers,
    }
  }

  tell<Name extends CallNewsName>(name: Name, news: CallNewsOf<Name>, except?: Seat): void {
    for (const seat of this.joined()) if (seat !== except) seat.socket?.tell(name, news)
  }

  tellSeat(seat: Seat): void {
    // One that was given up meanwhile would come back to the others' screens.
    if (seat.state === 'joined' && this.seats.get(seat.id) === seat)
      this.tell('call.seatChanged', { callId: this.id, seat: this.viewOf(seat) })
  }

  /** Ends the media; seats are told by whoever closes. */
  close(): void {
    this.isClosed = true
    for (const { keptUntil } of this.seats.values()) if (keptUntil) clearTimeout(keptUntil)
    void this.room?.then((room) => room.close()).catch(() => {})
  }
}

/** A seat that nobody sits on yet. */
export const newSeat = ({
  id,
  socket,
  state,
}: Pick<Seat, 'id' | 'state'> & { socket: SignalSocket }): Seat => ({
  id,
  personId: socket.actor.personId,
  sessionId: socket.actor.sessionId,
  state,
  socket,
  peer: null,
  handRaisedAt: null,
  keptUntil: null,
  isEntering: false,
  isOpening: false,
  misses: 0,
})

/** The calls that this process carries. */
export const liveCallsOf = perContext((_context: Context) => new Map<CallId, LiveCall>())

export type OwnSeat = { live: LiveCall; seat: Seat }

/** The seat that this socket holds. Throws not_in_call. */
export function seatOf(context: Context, socket: SignalSocket, callId: CallId): OwnSeat {
  const live = liveCallsOf(context).get(callId)
  const seat = live?.seatOfSocket(socket.id)
  if (!live || !seat) throw new AppError('not_in_call', 'You are not in this call.')
  return { live, seat }
}
