// What the charts show of the days: each measure with its lines or bars, and how its numbers read. Pure.
import type { QualityDay } from '../../../../contract/calls.ts'
import { middleOf, sumOf } from './days.ts'

/** How a number is written: `unit.<id>` in the translation file. */
export type Unit = 'count' | 'duration' | 'ms' | 'percent' | 'perHour'
export type Tone = 'accent' | 'strong' | 'danger' | 'warm'
export type Series = { id: string; tone: Tone; values: (number | null)[] }
export type Measure = {
  id: string
  kind: 'bars' | 'lines'
  unit: Unit
  series: Series[]
  /** The large number: a sum, or the middle of the days. */
  headline: number | null
  headlineOf: 'sum' | 'middle' | 'share'
}

type Key = {
  [Name in keyof QualityDay]: QualityDay[Name] extends number | null ? Name : never
}[keyof QualityDay]

const pick = (days: readonly QualityDay[], key: Key) => days.map((day) => day[key])
const share = (days: readonly QualityDay[], key: 'tcpSeats' | 'relayedSeats') =>
  days.map((day) => (day.seats === 0 ? null : (100 * day[key]) / day.seats))

function lines(id: string, unit: Unit, days: readonly QualityDay[], middle: Key | null, high: Key): Measure {
  const series: Series[] = [{ id: 'p95', tone: 'warm', values: pick(days, high) }]
  if (middle) series.unshift({ id: 'p50', tone: 'accent', values: pick(days, middle) })
  const headline = middleOf(series[0]?.values ?? [])
  return { id, kind: 'lines', unit, series, headline, headlineOf: 'middle' }
}

export function measuresOf(days: readonly QualityDay[]): Measure[] {
  const seats = sumOf(pick(days, 'seats'))
  const detours = sumOf(pick(days, 'tcpSeats')) + sumOf(pick(days, 'relayedSeats'))
  return [
    {
      id: 'calls',
      kind: 'bars',
      unit: 'count',
      series: [
        { id: 'held', tone: 'accent', values: days.map(({ calls, missed }) => calls - missed) },
        { id: 'missed', tone: 'danger', values: pick(days, 'missed') },
      ],
      headline: sumOf(pick(days, 'calls')),
      headlineOf: 'sum',
    },
    {
      id: 'minutes',
      kind: 'bars',
      unit: 'duration',
      series: [{ id: 'minutes', tone: 'accent', values: pick(days, 'seatMinutes') }],
      headline: sumOf(pick(days, 'seatMinutes')),
      headlineOf: 'sum',
    },
    lines('join', 'ms', days, 'joinP50Ms', 'joinP95Ms'),
    lines('roundTrip', 'ms', days, 'roundTripP50Ms', 'roundTripP95Ms'),
    lines('loss', 'percent', days, null, 'lossP95Percent'),
    lines('concealed', 'percent', days, null, 'concealedP95Percent'),
    {
      id: 'freezes',
      kind: 'lines',
      unit: 'perHour',
      series: [{ id: 'freezes', tone: 'accent', values: pick(days, 'freezesPerHour') }],
      headline: middleOf(pick(days, 'freezesPerHour')),
      headlineOf: 'middle',
    },
    {
      id: 'detours',
      kind: 'bars',
      unit: 'percent',
      series: [
        { id: 'tcp', tone: 'accent', values: share(days, 'tcpSeats') },
        { id: 'relay', tone: 'warm', values: share(days, 'relayedSeats') },
      ],
      headline: seats === 0 ? null : (100 * detours) / seats,
      headlineOf: 'share',
    },
  ]
}

/** The highest place that anything of a measure reaches: bars stand on each other. */
export function highestOf({ kind, series }: Measure): number {
  const count = series[0]?.values.length ?? 0
  const heights = Array.from({ length: count }, (_, index) => {
    const values = series.map(({ values: own }) => own[index] ?? 0)
    return kind === 'bars' ? sumOf(values) : Math.max(...values)
  })
  return Math.max(0, ...heights)
}
