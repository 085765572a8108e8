// Where things lie in a chart. Pure.
import type { Unit } from './measures.ts'

/** The smallest of 1, 2, 2.5, 5 and 10 times a power of ten that is not below the highest value. */
function roundedTop(highest: number): number {
  if (highest <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(highest))
  const step = [1, 2, 2.5, 5, 10].find((one) => one * power >= highest * 0.999_999) ?? 10
  return step * power
}

/** For whole things: no half calls on the axis. */
function wholeTop(highest: number): number {
  const top = roundedTop(Math.max(2, highest))
  return top % 2 === 0 ? top : top + 1
}

/** Where the axis ends, in numbers that read well: durations are minutes, and read as hours from 90 on. */
export function topFor(unit: Unit, highest: number): number {
  if (unit === 'count') return wholeTop(highest)
  return unit === 'duration' && highest >= 90 ? 60 * roundedTop(highest / 60) : roundedTop(highest)
}

export type Frame = { width: number; height: number; top: number; count: number }

export const slotOf = ({ width, count }: Frame) => width / Math.max(1, count)
/** The middle of a day. */
export const xOf = (index: number, frame: Frame) => (index + 0.5) * slotOf(frame)
export const yOf = (value: number, { height, top }: Frame) => height - (height * value) / top

/** A line through the days that have a value; a single one is a point. */
export function lineOf(values: readonly (number | null)[], frame: Frame): string {
  const points = values.flatMap((value, index) =>
    value === null ? [] : [`${xOf(index, frame).toFixed(1)},${yOf(value, frame).toFixed(1)}`],
  )
  return points.length === 0 ? '' : `M${points.join('L')}`
}

/** Which day lies under a point. */
export const indexAt = (x: number, frame: Frame): number =>
  Math.min(frame.count - 1, Math.max(0, Math.floor(x / slotOf(frame))))

/** Which days are named below: first and last, and some between. */
export function namedDays(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, index) => index)
  const step = (count - 1) / (most - 1)
  return Array.from({ length: most }, (_, index) => Math.round(index * step))
}
