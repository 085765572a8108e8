// A board: its lists side by side, its tasks in them.
import { Archive, SquareKanban } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardView } from '../../../contract/boards.ts'
import type { BoardId, ChannelId } from '../../../contract/ids.ts'
import { failureText, useSubmit } from '../../app/submit.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { useOwnZone } from '../due/zone.ts'
import { useMe } from '../people/store.ts'
import { useNow } from '../people/use-now.ts'
import { BoardHeader } from './BoardHeader.tsx'
import { BoardLists } from './BoardLists.tsx'
import { openBoard } from './loading.ts'
import { NotApplied } from './NotApplied.tsx'
import { type KnownBoard, useBoard, useBoardTasks, useLists } from './store.ts'
import { BoardTools } from './views/BoardTools.tsx'
import { CalendarLayout } from './views/CalendarLayout.tsx'
import { ListLayout } from './views/ListLayout.tsx'
import { fits, isFiltered, type Viewer } from './views/shown.ts'
import { useShown } from './views/use-shown.ts'

export function BoardPage({ boardId }: { boardId: BoardId }) {
  const { t } = useTranslation('board')
  const known = useBoard(boardId)
  const page = useBoardTasks(boardId, known?.channelId ?? null)
  const how = useShown()
  const viewer = useViewer(known?.board)
  const { filter } = how.shown
  const tasks = useMemo(() => {
    if (!isFiltered(filter)) return page.tasks
    return new Map([...page.tasks].filter(([, task]) => fits(task, filter, viewer)))
  }, [page.tasks, filter, viewer])
  const lists = useLists(known?.board, tasks)
  const all = useMemo(() => [...tasks.values()], [tasks])
  if (page.status === 'error' && !known) {
    return (
      <EmptyState
        className="h-full"
        icon={<SquareKanban size={22} />}
        title={t('notThere')}
        action={<Button onPress={() => void openBoard(boardId, '' as ChannelId)}>{t('tryAgain')}</Button>}
      >
        {failureText(t, page.error)}
      </EmptyState>
    )
  }
  if (!known) return <Spinner className="m-auto h-full" label={t('loading')} />
  const canWork = known.isMember && !known.board.isArchived
  return (
    <section aria-label={t('label', { name: known.board.name })} className="flex h-full min-h-0 flex-col">
      <BoardHeader board={known.board} canWork={canWork} />
      <BoardTools board={known.board} tasks={page.tasks} {...how} />
      <Notices known={known} />
      <NotApplied boardId={boardId} />
      {page.status === 'error' ? (
        <Banner
          tone="danger"
          className="m-4"
          action={
            <Button size="sm" variant="ghost" onPress={() => void openBoard(boardId, known.channelId)}>
              {t('tryAgain')}
            </Button>
          }
        >
          {failureText(t, page.error)}
        </Banner>
      ) : how.shown.layout === 'list' ? (
        <ListLayout board={known.board} tasks={all} shown={how.shown} viewer={viewer} canWork={canWork} />
      ) : how.shown.layout === 'calendar' ? (
        <CalendarLayout board={known.board} tasks={all} viewer={viewer} />
      ) : (
        <BoardLists
          key={boardId}
          board={known.board}
          lists={lists}
          isLoading={page.status === 'loading'}
          canWork={canWork}
        />
      )}
    </section>
  )
}

/** Who looks, and when: what `mine` and `overdue` mean. It changes with the minute, not with each drawing. */
function useViewer(board: BoardView | undefined): Viewer {
  const now = useNow()
  const timeZone = useOwnZone()
  const me = useMe()?.person.id ?? null
  const key = board?.key ?? ''
  return useMemo(() => ({ now, timeZone, me, key }), [now, timeZone, me, key])
}

function Notices({ known: { board, isMember } }: { known: KnownBoard }) {
  const { t } = useTranslation('board')
  const join = useSubmit('channels.join')
  if (!isMember) {
    return (
      <Banner
        className="m-4 mb-0"
        tone={join.sentence ? 'danger' : 'neutral'}
        action={
          <Button
            size="sm"
            variant="primary"
            isPending={join.isRunning}
            onPress={() => void join.submit({ channelId: board.channelId })}
          >
            {t('join')}
          </Button>
        }
      >
        {join.sentence ?? t('onlyLooking')}
      </Banner>
    )
  }
  if (!board.isArchived) return null
  return (
    <Banner className="m-4 mb-0" icon={<Archive size={15} />}>
      {t('isArchived')}
    </Banner>
  )
}
