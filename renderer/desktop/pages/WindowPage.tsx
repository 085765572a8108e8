// The frame of the main window: the bar of servers where there are several, and what is said when no server's page is seen.

import { Cover } from './Cover.tsx'
import { ServerBar } from './ServerBar.tsx'
import { useTold } from './use-told.ts'

export function WindowPage() {
  const view = useTold('shell.read', 'shell.changed')
  if (!view) return null
  return (
    <div className="flex h-screen bg-sidebar text-ink">
      {view.servers.length > 1 && <ServerBar view={view} />}
      <main className="relative min-w-0 flex-1 overflow-y-auto">
        {view.cover && <Cover cover={view.cover} view={view} />}
      </main>
    </div>
  )
}
