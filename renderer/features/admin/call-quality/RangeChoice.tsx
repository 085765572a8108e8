// How many days: a few words side by side, of which one is chosen.
import { Radio, RadioGroup } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { type Range, ranges } from './days.ts'

export function RangeChoice({ value, onChange }: { value: Range; onChange: (range: Range) => void }) {
  const { t } = useTranslation('admin')
  return (
    <RadioGroup
      aria-label={t('calls.range')}
      orientation="horizontal"
      value={String(value)}
      onChange={(next) => onChange(ranges.find((one) => String(one) === next) ?? 30)}
      className="flex rounded-md bg-sunken p-0.5"
    >
      {ranges.map((range) => (
        <Radio
          key={range}
          value={String(range)}
          className="flex h-7 items-center rounded-sm px-3 text-sm text-ink-soft tabular-nums select-none data-hovered:text-ink data-selected:bg-raised data-selected:font-medium data-selected:text-ink data-selected:shadow-edge"
        >
          {t('calls.days', { count: range })}
        </Radio>
      ))}
    </RadioGroup>
  )
}
