// How many days: a few words side by side, of which one is chosen.
import { useTranslation } from 'react-i18next'
import { SegmentedChoice } from '../../../ui/SegmentedChoice.tsx'
import { type Range, ranges } from './days.ts'

export function RangeChoice({ value, onChange }: { value: Range; onChange: (range: Range) => void }) {
  const { t } = useTranslation('admin')
  return (
    <SegmentedChoice
      label={t('calls.range')}
      options={ranges.map((range) => ({ id: String(range), label: t('calls.days', { count: range }) }))}
      value={String(value)}
      onChange={(next) => onChange(ranges.find((one) => String(one) === next) ?? 30)}
    />
  )
}
