// What stands where nothing is yet: says so, and what to do about it.
import type { ReactNode } from 'react'
import { classes } from './classes.ts'

export type EmptyStateProps = {
  icon?: ReactNode
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
  className?: string
}

export function EmptyState({ icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div
      className={classes('flex flex-col items-center justify-center gap-1 px-6 py-12 text-center', className)}
    >
      {icon && (
        <div
          className="mb-2 flex size-12 items-center justify-center rounded-xl bg-accent-tint text-accent-ink"
          aria-hidden
        >
          {icon}
        </div>
      )}
      <p className="text-md font-semibold text-balance">{title}</p>
      {children && <div className="max-w-[26rem] text-base text-pretty text-ink-soft">{children}</div>}
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}
