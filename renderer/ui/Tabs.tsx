// Several pages in one place.
import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components'
import { classes } from './classes.ts'

export type TabItem<Id extends string = string> = {
  id: Id
  label: string
  icon?: ReactNode
  content: ReactNode
}

export type TabsProps<Id extends string> = {
  /** For screen readers. */
  label: string
  tabs: readonly TabItem<Id>[]
  selected: Id
  onChange: (id: Id) => void
  className?: string
  listClassName?: string
  panelClassName?: string
}

export function Tabs<Id extends string>(props: TabsProps<Id>) {
  const { label, tabs, selected, onChange, className, listClassName, panelClassName } = props
  return (
    <AriaTabs
      selectedKey={selected}
      onSelectionChange={(key) => onChange(key as Id)}
      className={classes('flex min-h-0 min-w-0 flex-col', className)}
    >
      <div className="shrink-0 overflow-x-auto border-b border-line">
        <TabList aria-label={label} className={classes('flex gap-5', listClassName ?? 'px-4')}>
          {tabs.map((tab) => (
            <Tab
              key={tab.id}
              id={tab.id}
              className="flex h-9 items-center gap-2 border-b-2 border-transparent text-base whitespace-nowrap text-ink-soft -outline-offset-2 transition-colors select-none data-hovered:text-ink data-selected:border-accent data-selected:font-medium data-selected:text-ink"
            >
              {tab.icon}
              {tab.label}
            </Tab>
          ))}
        </TabList>
      </div>
      {tabs.map((tab) => (
        <TabPanel
          key={tab.id}
          id={tab.id}
          className={classes('min-h-0 min-w-0 flex-1 overflow-y-auto outline-none', panelClassName)}
        >
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
