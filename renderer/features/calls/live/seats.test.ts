// Seats and streams as news changes them.
import { describe, expect, test } from 'vitest'
import type { SeatView } from '../../../../contract/call-signals.ts'
import type { PersonId, SeatId } from '../../../../contract/ids.ts'
import type { RemoteMedia } from '../state.ts'
import {
  keepMedia,
  levelsOf,
  orphans,
  seatsOf,
  withMedia,
  withoutSeat,
  withQuality,
  withSeat,
} from './seats.ts'

const [ben, cleo] = ['ben', 'cleo'] as SeatId[]
const track = {} as MediaStreamTrack
const stream = (seatId: SeatId, producerId: string, more: Partial<RemoteMedia> = {}): RemoteMedia => ({
  producerId,
  consumerId: `of ${producerId}`,
  seatId,
  source: 'camera',
  shareId: null,
  track,
  isPaused: false,
  spatialLayer: null,
  publisherScore: null,
  viewerScore: null,
  ...more,
})
const mapOf = (...all: RemoteMedia[]) => new Map(all.map((one) => [one.producerId, one]))
const seat = (seatId: SeatId, producers: SeatView['producers'] = []): SeatView => ({
  seatId,
  personId: seatId as string as PersonId,
  isHost: false,
  handRaisedAt: null,
  isAway: false,
  producers,
})
const sends = (producerId: string, isPaused: boolean) =>
  ({ producerId, source: 'camera', shareId: null, isPaused }) as const

describe('a seat', () => {
  test('that changed is replaced, and what it paused is paused', () => {
    const state = { seats: seatsOf([seat(ben!)]), media: mapOf(stream(ben!, 'b'), stream(cleo!, 'c')) }
    const next = withSeat(state, seat(ben!, [sends('b', true)]))
    expect(next.seats?.get(ben!)?.producers).toHaveLength(1)
    expect(next.media?.get('b')?.isPaused).toBe(true)
    expect(next.media?.get('c')).toBe(state.media.get('c'))
  })

  test('where nothing changed in its streams the map stays the same', () => {
    const state = { seats: seatsOf([seat(ben!)]), media: mapOf(stream(ben!, 'b')) }
    expect(withSeat(state, seat(ben!, [sends('b', false)])).media).toBe(state.media)
  })

  test('that left takes its streams, its weakness and its word with it', () => {
    const next = withoutSeat(
      {
        seats: seatsOf([seat(ben!), seat(cleo!)]),
        media: mapOf(stream(ben!, 'b'), stream(cleo!, 'c')),
        weakSeats: new Set([ben!]),
        speakerId: ben!,
      },
      ben!,
    )
    expect([...(next.seats?.keys() ?? [])]).toEqual([cleo])
    expect([...(next.media?.keys() ?? [])]).toEqual(['c'])
    expect(next.weakSeats?.size).toBe(0)
    expect(next.speakerId).toBeNull()
  })
})

describe('a stream', () => {
  const isStale = (consumerId: string) => consumerId === 'of old'

  test('made anew takes the place of the former one of the same seat and source', () => {
    const before = mapOf(stream(ben!, 'old'), stream(cleo!, 'c'))
    const after = withMedia(before, stream(ben!, 'new'), isStale)
    expect([...after.keys()]).toEqual(['c', 'new'])
  })

  test('a second screen takes nobody’s place, and neither does a stream that still flows', () => {
    const screen = stream(ben!, 'old', { source: 'screen', shareId: 'one' })
    const other = stream(ben!, 'new', { source: 'screen', shareId: 'two' })
    expect(withMedia(mapOf(screen), other, isStale).size).toBe(2)
    expect(withMedia(mapOf(stream(ben!, 'b')), stream(ben!, 'new'), isStale).size).toBe(2)
  })

  test('offered again under another consumer replaces its own entry', () => {
    const again = stream(ben!, 'b', { consumerId: 'second' })
    const after = withMedia(mapOf(stream(ben!, 'b')), again, isStale)
    expect([...after.values()]).toEqual([again])
  })

  test('whose end was not heard is found when nobody sends it any more', () => {
    const media = mapOf(stream(ben!, 'b'), stream(cleo!, 'c'))
    expect(orphans(media, [seat(ben!, [sends('b', false)])]).map((one) => one.producerId)).toEqual(['c'])
  })

  test('gets its layer and scores by consumer', () => {
    const media = mapOf(stream(ben!, 'b'), stream(cleo!, 'c'))
    const news = {
      callId: 'x' as never,
      consumerId: 'of c',
      spatialLayer: 2,
      publisherScore: 9,
      viewerScore: 7,
    }
    const next = withQuality(media, news)
    expect(next.get('c')).toMatchObject({ spatialLayer: 2, publisherScore: 9, viewerScore: 7 })
    expect(next.get('b')).toBe(media.get('b'))
    expect(withQuality(media, { ...news, consumerId: 'gone' })).toBe(media)
  })

  test('nothing left out: the same map', () => {
    const media = mapOf(stream(ben!, 'b'))
    expect(keepMedia(media, () => true)).toBe(media)
    expect(keepMedia(media, () => false).size).toBe(0)
  })
})

test('loudness in decibels becomes 0 to 1', () => {
  const levels = levelsOf([
    [ben!, -127],
    [cleo!, -35],
    ['loud' as SeatId, 0],
  ])
  expect([...levels.values()]).toEqual([0, 0.5, 1])
})
