// How one seat's call was, in a word and with the reason that weighs most. Pure.
import type { SeatQuality } from '../../../../contract/calls.ts'

export type SeatVerdict = 'good' | 'fair' | 'poor' | 'unknown'
export type SeatReason =
  | 'loss'
  | 'sound'
  | 'freezes'
  | 'roundTrip'
  | 'jitter'
  | 'bandwidth'
  | 'cpu'
  | 'join'
  | 'short'
export type Judgement = { verdict: SeatVerdict; reason: SeatReason | null }

/** Above the first number a call is only fair, above the second poor; what is heard weighs before what is seen. */
const bounds: [SeatReason, fair: number, poor: number][] = [
  ['loss', 2, 8],
  ['sound', 1.5, 5],
  ['freezes', 1, 5],
  ['roundTrip', 250, 500],
  ['jitter', 40, 100],
  ['bandwidth', 40, Number.POSITIVE_INFINITY],
  ['cpu', 40, Number.POSITIVE_INFINITY],
  ['join', 3000, 10_000],
]

function measured(quality: SeatQuality, seatMs: number): Record<Exclude<SeatReason, 'short'>, number> {
  return {
    loss: worstLoss(quality) ?? 0,
    sound: quality.concealedPercent ?? 0,
    freezes: seatMs > 0 ? (100 * quality.freezeMs) / seatMs : 0,
    roundTrip: quality.roundTripMs ?? 0,
    jitter: quality.jitterMs ?? 0,
    bandwidth: quality.bandwidthLimitedPercent,
    cpu: quality.cpuLimitedPercent,
    join: quality.joinMs ?? 0,
  }
}

/** Of both ways. */
export function worstLoss({ lossUpPercent, lossDownPercent }: SeatQuality): number | null {
  const known = [lossUpPercent, lossDownPercent].filter((one) => one !== null)
  return known.length === 0 ? null : Math.max(...known)
}

export function judgeSeat(quality: SeatQuality | null, seatMs: number): Judgement {
  if (!quality) return { verdict: 'unknown', reason: null }
  const values = measured(quality, seatMs)
  const over = (limit: 1 | 2) =>
    bounds.find((bound) => values[bound[0] as keyof typeof values] > bound[limit])
  const poor = over(2)
  if (poor) return { verdict: 'poor', reason: poor[0] }
  const fair = over(1)
  if (fair) return { verdict: 'fair', reason: fair[0] }
  // Nothing ever came or went: good would be a guess.
  const isEmpty = quality.path === null && quality.roundTripMs === null
  return isEmpty ? { verdict: 'unknown', reason: 'short' } : { verdict: 'good', reason: null }
}

const order: SeatVerdict[] = ['poor', 'fair', 'good', 'unknown']

/** A call was as good as its worst seat. */
export const worstOf = (verdicts: readonly SeatVerdict[]): SeatVerdict =>
  order.find((one) => verdicts.includes(one)) ?? 'unknown'

/** Until now where it has not ended. */
export const lengthMs = (from: string, to: string | null): number =>
  Math.max(0, (to ? Date.parse(to) : Date.now()) - Date.parse(from))
