// A box to tick.
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox } from 'react-aria-components'
import { classes } from './classes.ts'

export type CheckboxProps = {
  children: ReactNode
  description?: ReactNode
  isSelected: boolean
  onChange: (isSelected: boolean) => void
  isDisabled?: boolean
  className?: string
}

export function Checkbox({
  children,
  description,
  isSelected,
  onChange,
  isDisabled,
  className,
}: CheckboxProps) {
  return (
    <AriaCheckbox
      isSelected={isSelected}
      onChange={onChange}
      isDisabled={isDisabled ?? false}
      className={classes(
        'group flex items-start gap-2 rounded-sm text-base data-disabled:opacity-50',
        className,
      )}
    >
      <span className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-xs border border-line-strong bg-canvas text-on-accent transition-colors group-data-selected:border-accent group-data-selected:bg-accent">
        <Check size={12} strokeWidth={3} aria-hidden className="opacity-0 group-data-selected:opacity-100" />
      </span>
      <span className="min-w-0">
        {children}
        {description && <span className="block text-xs text-ink-faint">{description}</span>}
      </span>
    </AriaCheckbox>
  )
}
