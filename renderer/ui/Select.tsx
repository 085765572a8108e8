// One of a few. For one of many, ComboBox.
import { Check, ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Select as AriaSelect,
  type SelectProps as AriaSelectProps,
  Button,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
  Text,
} from 'react-aria-components'
import { classes } from './classes.ts'
import { FieldLabel, FieldNotes, type FieldProps, fieldBox } from './Field.tsx'
import { surface } from './Popover.tsx'

export type Option<Id extends string = string> = {
  id: Id
  label: string
  description?: string
  icon?: ReactNode
}

export type SelectProps<Id extends string> = FieldProps & {
  options: readonly Option<Id>[]
  value: Id | null
  onChange: (value: Id) => void
  isDisabled?: boolean
  placeholder?: string
  /** `quiet` has no edge until it is pointed at: for tables. */
  variant?: 'field' | 'quiet'
  size?: 'sm' | 'md' | 'lg'
  className?: string
}

const heights = { sm: 'h-7 text-sm', md: 'h-8 text-base', lg: 'h-10 text-md' }
const quiet =
  'rounded-md border border-transparent text-ink-soft data-hovered:border-line data-hovered:bg-raised data-disabled:opacity-100'

export function Select<Id extends string>(props: SelectProps<Id>) {
  const { label, hideLabel, note, description, error, options, value, onChange, isDisabled } = props
  const { placeholder, variant = 'field', size = 'md', className } = props
  const select: AriaSelectProps<Option<Id>> = {
    onSelectionChange: (key) => key !== null && onChange(key as Id),
    selectedKey: value,
    isDisabled: isDisabled ?? false,
    isInvalid: Boolean(error),
    ...(placeholder !== undefined && { placeholder }),
  }
  return (
    <AriaSelect {...select} className={classes('flex min-w-0 flex-col gap-1', className)}>
      <FieldLabel label={label} hideLabel={hideLabel} note={note} />
      <Button
        className={classes(
          'flex items-center gap-2 pr-2 pl-2.5 text-left',
          heights[size],
          variant === 'quiet' ? quiet : fieldBox,
        )}
      >
        <SelectValue className="flex min-w-0 flex-1 items-center gap-2 truncate data-placeholder:text-ink-faint [&_[slot=description]]:hidden" />
        {!(isDisabled && variant === 'quiet') && (
          <ChevronDown size={14} className="shrink-0 text-ink-faint" aria-hidden />
        )}
      </Button>
      <FieldNotes description={description} error={error} />
      <Popover offset={4} className={classes(surface, 'min-w-[max(var(--trigger-width),10rem)]')}>
        <ListBox items={options} className={listBox}>
          {(option) => <OptionRow option={option} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}

export const listBox = 'max-h-72 overflow-y-auto p-1 outline-none'

export function OptionRow({ option }: { option: Option }) {
  return (
    <ListBoxItem
      id={option.id}
      textValue={option.label}
      className="flex min-h-7 items-center gap-2 rounded-sm px-2 py-1 text-base outline-none select-none data-focused:bg-accent-tint"
    >
      {({ isSelected }) => (
        <>
          {option.icon}
          <span className="min-w-0 flex-1">
            <Text slot="label" className="block truncate">
              {option.label}
            </Text>
            {option.description && (
              <Text slot="description" className="block text-xs text-ink-faint">
                {option.description}
              </Text>
            )}
          </span>
          {isSelected && <Check size={15} className="shrink-0 text-accent-ink" aria-hidden />}
        </>
      )}
    </ListBoxItem>
  )
}
