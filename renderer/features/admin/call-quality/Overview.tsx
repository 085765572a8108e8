// The charts of all measures over the chosen days, or the same as a table.
import { ChartColumn } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLoaded } from '../../../app/loaded.ts'
import { failureText } from '../../../app/submit.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { DayChart } from './DayChart.tsx'
import { DayTable } from './DayTable.tsx'
import { fillDays, type Range } from './days.ts'
import { measuresOf } from './measures.ts'

const grid = 'grid grid-cols-[repeat(auto-fit,minmax(min(17rem,100%),1fr))] gap-3'

export function Overview({ range, isTable }: { range: Range; isTable: boolean }) {
  const { t } = useTranslation('admin')
  const { data, error, reload } = useLoaded('calls.qualityDays', { days: range })
  return (
    <>
      {error !== null && (
        <Banner
          tone="danger"
          action={
            <Button size="sm" variant="ghost" className="text-danger-ink" onPress={reload}>
              {t('app:tryAgain')}
            </Button>
          }
        >
          {failureText(t, error)}
        </Banner>
      )}
      {data === null && error === null && <Waiting />}
      {data !== null && <Charts known={data.days} range={range} isTable={isTable} />}
    </>
  )
}

type ChartsProps = { known: Parameters<typeof fillDays>[0]; range: Range; isTable: boolean }

function Charts({ known, range, isTable }: ChartsProps) {
  const { t } = useTranslation('admin')
  const days = fillDays(known, range, Date.now())
  if (days.every(({ calls }) => calls === 0)) {
    return (
      <EmptyState icon={<ChartColumn size={22} />} title={t('calls.empty', { count: range })}>
        {t('calls.emptyHint')}
      </EmptyState>
    )
  }
  const measures = measuresOf(days)
  if (isTable) return <DayTable days={days} measures={measures} />
  return (
    <div className={grid}>
      {measures.map((measure) => (
        <DayChart key={measure.id} measure={measure} days={days} />
      ))}
    </div>
  )
}

function Waiting() {
  const { t } = useTranslation('admin')
  return (
    <div role="status" aria-label={t('app:loading')} className={grid}>
      {['a', 'b', 'c', 'd'].map((key) => (
        <div key={key} className="rounded-xl border border-line p-4">
          <Skeleton width="6rem" />
          <Skeleton width="4rem" height="1.5rem" className="mt-2" />
          <Skeleton width="100%" height="8rem" className="mt-4" />
        </div>
      ))}
    </div>
  )
}
