// One list of a board. Only the cards in sight are in the page, and the one that holds the focus.
import { Plus } from 'lucide-react'
import { memo, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Virtualizer } from 'virtua'
import type { BoardView, ListView } from '../../../contract/boards.ts'
import type { TaskId } from '../../../contract/ids.ts'
import type { TaskView } from '../../../contract/tasks.ts'
import { Badge } from '../../ui/Badge.tsx'
import { classes } from '../../ui/classes.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { AddTask } from './AddTask.tsx'
import { ListMenu } from './ListMenu.tsx'
import { TaskCard } from './TaskCard.tsx'
import { useListDrop } from './use-card-drag.ts'

type BoardListProps = {
  board: BoardView
  list: ListView
  /** From the left. */
  index: number
  tasks: readonly TaskView[]
  isLoading: boolean
  canWork: boolean
  /** The one card of the board that Tab reaches. */
  activeId: TaskId | null
  openId: TaskId | null
  carriedId: TaskId | null
  isAdding: boolean
  onAdd: (isOn: boolean) => void
  onAdded: (taskId: TaskId) => void
}

export const BoardList = memo(function BoardList(props: BoardListProps) {
  const { board, list, index, tasks, isLoading, canWork, activeId, openId, carriedId, isAdding } = props
  const { t } = useTranslation('board')
  const box = useRef<HTMLElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const isOver = useListDrop(box, scroller, board.id, list.id)
  const kept = useMemo(
    () =>
      [activeId, carriedId].map((id) => tasks.findIndex((task) => task.id === id)).filter((at) => at >= 0),
    [tasks, activeId, carriedId],
  )
  const isTooFull = list.limit !== null && tasks.length > list.limit
  return (
    <section
      ref={box}
      aria-label={t('list.label', { name: list.name, count: tasks.length })}
      className={classes(
        'flex w-72 shrink-0 flex-col rounded-lg border bg-sidebar',
        isOver ? 'border-accent' : 'border-line',
      )}
    >
      <header className="flex h-10 shrink-0 items-center gap-2 ps-3 pe-1.5">
        <h2 className="min-w-0 truncate text-base font-semibold">
          <bdi>{list.name}</bdi>
        </h2>
        <Badge
          tone={isTooFull ? 'warn' : 'neutral'}
          max={99_999}
          label={
            list.limit === null
              ? t('list.count', { count: tasks.length })
              : t('list.countOf', { count: tasks.length, limit: list.limit })
          }
        >
          {list.limit === null ? tasks.length : `${tasks.length} / ${list.limit}`}
        </Badge>
        <span className="flex-1" />
        {canWork && (
          <IconButton
            size="xs"
            label={t('addTo', { list: list.name })}
            icon={<Plus size={15} />}
            onPress={() => props.onAdd(true)}
          />
        )}
        {canWork && <ListMenu board={board} list={list} index={index} taskCount={tasks.length} />}
      </header>
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto px-2 pt-1 pb-2">
        {isLoading ? (
          <Skeleton className="h-20" />
        ) : (
          <Virtualizer scrollRef={scroller} data={tasks} bufferSize={400} keepMounted={kept}>
            {(task) => (
              <div key={task.id} className="pb-2">
                <TaskCard
                  board={board}
                  task={task}
                  canWork={canWork}
                  isActive={task.id === activeId}
                  isOpen={task.id === openId}
                  isCarried={task.id === carriedId}
                />
              </div>
            )}
          </Virtualizer>
        )}
        {isAdding && (
          <AddTask
            board={board}
            list={list}
            count={tasks.length}
            onAdded={props.onAdded}
            onClose={() => props.onAdd(false)}
          />
        )}
        {!isAdding && canWork && !isLoading && (
          <button
            type="button"
            className="flex h-8 w-full items-center gap-2 rounded-md px-2 text-sm text-ink-faint hover:bg-hover hover:text-ink"
            onClick={() => props.onAdd(true)}
          >
            <Plus size={15} aria-hidden />
            {t('addTask')}
          </button>
        )}
      </div>
    </section>
  )
})
