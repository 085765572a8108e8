// The pictures of a call as a list: one for each person, one for each screen of others. Tiles carry what decides about
// the layout only; what changes often (sound, quality) each tile reads for itself.
import { useRef } from 'react'
import type { MediaSource, ProducerView, SeatView } from '../../../../contract/call-signals.ts'
import type { PersonId, SeatId } from '../../../../contract/ids.ts'
import { keepOrder } from '../layout/order.ts'
import { type LiveCallState, liveCallStore } from '../state.ts'

export type CallTile = {
  key: string
  kind: 'person' | 'screen'
  seatId: SeatId
  personId: PersonId
  isMine: boolean
  /** Whose picture it shows; null: the own one, or somebody without a camera. */
  producerId: string | null
}

export const personKey = (seatId: SeatId) => `person:${seatId}`

const producerOf = (seat: SeatView, source: MediaSource): ProducerView | undefined =>
  seat.producers.find((one) => one.source === source && !one.isPaused)

export function tilesOf({ seats, seatId: mine }: Pick<LiveCallState, 'seats' | 'seatId'>): CallTile[] {
  return [...seats.values()].flatMap((seat): CallTile[] => {
    const { seatId, personId } = seat
    const isMine = seatId === mine
    const camera = isMine ? undefined : producerOf(seat, 'camera')
    const person: CallTile = {
      key: personKey(seatId),
      kind: 'person',
      seatId,
      personId,
      isMine,
      producerId: camera?.producerId ?? null,
    }
    const screens = isMine ? [] : seat.producers.filter(({ source }) => source === 'screen')
    return [
      person,
      ...screens.map(
        ({ producerId }): CallTile => ({
          key: `screen:${producerId}`,
          kind: 'screen',
          seatId,
          personId,
          isMine,
          producerId,
        }),
      ),
    ]
  })
}

const textOf = (tiles: readonly CallTile[]) =>
  tiles.map(({ key, producerId }) => `${key}=${producerId}`).join(' ')

/** The tiles in an order that lasts; the same array until one of them changes. */
export function useTiles(): readonly CallTile[] {
  const seats = liveCallStore((state) => state.seats)
  const seatId = liveCallStore((state) => state.seatId)
  const last = useRef<readonly CallTile[]>([])
  const found = new Map(tilesOf({ seats, seatId }).map((tile) => [tile.key, tile]))
  const order = keepOrder(
    last.current.map(({ key }) => key),
    [...found.keys()],
  )
  const next = order.flatMap((key) => found.get(key) ?? [])
  // Oneself is first, so that everybody finds themselves in the same place.
  next.sort((a, b) => Number(b.isMine) - Number(a.isMine))
  if (textOf(next) !== textOf(last.current)) last.current = next
  return last.current
}
