// A whole page with a title and tabs, for what is set up rather than talked about.
import type { ReactNode } from 'react'
import { type TabItem, Tabs } from './Tabs.tsx'

export type TabbedPageProps<Id extends string> = {
  title: string
  tabs: readonly TabItem<Id>[]
  selected: Id
  onChange: (id: Id) => void
  /** At the end of the title's line. */
  action?: ReactNode
}

export function TabbedPage<Id extends string>({
  title,
  tabs,
  selected,
  onChange,
  action,
}: TabbedPageProps<Id>) {
  const framed = tabs.map((tab) => ({
    ...tab,
    content: <div className="mx-auto w-full max-w-[54rem] px-6 pb-12 narrow:px-4">{tab.content}</div>,
  }))
  return (
    <div className="flex h-full flex-col">
      <header className="mx-auto flex w-full max-w-[54rem] shrink-0 items-center justify-between px-6 pt-5 pb-2 narrow:px-4 narrow:pt-3">
        <h1 className="text-xl font-semibold tracking-[-0.015em]">{title}</h1>
        {action}
      </header>
      <Tabs
        label={title}
        tabs={framed}
        selected={selected}
        onChange={onChange}
        className="flex-1"
        listClassName="mx-auto w-full max-w-[54rem] px-6 narrow:px-4"
      />
    </div>
  )
}
