// A part of a page with its own heading.
import type { ReactNode } from 'react'
import { classes } from './classes.ts'

export type SectionProps = {
  title: ReactNode
  description?: ReactNode
  /** At the end of the heading's line. */
  action?: ReactNode
  children?: ReactNode
  className?: string
}

export function Section({ title, description, action, children, className }: SectionProps) {
  return (
    <section
      className={classes('flex flex-col gap-4 border-b border-line py-6 first:pt-5 last:border-0', className)}
    >
      <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <h2 className="text-md font-semibold">{title}</h2>
          {description && (
            <p className="mt-0.5 max-w-[38rem] text-sm text-pretty text-ink-soft">{description}</p>
          )}
        </div>
        {action}
      </header>
      {children}
    </section>
  )
}
