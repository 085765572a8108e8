// One of a few, as a list that is read at a glance: for the small menus of devices.
import { Check } from 'lucide-react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { classes } from '../../../ui/classes.ts'

export type Choice<Id extends string> = { id: Id; label: string; hint?: string }

type ChoicesProps<Id extends string> = {
  title: string
  choices: readonly Choice<Id>[]
  value: Id
  onChange: (id: Id) => void
}

export function Choices<Id extends string>({ title, choices, value, onChange }: ChoicesProps<Id>) {
  return (
    <RadioGroup value={value} onChange={(id) => onChange(id as Id)} className="flex flex-col">
      <Label className="px-2 pt-1 pb-0.5 text-xs font-medium text-ink-faint">{title}</Label>
      {choices.map(({ id, label, hint }) => (
        <Radio
          key={id}
          value={id}
          className="flex min-h-7 items-start gap-2 rounded-sm px-2 py-1 text-base data-hovered:bg-hover"
        >
          {({ isSelected }) => (
            <>
              <Check
                size={15}
                aria-hidden
                className={classes('mt-0.5 shrink-0 text-accent-ink', !isSelected && 'invisible')}
              />
              <span className="min-w-0 flex-1">
                <span className="block break-words">{label}</span>
                {hint && <span className="block text-xs text-ink-faint">{hint}</span>}
              </span>
            </>
          )}
        </Radio>
      ))}
    </RadioGroup>
  )
}
