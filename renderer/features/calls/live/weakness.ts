// Whose side is bad: one's own network, theirs, or everywhere. Pure, with hysteresis, so that a word about it neither
// flickers nor stays when it is over.
import type { SeatId } from '../../../../contract/ids.ts'
import type { RemoteMedia, Weakness } from '../state.ts'

/** What was measured since the last look. */
export type Measured = {
  lossUpPercent: number | null
  lossDownPercent: number | null
  roundTripMs: number | null
  /** What the browser thinks it may send, bits per second; null: not known. */
  availableUp: number | null
  /** The own camera goes out and is held back by the way out. */
  isHeldBack: boolean
}

/** How many looks in a row something was bad, or good again (negative); and what is said of it. */
export type Trend = { bad: number; good: number; isWeak: boolean }
export type WeaknessState = { mine: Trend; seats: ReadonlyMap<SeatId, Trend> }

const calm: Trend = { bad: 0, good: 0, isWeak: false }
export const firstWeakness: WeaknessState = { mine: calm, seats: new Map() }

const badBeforeWeak = 2
const goodBeforeCalm = 3
const tooMuchLoss = 5
const tooLongRoundTripMs = 400
/** Too little for a small picture and the voice. */
const tooLittleUp = 200_000
/** Of 10: mediasoup's score goes down with lost packets that were not repaired. */
const poorScore = 6

export function nextTrend(trend: Trend, isBad: boolean): Trend {
  const bad = isBad ? trend.bad + 1 : 0
  const good = isBad ? 0 : trend.good + 1
  const isWeak = trend.isWeak ? good < goodBeforeCalm : bad >= badBeforeWeak
  return { bad, good, isWeak }
}

type Scored = Pick<
  RemoteMedia,
  'seatId' | 'source' | 'isPaused' | 'spatialLayer' | 'publisherScore' | 'viewerScore'
>

/** What does not flow has no score worth a look: paused, not on screen, or a microphone that sends no silence. */
const isFlowing = ({ source, isPaused, spatialLayer, publisherScore }: Scored) =>
  !isPaused && (source === 'camera' || source === 'screen' ? spatialLayer !== null : publisherScore !== 0)

export function isMineBad(measured: Measured, media: readonly Scored[]): boolean {
  const { lossUpPercent, lossDownPercent, roundTripMs, availableUp, isHeldBack } = measured
  if ((lossUpPercent ?? 0) > tooMuchLoss || (lossDownPercent ?? 0) > tooMuchLoss) return true
  if ((roundTripMs ?? 0) > tooLongRoundTripMs) return true
  if (isHeldBack && availableUp !== null && availableUp < tooLittleUp) return true
  const scores = media.filter(isFlowing).flatMap(({ viewerScore }) => viewerScore ?? [])
  return scores.length > 0 && scores.filter((score) => score < poorScore).length * 2 > scores.length
}

export function badSeats(media: readonly Scored[]): Set<SeatId> {
  const isBad = ({ publisherScore }: Scored) => publisherScore !== null && publisherScore < poorScore
  return new Set(media.filter((one) => isFlowing(one) && isBad(one)).map(({ seatId }) => seatId))
}

export function nextWeakness(
  state: WeaknessState,
  measured: Measured,
  media: readonly Scored[],
): WeaknessState {
  const bad = badSeats(media)
  const seatIds = new Set(media.map(({ seatId }) => seatId))
  const seats = new Map<SeatId, Trend>()
  for (const seatId of seatIds) seats.set(seatId, nextTrend(state.seats.get(seatId) ?? calm, bad.has(seatId)))
  return { mine: nextTrend(state.mine, isMineBad(measured, media)), seats }
}

export const weakSeatsOf = ({ seats }: WeaknessState): Set<SeatId> =>
  new Set([...seats].filter(([, { isWeak }]) => isWeak).map(([seatId]) => seatId))

/** everywhere: both sides, or all of several others at once, which points at the server between. */
export function weaknessOf(state: WeaknessState): Weakness {
  const weak = weakSeatsOf(state).size
  if (state.mine.isWeak) return weak > 0 ? 'everywhere' : 'mine'
  if (weak === 0) return 'none'
  return weak >= 2 && weak === state.seats.size ? 'everywhere' : 'theirs'
}
