// What a tile and a line of the people list tell of one seat.
import type { SeatId } from '../../../../contract/ids.ts'
import { type LiveCallState, liveCallStore } from '../state.ts'

export type SeatFacts = {
  isMuted: boolean
  isCameraOn: boolean
  isHandUp: boolean
  isAway: boolean
  isWeak: boolean
  isHost: boolean
}

export function factsOf(state: LiveCallState, seatId: SeatId, isMine: boolean): SeatFacts {
  const seat = state.seats.get(seatId)
  const sends = (source: string) =>
    seat?.producers.some((one) => one.source === source && !one.isPaused) ?? false
  return {
    isMuted: isMine ? state.own.isMuted || state.own.microphoneProblem !== null : !sends('microphone'),
    isCameraOn: isMine ? state.own.isCameraOn : sends('camera'),
    isHandUp: (seat?.handRaisedAt ?? null) !== null,
    isAway: isMine ? state.phase === 'reconnecting' : (seat?.isAway ?? false),
    isWeak: isMine
      ? state.weakness === 'mine' || state.weakness === 'everywhere'
      : state.weakSeats.has(seatId),
    isHost: seat?.isHost ?? false,
  }
}

/** The six as bits: the tile is drawn anew only when one of them changes. */
export function useSeatFacts(seatId: SeatId, isMine: boolean): SeatFacts {
  const bits = liveCallStore((state) =>
    Object.values(factsOf(state, seatId, isMine)).reduce((sum, is, index) => sum + (is ? 2 ** index : 0), 0),
  )
  const at = (index: number) => (bits & (2 ** index)) !== 0
  return {
    isMuted: at(0),
    isCameraOn: at(1),
    isHandUp: at(2),
    isAway: at(3),
    isWeak: at(4),
    isHost: at(5),
  }
}
