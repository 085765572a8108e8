// A count, or a word in a pill.
import type { ReactNode } from 'react'
import { classes } from './classes.ts'

export type BadgeProps = {
  tone?: 'neutral' | 'accent' | 'mention' | 'good' | 'warn' | 'danger'
  /** A number is cut at `max`. */
  children: ReactNode
  max?: number
  /** What it counts, for screen readers. */
  label?: string
  className?: string
}

const tones = {
  neutral: 'bg-pressed text-ink-soft',
  accent: 'bg-accent-tint text-accent-ink',
  mention: 'bg-mention text-on-mention',
  good: 'bg-good-tint text-good-ink',
  warn: 'bg-warn-tint text-warn-ink',
  danger: 'bg-danger-tint text-danger-ink',
}

export function Badge({ tone = 'neutral', children, max = 99, label, className }: BadgeProps) {
  const text = typeof children === 'number' && children > max ? `${max}+` : children
  return (
    <span
      className={classes(
        'inline-flex h-[1.125rem] min-w-[1.125rem] shrink-0 items-center justify-center rounded-full px-1.5 text-2xs font-semibold whitespace-nowrap tabular-nums',
        tones[tone],
        className,
      )}
    >
      {label ? (
        <>
          <span aria-hidden>{text}</span>
          <span className="sr-only">{label}</span>
        </>
      ) : (
        text
      )}
    </span>
  )
}
