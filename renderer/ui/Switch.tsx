// On or off, at once.
import type { ReactNode } from 'react'
import { Switch as AriaSwitch } from 'react-aria-components'
import { classes } from './classes.ts'

export type SwitchProps = {
  children: ReactNode
  description?: ReactNode
  isSelected: boolean
  onChange: (isSelected: boolean) => void
  isDisabled?: boolean
  className?: string
}

export function Switch({ children, description, isSelected, onChange, isDisabled, className }: SwitchProps) {
  return (
    <AriaSwitch
      isSelected={isSelected}
      onChange={onChange}
      isDisabled={isDisabled ?? false}
      className={classes('group flex items-start gap-3 rounded-md data-disabled:opacity-50', className)}
    >
      <span className="min-w-0 flex-1">
        <span className="block text-base font-medium">{children}</span>
        {description && <span className="block text-sm text-ink-faint">{description}</span>}
      </span>
      <span className="mt-0.5 flex h-[1.125rem] w-8 shrink-0 items-center rounded-full bg-line-strong p-0.5 transition-colors group-data-selected:bg-accent">
        <span className="size-3.5 rounded-full bg-canvas transition-transform group-data-selected:translate-x-3.5" />
      </span>
    </AriaSwitch>
  )
}
