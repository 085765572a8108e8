// The drawing inside a chart: bars that stand on each other, or lines with their points.
import type { Measure, Series, Tone } from './measures.ts'
import { type Frame, lineOf, slotOf, xOf, yOf } from './scale.ts'

export const toneGround: Record<Tone, string> = {
  accent: 'bg-accent',
  strong: 'bg-accent-strong',
  danger: 'bg-danger',
  warm: 'bg-mention',
}
const fills: Record<Tone, string> = {
  accent: 'fill-accent',
  strong: 'fill-accent-strong',
  danger: 'fill-danger',
  warm: 'fill-mention',
}
const strokes: Record<Tone, string> = {
  accent: 'stroke-accent',
  strong: 'stroke-accent-strong',
  danger: 'stroke-danger',
  warm: 'stroke-mention',
}

export function ChartMarks({ measure, frame, at }: { measure: Measure; frame: Frame; at: number | null }) {
  const { width, height } = frame
  const slot = slotOf(frame)
  return (
    <svg
      width={width}
      height={height}
      className="absolute inset-0 overflow-visible"
      aria-hidden
      focusable="false"
    >
      {[0, 0.5, 1].map((part) => (
        <line
          key={part}
          x1={0}
          x2={width}
          y1={height * part}
          y2={height * part}
          className={part === 1 ? 'stroke-line-strong/60' : 'stroke-line'}
          strokeDasharray={part === 1 ? undefined : '2 3'}
        />
      ))}
      {at !== null && (
        <rect x={at * slot} y={-4} width={slot} height={height + 4} rx={3} className="fill-hover" />
      )}
      {measure.kind === 'bars' ? (
        <Bars series={measure.series} frame={frame} />
      ) : (
        measure.series.map((one, index) => (
          <Line key={one.id} series={one} frame={frame} isDashed={index > 0} at={at} />
        ))
      )}
    </svg>
  )
}

function Bars({ series, frame }: { series: Series[]; frame: Frame }) {
  const slot = slotOf(frame)
  const width = Math.max(1.5, Math.min(22, slot * 0.68))
  return Array.from({ length: frame.count }, (_, index) => {
    let below = 0
    return series.map(({ id, tone, values }) => {
      const value = values[index] ?? 0
      if (value <= 0) return null
      const from = below
      below += value
      const y = yOf(below, frame)
      // Something is always more than nothing.
      const height = Math.max(1.5, yOf(from, frame) - y - (from > 0 ? 1 : 0))
      return (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a day is its place
          key={`${id}${index}`}
          x={xOf(index, frame) - width / 2}
          y={y}
          width={width}
          height={height}
          rx={Math.min(2.5, width / 3)}
          className={fills[tone]}
        />
      )
    })
  })
}

type LineProps = { series: Series; frame: Frame; isDashed: boolean; at: number | null }

function Line({ series: { tone, values }, frame, isDashed, at }: LineProps) {
  const hasPoints = slotOf(frame) >= 8
  return (
    <>
      <path
        d={lineOf(values, frame)}
        fill="none"
        strokeWidth={1.75}
        strokeLinejoin="round"
        strokeLinecap="round"
        strokeDasharray={isDashed ? '4 4' : undefined}
        className={strokes[tone]}
      />
      {values.map((value, index) => {
        const isAlone = values[index - 1] == null && values[index + 1] == null
        if (value === null || !(hasPoints || isAlone || index === at)) return null
        return (
          <circle
            // biome-ignore lint/suspicious/noArrayIndexKey: a day is its place
            key={index}
            cx={xOf(index, frame)}
            cy={yOf(value, frame)}
            r={index === at ? 4 : 2.25}
            className={fills[tone]}
          />
        )
      })}
    </>
  )
}
