// The frame of the pages that gather messages from many channels.
import { type ReactNode, useEffect } from 'react'
import { keepListed } from './listed.ts'

type ViewPageProps = { title: string; action?: ReactNode; children: ReactNode }

export function ViewPage({ title, action, children }: ViewPageProps) {
  useEffect(keepListed, [])
  return (
    <section aria-label={title} className="flex h-full min-h-0 flex-col">
      <header className="flex h-12 shrink-0 items-center justify-between gap-3 border-b border-line ps-5 pe-3">
        <h1 className="truncate text-lg font-semibold tracking-[-0.01em]">{title}</h1>
        {action}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto bg-sunken">
        <div className="mx-auto flex max-w-4xl flex-col gap-4 p-4">{children}</div>
      </div>
    </section>
  )
}
