// What happens to seats and to what they send, as pure functions from one state to what changes in it.
import type { CallNewsOf, SeatView } from '../../../../contract/call-signals.ts'
import type { SeatId } from '../../../../contract/ids.ts'
import type { LiveCallState, RemoteMedia } from '../state.ts'

type Seats = LiveCallState['seats']
type Media = LiveCallState['media']
type Change = Partial<LiveCallState>

export const seatsOf = (seats: readonly SeatView[]): Seats =>
  new Map(seats.map((seat) => [seat.seatId, seat]))

/** A seat as it stands now: what it sends may have been paused or gone on. */
export function withSeat(state: Pick<LiveCallState, 'seats' | 'media'>, seat: SeatView): Change {
  const seats = new Map(state.seats).set(seat.seatId, seat)
  const isPaused = new Map(seat.producers.map((one) => [one.producerId, one.isPaused]))
  const media = mapMedia(state.media, (one) => {
    const now = isPaused.get(one.producerId)
    return now === undefined || now === one.isPaused ? one : { ...one, isPaused: now }
  })
  return { seats, media }
}

export function withoutSeat(
  state: Pick<LiveCallState, 'seats' | 'media' | 'weakSeats' | 'speakerId'>,
  seatId: SeatId,
): Change {
  const seats = new Map(state.seats)
  seats.delete(seatId)
  const weakSeats = new Set(state.weakSeats)
  weakSeats.delete(seatId)
  return {
    seats,
    weakSeats,
    media: keepMedia(state.media, (one) => one.seatId !== seatId),
    speakerId: state.speakerId === seatId ? null : state.speakerId,
  }
}

/** Something arrives. It takes the place of what the same seat sent before its media were made anew. */
export function withMedia(media: Media, added: RemoteMedia, isStale: (consumerId: string) => boolean): Media {
  const kept = keepMedia(
    media,
    (one) => one.producerId === added.producerId || !(isStale(one.consumerId) && isSamePlace(one, added)),
  )
  return new Map(kept).set(added.producerId, added)
}

export const isSamePlace = (one: RemoteMedia, other: RemoteMedia): boolean =>
  one.seatId === other.seatId && one.source === other.source && one.shareId === other.shareId

export const withQuality = (media: Media, news: CallNewsOf<'call.consumerQuality'>): Media =>
  mapMedia(media, (one) => {
    if (one.consumerId !== news.consumerId) return one
    const { spatialLayer, publisherScore, viewerScore } = news
    return { ...one, spatialLayer, publisherScore, viewerScore }
  })

/** What is held of streams that nobody sends any more: their end was not heard. */
export function orphans(media: Media, seats: readonly SeatView[]): RemoteMedia[] {
  const sent = new Set(seats.flatMap(({ producers }) => producers.map(({ producerId }) => producerId)))
  return [...media.values()].filter(({ producerId }) => !sent.has(producerId))
}

/** dBov (-127 to 0) as 0 to 1: what is softer than -60 is silence. */
export const loudness = (dBov: number): number => Math.min(1, Math.max(0, (dBov + 60) / 50))

export const levelsOf = (levels: CallNewsOf<'call.levels'>['levels']): ReadonlyMap<SeatId, number> =>
  new Map(levels.map(([seatId, dBov]) => [seatId, loudness(dBov)]))

/** The same map when nothing is left out, so that nobody draws for nothing. */
export function keepMedia(media: Media, isKept: (one: RemoteMedia) => boolean): Media {
  const kept = [...media].filter(([, one]) => isKept(one))
  return kept.length === media.size ? media : new Map(kept)
}

function mapMedia(media: Media, change: (one: RemoteMedia) => RemoteMedia): Media {
  let isChanged = false
  const next = new Map<string, RemoteMedia>()
  for (const [id, one] of media) {
    const now = change(one)
    if (now !== one) isChanged = true
    next.set(id, now)
  }
  return isChanged ? next : media
}
