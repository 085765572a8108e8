// A button with words.
import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import { classes } from './classes.ts'
import { Spinner } from './Spinner.tsx'

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'children' | 'style'> & {
  children: ReactNode
  variant?: 'primary' | 'secondary' | 'ghost' | 'danger' | 'danger-ghost'
  size?: 'sm' | 'md' | 'lg'
  icon?: ReactNode
  className?: string
  ref?: Ref<HTMLButtonElement>
}

const variants = {
  primary: 'bg-accent text-on-accent data-hovered:bg-accent-strong data-pressed:bg-accent-strong',
  secondary: 'border border-line bg-raised text-ink data-hovered:bg-sunken data-pressed:border-line-strong',
  ghost: 'text-ink-soft data-hovered:bg-hover data-hovered:text-ink data-pressed:bg-pressed',
  danger: 'bg-danger text-on-danger data-hovered:bg-danger-strong data-pressed:bg-danger-strong',
  'danger-ghost': 'text-danger-ink data-hovered:bg-danger-tint data-pressed:bg-danger-tint',
}

const sizes = {
  sm: 'h-7 gap-1.5 rounded-sm px-2.5 text-sm',
  md: 'h-8 gap-2 rounded-md px-3 text-base',
  lg: 'h-10 gap-2 rounded-md px-4 text-md',
}

export function Button(props: ButtonProps) {
  const { children, variant = 'secondary', size = 'md', icon, className, isPending, ...rest } = props
  return (
    <AriaButton
      {...rest}
      isPending={isPending}
      className={classes(
        'relative inline-flex shrink-0 items-center justify-center whitespace-nowrap font-medium select-none',
        'transition-colors data-disabled:opacity-45',
        sizes[size],
        variants[variant],
        className,
      )}
    >
      <span className={classes('inline-flex items-center gap-[inherit]', isPending && 'invisible')}>
        {icon}
        {children}
      </span>
      {isPending && <Spinner className="absolute" />}
    </AriaButton>
  )
}
