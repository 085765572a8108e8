// One of two to four, each with room for a picture or a sentence.
import type { ReactNode } from 'react'
import { Radio, RadioGroup } from 'react-aria-components'
import { classes } from './classes.ts'
import { FieldLabel } from './Field.tsx'

export type RadioCard<Id extends string> = {
  id: Id
  label: string
  description?: string
  picture?: ReactNode
}

export type RadioCardsProps<Id extends string> = {
  label: string
  hideLabel?: boolean
  options: readonly RadioCard<Id>[]
  value: Id
  onChange: (value: Id) => void
  className?: string
}

export function RadioCards<Id extends string>(props: RadioCardsProps<Id>) {
  const { label, hideLabel, options, value, onChange, className } = props
  return (
    <RadioGroup
      value={value}
      onChange={(next) => onChange(next as Id)}
      className={classes('flex flex-col gap-1.5', className)}
    >
      <FieldLabel label={label} hideLabel={hideLabel} />
      <div className="grid auto-cols-fr grid-flow-col gap-2">
        {options.map((option) => (
          <Radio
            key={option.id}
            value={option.id}
            className="group flex flex-col overflow-hidden rounded-lg border border-line text-base transition-colors data-hovered:border-line-strong data-selected:border-accent data-selected:bg-accent-tint"
          >
            {option.picture}
            <span className="flex items-start gap-2 px-3 py-2">
              <span className="mt-[3px] size-3.5 shrink-0 rounded-full border border-line-strong bg-canvas transition-[border-width,border-color] group-data-selected:border-[4px] group-data-selected:border-accent" />
              <span className="min-w-0">
                <span className="block font-medium">{option.label}</span>
                {option.description && (
                  <span className="block text-xs text-ink-soft">{option.description}</span>
                )}
              </span>
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
