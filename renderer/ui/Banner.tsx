// A sentence that stays where it is: a state, a failure, a hint.
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'

export type BannerProps = {
  tone?: 'neutral' | 'accent' | 'good' | 'warn' | 'danger'
  icon?: ReactNode
  /** Buttons at the end of the line. */
  action?: ReactNode
  children: ReactNode
  className?: string
}

const tones = {
  neutral: 'bg-sunken text-ink-soft',
  accent: 'bg-accent-tint text-accent-ink',
  good: 'bg-good-tint text-good-ink',
  warn: 'bg-warn-tint text-warn-ink',
  danger: 'bg-danger-tint text-danger-ink',
}

const icons = { neutral: Info, accent: Info, good: CircleCheck, warn: TriangleAlert, danger: CircleAlert }

export function Banner({ tone = 'neutral', icon, action, children, className }: BannerProps) {
  const Icon = icons[tone]
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={classes('flex items-start gap-2.5 rounded-md px-3 py-2 text-sm', tones[tone], className)}
    >
      <span className="flex h-5 shrink-0 items-center">{icon ?? <Icon size={15} aria-hidden />}</span>
      <div className="min-w-0 flex-1 break-words">{children}</div>
      {action && <div className="-my-1 flex shrink-0 gap-1">{action}</div>}
    </div>
  )
}
