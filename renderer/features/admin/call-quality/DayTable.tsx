// The same as the charts, as numbers: one row per day on which somebody called, the newest first.
import { useTranslation } from 'react-i18next'
import type { QualityDay } from '../../../../contract/calls.ts'
import { classes } from '../../../ui/classes.ts'
import type { Measure } from './measures.ts'
import { dayText, valueText } from './words.ts'

/** Where the next measure begins. */
const edge = 'border-l border-line'
const isFirst = ({ series }: Measure, id: string) => series[0]?.id === id
/** A measure that is one row of numbers needs no second name. */
const hasNames = ({ series }: Measure) => series.length > 1 || series[0]?.id === 'p95'

export function DayTable({ days, measures }: { days: readonly QualityDay[]; measures: Measure[] }) {
  const { t, i18n } = useTranslation('admin')
  const columns = measures.flatMap((measure) => measure.series.map((series) => ({ measure, series })))
  const rows = days.map((day, index) => ({ day, index })).filter(({ day }) => day.calls > 0)
  return (
    <section
      aria-label={t('calls.asTable')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      className="max-h-[32rem] overflow-auto rounded-xl border border-line bg-raised"
    >
      <table className="w-full border-collapse text-right text-sm tabular-nums">
        <thead className="sticky top-0 z-10 bg-raised text-xs text-ink-faint">
          <tr>
            <th
              rowSpan={2}
              scope="col"
              className="sticky left-0 bg-raised px-3 pt-2 text-left align-bottom font-medium"
            >
              {t('calls.day')}
            </th>
            {measures.map((measure) => (
              <th
                key={measure.id}
                colSpan={measure.series.length}
                rowSpan={hasNames(measure) ? 1 : 2}
                scope={hasNames(measure) ? 'colgroup' : 'col'}
                className="border-l border-line px-3 py-2 text-center align-top font-medium whitespace-nowrap"
              >
                {t(`calls.measure.${measure.id}.short`)}
              </th>
            ))}
          </tr>
          <tr>
            {columns
              .filter(({ measure }) => hasNames(measure))
              .map(({ measure, series }) => (
                <th
                  key={`${measure.id}.${series.id}`}
                  scope="col"
                  className={classes(
                    'px-3 pb-2 font-normal whitespace-nowrap',
                    isFirst(measure, series.id) && edge,
                  )}
                >
                  {t(`calls.series.${series.id}`)}
                </th>
              ))}
          </tr>
        </thead>
        <tbody>
          {rows.reverse().map(({ day, index }) => (
            <tr key={day.date} className="border-t border-line">
              <th
                scope="row"
                className="sticky left-0 bg-raised px-3 py-1.5 text-left font-medium whitespace-nowrap"
              >
                {dayText(i18n.language, day.date)}
              </th>
              {columns.map(({ measure, series }) => (
                <td
                  key={`${measure.id}.${series.id}`}
                  className={classes(
                    'px-3 py-1.5 whitespace-nowrap text-ink-soft',
                    isFirst(measure, series.id) && edge,
                  )}
                >
                  {valueText(t, i18n.language, measure.unit, series.values[index] ?? null)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
