// One of many, found by typing a part of it.
import { ChevronDown } from 'lucide-react'
import { ComboBox as AriaComboBox, Button, Group, Input, ListBox, Popover } from 'react-aria-components'
import { classes } from './classes.ts'
import { FieldLabel, FieldNotes, type FieldProps, fieldBox } from './Field.tsx'
import { surface } from './Popover.tsx'
import { listBox, type Option, OptionRow } from './Select.tsx'
import { ring } from './TextField.tsx'

export type ComboBoxProps = FieldProps & {
  options: readonly Option[]
  value: string | null
  onChange: (value: string) => void
  placeholder?: string
  /** Shown when nothing matches. */
  emptyText: string
  className?: string
}

export function ComboBox(props: ComboBoxProps) {
  const {
    label,
    hideLabel,
    note,
    description,
    error,
    options,
    value,
    onChange,
    placeholder,
    emptyText,
    className,
  } = props
  return (
    <AriaComboBox
      defaultItems={options}
      selectedKey={value}
      onSelectionChange={(key) => key !== null && onChange(String(key))}
      isInvalid={Boolean(error)}
      allowsEmptyCollection
      menuTrigger="focus"
      className={classes('flex min-w-0 flex-col gap-1', className)}
    >
      <FieldLabel label={label} hideLabel={hideLabel} note={note} />
      <Group className={classes('flex h-8 items-center text-base', fieldBox, ring)}>
        <Input
          placeholder={placeholder}
          className="h-full min-w-0 flex-1 bg-transparent px-2.5 outline-none"
        />
        <Button className="flex h-full items-center px-2 text-ink-faint data-hovered:text-ink">
          <ChevronDown size={14} aria-hidden />
        </Button>
      </Group>
      <FieldNotes description={description} error={error} />
      <Popover offset={4} className={classes(surface, 'w-(--trigger-width)')}>
        <ListBox
          className={listBox}
          renderEmptyState={() => <p className="px-2 py-1.5 text-sm text-ink-faint">{emptyText}</p>}
        >
          {(option: Option) => <OptionRow option={option} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  )
}
