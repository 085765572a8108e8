// One measure over the days. Pointing at a day, or going there with the arrow keys, tells its values; a screen reader hears
// them as the chart's value.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QualityDay } from '../../../../contract/calls.ts'
import { classes } from '../../../ui/classes.ts'
import { ChartMarks, toneGround } from './ChartMarks.tsx'
import { highestOf, type Measure } from './measures.ts'
import { type Frame, indexAt, namedDays, topFor } from './scale.ts'
import { dayText, valueText } from './words.ts'

const plotHeight = 112

export function DayChart({ measure, days }: { measure: Measure; days: readonly QualityDay[] }) {
  const { t, i18n } = useTranslation('admin')
  const { language } = i18n
  const plot = useRef<HTMLDivElement>(null)
  const width = useWidth(plot)
  const [at, setAt] = useState<number | null>(null)
  const top = topFor(measure.unit, highestOf(measure))
  const frame: Frame = { width, height: plotHeight, top, count: days.length }
  const title = t(`calls.measure.${measure.id}.title`)
  const text = (value: number | null) => valueText(t, language, measure.unit, value)
  const day = at === null ? null : days[at]
  const spoken = (index: number) =>
    [
      dayText(language, days[index]?.date ?? ''),
      ...measure.series.map(({ id, values }) => `${t(`calls.series.${id}`)} ${text(values[index] ?? null)}`),
    ].join(', ')

  const last = days.length - 1
  const steer = (event: KeyboardEvent) => {
    const now = at ?? last
    const next = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: last }[event.key]
    if (next === undefined) return
    event.preventDefault()
    setAt(Math.min(last, Math.max(0, next)))
  }
  return (
    <figure
      className="flex min-w-0 flex-col rounded-xl border border-line bg-raised p-4 has-focus-visible:outline-2 has-focus-visible:outline-focus"
      data-measure={measure.id}
    >
      <figcaption>
        <span className="flex justify-between gap-3 text-sm font-medium text-ink-soft">
          {title}
          {day && <span className="text-ink tabular-nums">{dayText(language, day.date)}</span>}
        </span>
        <span className="flex items-baseline gap-2">
          <span className="shrink-0 text-xl font-semibold tracking-[-0.015em] tabular-nums">
            {text(measure.headline)}
          </span>
          <span className="truncate text-xs text-ink-faint">{t(`calls.measure.${measure.id}.caption`)}</span>
        </span>
      </figcaption>
      <div
        ref={plot}
        role="slider"
        tabIndex={0}
        aria-label={t('calls.chart', { title })}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at ?? last}
        aria-valuetext={spoken(at ?? last)}
        onKeyDown={steer}
        onFocus={() => setAt((now) => now ?? last)}
        onBlur={() => setAt(null)}
        onPointerMove={({ clientX, currentTarget }) =>
          setAt(indexAt(clientX - currentTarget.getBoundingClientRect().left, frame))
        }
        onPointerLeave={() => setAt(null)}
        className="relative mt-3 outline-none"
        style={{ height: plotHeight }}
      >
        {width > 0 && <ChartMarks measure={measure} frame={frame} at={at} />}
        <span className="absolute top-0 left-0 -translate-y-1/2 bg-raised pr-1 text-2xs text-ink-faint tabular-nums">
          {text(top)}
        </span>
      </div>
      <DayNames days={days} language={language} />
      <p className="mt-2 flex min-h-4 flex-wrap gap-x-3 text-xs text-ink-soft tabular-nums" aria-hidden>
        {measure.series.map(({ id, tone, values }) => (
          <span key={id} className="flex items-center gap-1.5">
            <span className={classes('h-2 w-2 rounded-full', toneGround[tone])} />
            {t(`calls.series.${id}`)}
            {at !== null && <b className="font-semibold text-ink">{text(values[at] ?? null)}</b>}
          </span>
        ))}
      </p>
    </figure>
  )
}

function DayNames({ days, language }: { days: readonly QualityDay[]; language: string }) {
  const named = namedDays(days.length, 4)
  return (
    <div className="mt-1.5 flex justify-between text-2xs text-ink-faint tabular-nums" aria-hidden>
      {named.map((index) => (
        <span key={index}>{dayText(language, days[index]?.date ?? '')}</span>
      ))}
    </div>
  )
}

function useWidth(box: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (!box.current) return
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)))
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [box])
  return width
}
