// How calls went: charts over the days, and every call with its seats. Tells nothing of what was said.
import { ChartColumn, Table2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/IconButton.tsx'
import { Section } from '../../ui/Section.tsx'
import { CallList } from './call-quality/CallList.tsx'
import type { Range } from './call-quality/days.ts'
import { Overview } from './call-quality/Overview.tsx'
import { RangeChoice } from './call-quality/RangeChoice.tsx'

export function CallsTab() {
  const { t } = useTranslation('admin')
  const [range, setRange] = useState<Range>(30)
  const [isTable, setTable] = useState(false)
  return (
    <>
      <Section
        title={t('calls.title')}
        description={t('calls.lead')}
        action={
          <div className="flex items-center gap-2">
            <RangeChoice value={range} onChange={setRange} />
            <IconButton
              label={t(isTable ? 'calls.asCharts' : 'calls.asTable')}
              icon={isTable ? <ChartColumn size={16} /> : <Table2 size={16} />}
              variant="outline"
              size="md"
              onPress={() => setTable(!isTable)}
            />
          </div>
        }
      >
        {/* Anew for every range: days of another one must never stand under its name. */}
        <Overview key={range} range={range} isTable={isTable} />
      </Section>
      <Section title={t('calls.list')} description={t('calls.listLead')}>
        <CallList />
      </Section>
    </>
  )
}
