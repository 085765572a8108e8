// A task on its board.
import { Ban, CheckCheck, ListTree, MessageSquare } from 'lucide-react'
import { memo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardView } from '../../../contract/boards.ts'
import type { PersonId } from '../../../contract/ids.ts'
import type { TaskView } from '../../../contract/tasks.ts'
import { usePanes } from '../../app/panes.ts'
import { ContextMenu } from '../../ui/ContextMenu.tsx'
import { classes } from '../../ui/classes.ts'
import { PersonAvatar } from '../people/PersonAvatar.tsx'
import { personName } from '../people/store.ts'
import { DueMark } from './DueMark.tsx'
import { labelDots } from './label-colours.ts'
import { nameOfTask } from './name.ts'
import { PriorityMark } from './PriorityMark.tsx'
import { TaskMenuItems } from './TaskMenuItems.tsx'
import { isNew } from './task-change.ts'
import { useCardDrag } from './use-card-drag.ts'

type TaskCardProps = {
  board: BoardView
  task: TaskView
  canWork: boolean
  /** The one card that Tab reaches. */
  isActive: boolean
  /** Shown in the pane beside. */
  isOpen: boolean
  /** Held by keyboard. */
  isCarried: boolean
}

const mostFaces = 3

export const TaskCard = memo(function TaskCard(props: TaskCardProps) {
  const { board, task, canWork, isActive, isOpen, isCarried } = props
  const { t } = useTranslation('board')
  const panes = usePanes()
  const card = useRef<HTMLDivElement>(null)
  const { isDragged, edge } = useCardDrag(card, board.id, task.id, task.listId, canWork)
  const labels = board.labels.filter(({ id }) => task.labelIds.includes(id))
  return (
    <ContextMenu
      label={t('card.menu')}
      menu={() => <TaskMenuItems board={board} task={task} canWork={canWork} />}
    >
      {edge && <DropLine edge={edge} />}
      {/* biome-ignore lint/a11y/useSemanticElements: a card that is dragged and carried takes the focus and its keys */}
      <div
        ref={card}
        id={`task-${task.id}`}
        data-task={task.id}
        role="button"
        tabIndex={isActive ? 0 : -1}
        aria-roledescription={canWork ? t('card.role') : undefined}
        aria-pressed={isCarried || undefined}
        onClick={() => panes.openTask(task.id)}
        onKeyDown={() => {}}
        className={classes(
          'flex flex-col gap-1.5 rounded-md border bg-raised px-2.5 py-2 text-start select-none',
          'hover:border-line-strong focus-visible:outline-2 focus-visible:outline-focus',
          isOpen ? 'border-accent' : 'border-line',
          isCarried && 'rotate-1 shadow-float outline-2 outline-accent',
          (isDragged || isNew(task)) && 'opacity-60',
        )}
      >
        {labels.length > 0 && (
          <div className="flex flex-wrap gap-1">
            {labels.map(({ id, name, color }) => (
              <span key={id} className="flex items-center gap-1 text-xs text-ink-soft">
                <span className={classes('size-2 rounded-full', labelDots[color])} aria-hidden />
                {name}
              </span>
            ))}
          </div>
        )}
        <p
          className={classes('line-clamp-4 text-base break-words', task.doneAt && 'text-ink-faint')}
          dir="auto"
        >
          {task.title}
        </p>
        <div className="flex min-h-5 items-center gap-2 text-xs text-ink-faint">
          <span className="tabular-nums">{nameOfTask(board, task)}</span>
          <PriorityMark priority={task.priority} />
          <DueMark task={task} />
          <Marks task={task} />
          <span className="flex-1" />
          <Faces personIds={task.assigneeIds} />
        </div>
      </div>
    </ContextMenu>
  )
})

/** Its signs, each with the words that a screen reader says for it. */
function Marks({ task }: { task: TaskView }) {
  const { t } = useTranslation('board')
  const { checkCount, checkedCount, commentCount, blockedByIds, parentId } = task
  return (
    <>
      {checkCount > 0 && (
        <span className="flex items-center gap-1 tabular-nums">
          <CheckCheck size={13} aria-hidden />
          <span aria-hidden>
            {checkedCount}/{checkCount}
          </span>
          <span className="sr-only">{t('card.checked', { done: checkedCount, count: checkCount })}</span>
        </span>
      )}
      {commentCount > 0 && (
        <span className="flex items-center gap-1 tabular-nums">
          <MessageSquare size={12} aria-hidden />
          <span aria-hidden>{commentCount}</span>
          <span className="sr-only">{t('card.comments', { count: commentCount })}</span>
        </span>
      )}
      {blockedByIds.length > 0 && (
        <Ban
          size={13}
          className="text-warn-ink"
          role="img"
          aria-label={t('card.blocked', { count: blockedByIds.length })}
        />
      )}
      {parentId && <ListTree size={13} aria-hidden />}
    </>
  )
}

function Faces({ personIds }: { personIds: PersonId[] }) {
  const { t } = useTranslation('board')
  if (personIds.length === 0) return null
  const names = personIds.map(personName).filter(Boolean).join(', ')
  return (
    <>
      <span className="sr-only">{t('card.assigned', { names })}</span>
      <span className="flex -space-x-1" aria-hidden>
        {personIds.slice(0, mostFaces).map((id) => (
          <PersonAvatar key={id} personId={id} size={20} className="ring-2 ring-raised" />
        ))}
        {personIds.length > mostFaces && <span className="ps-1.5">+{personIds.length - mostFaces}</span>}
      </span>
    </>
  )
}

function DropLine({ edge }: { edge: string }) {
  return (
    <span
      aria-hidden
      className={classes(
        'pointer-events-none absolute inset-x-0 z-10 h-0.5 rounded-full bg-accent',
        edge === 'top' ? '-top-[5px]' : '-bottom-[5px]',
      )}
    />
  )
}
