// The workspace: sidebar, main, and a right pane that lies over the main one where there is little room.

import { PanelLeft } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { CallLayer } from '../features/calls/CallLayer.tsx'
import { CallPane } from '../features/calls/CallPane.tsx'
import { stageStore } from '../features/calls/store.ts'
import { useLostAside, useShowsStage, useStageMakesRoom } from '../features/calls/use-stage.ts'
import { Sidebar } from '../features/channels/Sidebar.tsx'
import { useDropGuard } from '../features/files/composer/use-drop.tsx'
import { FileLayer } from '../features/files/FileLayer.tsx'
import { MeMenu } from '../features/people/MeMenu.tsx'
import { useWorkspace } from '../features/people/store.ts'
import { classes } from '../ui/classes.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Splitter } from '../ui/Splitter.tsx'
import { WhenOpened } from '../ui/WhenOpened.tsx'
import { ConnectionStrip } from './ConnectionStrip.tsx'
import { layoutStore, sidebarWidth, toggleSidebar, useRoom } from './layout.ts'
import { lazyAgain } from './load-again.ts'
import { PaneBoundary } from './PaneBoundary.tsx'
import { useRightPane } from './panes.ts'
import { RightPane } from './RightPane.tsx'
import { MainRoutes } from './routes.tsx'
import { useShellShortcuts } from './shell-shortcuts.ts'
import { UpdateStrip } from './UpdateStrip.tsx'
import { useAttention } from './use-attention.ts'
import { useWorkspaceName } from './use-desktop.ts'
import { useFailedSends } from './use-failed-sends.ts'
import { useNotifications } from './use-notifications.ts'

const KeyboardSheet = lazyAgain(() => import('./KeyboardSheet.tsx').then((file) => file.KeyboardSheet))

export function Shell() {
  const { t } = useTranslation()
  const room = useRoom()
  const [location] = useLocation()
  const [isSheetOpen, setSheetOpen] = useState(false)
  const { sidebar, isSidebarHidden } = layoutStore()
  useDropGuard()
  useStageMakesRoom()
  useLostAside()
  useShellShortcuts(() => setSheetOpen((isOpen) => !isOpen))

  // In full screen a call has all the room there is.
  const isCallFull = stageStore((state) => state.isFull)
  const showsStage = useShowsStage()
  // The chat of a call stands beside it: where there is little room, the sidebar gives its own.
  const isChatBesideCall = useRightPane() !== null && showsStage && room === 'middle'
  const showsSidebar = room !== 'narrow' && !isSidebarHidden && !isCallFull && !isChatBesideCall
  const content = <SidebarContent onShowKeyboard={() => setSheetOpen(true)} />
  return (
    <div className="flex h-full flex-col">
      <ConnectionStrip />
      <UpdateStrip />
      <div className="relative flex min-h-0 flex-1">
        {room !== 'narrow' && (
          // Hidden, not gone: the quick switcher and the keys from channel to channel live in the sidebar.
          <section
            aria-label={t('sidebar.label')}
            tabIndex={-1}
            data-pane={showsSidebar || undefined}
            className={showsSidebar ? 'flex shrink-0 outline-none' : 'hidden'}
          >
            <div className="flex flex-col bg-sidebar" style={{ width: sidebar }}>
              {content}
            </div>
            <Splitter
              label={t('sidebar.resize')}
              value={sidebar}
              {...sidebarWidth}
              onChange={(width) => layoutStore.setState({ sidebar: width })}
              pane="before"
            />
          </section>
        )}
        {room === 'narrow' && <Drawer>{content}</Drawer>}
        <div className="flex min-w-0 flex-1 flex-col">
          {!showsSidebar && !isCallFull && <TopBar />}
          <main
            aria-label={t('main')}
            tabIndex={-1}
            data-pane
            className="min-h-0 flex-1 bg-canvas outline-none"
          >
            <PaneBoundary resetKey={location}>{showsStage ? <CallPane /> : <MainRoutes />}</PaneBoundary>
          </main>
        </div>
        <RightPane room={isChatBesideCall ? 'wide' : room} />
      </div>
      <Attention />
      <CallLayer />
      <FileLayer />
      <WhenOpened isOpen={isSheetOpen}>
        <KeyboardSheet isOpen={isSheetOpen} onOpenChange={setSheetOpen} />
      </WhenOpened>
    </div>
  )
}

/** Listens to all that happens and draws nothing: in the shell itself, every event would draw the whole window anew. */
function Attention() {
  useAttention()
  useNotifications()
  useWorkspaceName()
  useFailedSends()
  return null
}

function SidebarContent({ onShowKeyboard }: { onShowKeyboard: () => void }) {
  return (
    <>
      <div className="min-h-0 flex-1">
        <PaneBoundary>
          <Sidebar />
        </PaneBoundary>
      </div>
      <div className="shrink-0 border-t border-line p-2">
        <MeMenu onShowKeyboard={onShowKeyboard} />
      </div>
    </>
  )
}

/** Where the sidebar isn't there: how to bring it back, and where one is. */
function TopBar() {
  const { t } = useTranslation()
  const workspace = useWorkspace()
  return (
    <div className="flex h-10 shrink-0 items-center gap-2 border-b border-line bg-sidebar px-2">
      <IconButton
        label={t('sidebar.open')}
        icon={<PanelLeft size={17} />}
        shortcut="Mod+Shift+D"
        placement="bottom"
        onPress={toggleSidebar}
      />
      <span className="truncate font-semibold">{workspace?.name}</span>
    </div>
  )
}

function Drawer({ children }: { children: React.ReactNode }) {
  const { t } = useTranslation()
  const [location] = useLocation()
  const isOpen = layoutStore((state) => state.isDrawerOpen)
  // Whatever was chosen in it, it has done its work.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address is what closes it
  useEffect(() => layoutStore.setState({ isDrawerOpen: false }), [location])
  return (
    <>
      {isOpen && (
        <button
          type="button"
          aria-label={t('sidebar.close')}
          className="absolute inset-0 z-20 animate-fade-in bg-backdrop"
          onClick={toggleSidebar}
        />
      )}
      <section
        aria-label={t('sidebar.label')}
        inert={!isOpen}
        className={classes(
          'absolute inset-y-0 left-0 z-30 flex w-[min(18rem,85vw)] flex-col bg-sidebar shadow-float transition-transform duration-200',
          !isOpen && '-translate-x-full shadow-none',
        )}
      >
        {children}
      </section>
    </>
  )
}
