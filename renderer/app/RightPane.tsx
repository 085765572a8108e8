// The third pane: a thread, a channel's details, a person or a task.
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { classes } from '../ui/classes.ts'
import { Splitter } from '../ui/Splitter.tsx'
import { loadWords } from './i18n.ts'
import { useShortcut } from './keyboard.ts'
import { layoutStore, paneWidth, type useRoom } from './layout.ts'
import { PaneBoundary } from './PaneBoundary.tsx'
import { type RightPane as Pane, usePanes, useRightPane } from './panes.ts'
import { useEscape } from './use-escape.ts'

const ChannelDetails = lazy(() =>
  import('../features/channels/ChannelDetails.tsx').then((file) => ({ default: file.ChannelDetails })),
)
const loadThreadPane = () => import('../features/messages/ThreadPane.tsx')
const ThreadPane = lazy(() => loadThreadPane().then((file) => ({ default: file.ThreadPane })))
const PersonPane = lazy(() =>
  import('../features/people/PersonPane.tsx').then((file) => ({ default: file.PersonPane })),
)

const TaskPane = lazy(() =>
  Promise.all([import('../features/tasks/pane/TaskPane.tsx'), loadWords('board')]).then(([file]) => ({
    default: file.TaskPane,
  })),
)

/** Threads are opened all day: the pane is there before the first one, but after the first screen. */
const aheadMs = 2000

export function RightPane({ room }: { room: ReturnType<typeof useRoom> }) {
  const pane = useRightPane()
  useEffect(() => {
    // One that cannot be fetched now is fetched when it is wanted.
    const timer = setTimeout(() => void loadThreadPane().catch(() => {}), aheadMs)
    return () => clearTimeout(timer)
  }, [])
  return pane && <OpenPane pane={pane} room={room} />
}

function OpenPane({ pane, room }: { pane: Pane; room: ReturnType<typeof useRoom> }) {
  const { t } = useTranslation()
  const { close } = usePanes()
  const width = layoutStore((state) => state.pane)
  const isOver = room !== 'wide'
  useShortcut({
    id: 'pane.close',
    keys: 'Escape',
    label: t('keyboard.closePane'),
    group: 'navigation',
    run: close,
  })

  const escapeKeys = useEscape(close)
  useEffect(() => () => giveFocusBack(), [])

  return (
    <aside
      aria-label={t('pane.label')}
      tabIndex={-1}
      data-pane
      {...escapeKeys}
      className={classes(
        'flex min-w-0 bg-canvas outline-none',
        isOver &&
          'absolute inset-y-0 right-0 z-20 max-w-full animate-slide-in border-l border-line shadow-float',
        !isOver && 'shrink-0',
      )}
      style={{ width: room === 'narrow' ? '100%' : isOver ? Math.max(width, 420) : width }}
    >
      {!isOver && (
        <Splitter
          label={t('pane.resize')}
          value={width}
          {...paneWidth}
          onChange={(pane) => layoutStore.setState({ pane })}
          pane="after"
        />
      )}
      <div className="min-w-0 flex-1">
        <PaneBoundary resetKey={JSON.stringify(pane)}>
          <Suspense fallback={null}>
            <PaneContent pane={pane} onClose={close} />
          </Suspense>
        </PaneBoundary>
      </div>
    </aside>
  )
}

function PaneContent({ pane, onClose }: { pane: Pane; onClose: () => void }) {
  if (pane.kind === 'person') return <PersonPane personId={pane.personId} onClose={onClose} />
  if (pane.kind === 'task')
    return <TaskPane key={pane.taskId} taskId={pane.taskId} replyId={pane.replyId} onClose={onClose} />
  if (pane.kind === 'details')
    return <ChannelDetails key={pane.channelId} channelId={pane.channelId} tab={pane.tab} onClose={onClose} />
  const { channelId, rootId, replyId } = pane
  return <ThreadPane key={rootId} channelId={channelId} rootId={rootId} replyId={replyId} onClose={onClose} />
}

/** The focus was in the pane that went: it goes to the place to write, not to the top of the page. */
function giveFocusBack(): void {
  if (document.activeElement && document.activeElement !== document.body) return
  const main = document.querySelector('main')
  const place = main?.querySelector<HTMLElement>('[contenteditable]') ?? main
  place?.focus()
}
