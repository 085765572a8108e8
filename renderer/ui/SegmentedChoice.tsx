// One of a few short words, side by side.
import { Radio, RadioGroup } from 'react-aria-components'
import { classes } from './classes.ts'

export type SegmentedChoiceProps<Id extends string> = {
  /** For screen readers. */
  label: string
  options: readonly { id: Id; label: string }[]
  value: Id
  onChange: (value: Id) => void
  className?: string
}

export function SegmentedChoice<Id extends string>(props: SegmentedChoiceProps<Id>) {
  const { label, options, value, onChange, className } = props
  return (
    <RadioGroup
      aria-label={label}
      orientation="horizontal"
      value={value}
      onChange={(next) => onChange(next as Id)}
      className={classes('flex rounded-md bg-sunken p-0.5', className)}
    >
      {options.map(({ id, label }) => (
        <Radio
          key={id}
          value={id}
          className="flex h-7 flex-1 items-center justify-center rounded-sm px-3 text-sm whitespace-nowrap text-ink-soft tabular-nums select-none data-hovered:text-ink data-selected:bg-raised data-selected:font-medium data-selected:text-ink data-selected:shadow-edge"
        >
          {label}
        </Radio>
      ))}
    </RadioGroup>
  )
}
