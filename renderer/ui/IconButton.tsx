// A button that is only an icon; its name is its tooltip and what a screen reader says.
import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import { classes } from './classes.ts'
import { ariaKeys } from './keys.ts'
import { Tooltip, type TooltipProps } from './Tooltip.tsx'

export type IconButtonProps = Omit<AriaButtonProps, 'className' | 'children' | 'style'> & {
  /** What it does, in words. */
  label: string
  icon: ReactNode
  size?: 'xs' | 'sm' | 'md'
  variant?: 'ghost' | 'outline' | 'primary' | 'danger'
  /** Drawn as switched on; also sets aria-pressed. */
  isActive?: boolean | undefined
  shortcut?: string | undefined
  placement?: TooltipProps['placement']
  /** Without a tooltip, where many stand side by side and the name is already on screen. */
  hasTooltip?: boolean
  className?: string
  ref?: Ref<HTMLButtonElement>
}

const sizes = { xs: 'size-6 rounded-sm', sm: 'size-7 rounded-sm', md: 'size-8 rounded-md' }

const variants = {
  ghost: 'text-ink-soft data-hovered:bg-hover data-hovered:text-ink data-pressed:bg-pressed',
  outline: 'border border-line bg-raised text-ink-soft data-hovered:bg-sunken data-hovered:text-ink',
  primary: 'bg-accent text-on-accent data-hovered:bg-accent-strong',
  danger: 'text-danger-ink data-hovered:bg-danger-tint data-pressed:bg-danger-tint',
}

export function IconButton(props: IconButtonProps) {
  const {
    label,
    icon,
    size = 'sm',
    variant = 'ghost',
    isActive,
    shortcut,
    placement,
    hasTooltip = true,
    className,
    ...rest
  } = props
  const button = (
    <AriaButton
      {...rest}
      aria-label={label}
      {...(isActive !== undefined && { 'aria-pressed': isActive })}
      {...(shortcut && { 'aria-keyshortcuts': ariaKeys(shortcut) })}
      className={classes(
        'inline-flex shrink-0 items-center justify-center transition-colors data-disabled:opacity-40',
        sizes[size],
        variants[variant],
        isActive && 'bg-accent-tint text-accent-ink',
        className,
      )}
    >
      {icon}
    </AriaButton>
  )
  if (!hasTooltip) return button
  return (
    <Tooltip content={label} shortcut={shortcut} placement={placement}>
      {button}
    </Tooltip>
  )
}
