// A task as a line of a list.
import { Circle, CircleCheckBig } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { BoardView } from '../../../../contract/boards.ts'
import type { TaskView } from '../../../../contract/tasks.ts'
import { usePanes } from '../../../app/panes.ts'
import { paths } from '../../../app/paths.ts'
import { ContextMenu } from '../../../ui/ContextMenu.tsx'
import { classes } from '../../../ui/classes.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { PersonAvatar } from '../../people/PersonAvatar.tsx'
import { moveToList } from '../actions.ts'
import { DueMark } from '../DueMark.tsx'
import { labelDots } from '../label-colours.ts'
import { nameOfTask } from '../name.ts'
import { PriorityMark } from '../PriorityMark.tsx'
import { TaskMenuItems } from '../TaskMenuItems.tsx'

type ListLineProps = { board: BoardView; task: TaskView; canWork: boolean }

export function ListLine({ board, task, canWork }: ListLineProps) {
  const { t } = useTranslation('board')
  const panes = usePanes()
  const isDone = task.doneAt !== null
  // Ticking it off is moving it to the first list that means so, and back.
  const goal = board.lists.find(({ kind }) => kind === (isDone ? 'open' : 'done'))
  const labels = board.labels.filter(({ id }) => task.labelIds.includes(id))
  return (
    <ContextMenu
      label={t('card.menu')}
      menu={() => <TaskMenuItems board={board} task={task} canWork={canWork} />}
    >
      <div className="mb-px flex min-h-10 items-center gap-2 rounded-md border border-line bg-canvas ps-1 pe-3 hover:border-line-strong">
        <IconButton
          label={t('mine.check', { title: task.title })}
          isActive={isDone}
          isDisabled={!canWork || !goal}
          icon={isDone ? <CircleCheckBig size={16} /> : <Circle size={16} />}
          onPress={() => goal && moveToList(board, task, goal.id)}
        />
        <Link
          href={paths.task(board.id, task.id)}
          data-task={task.id}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return
            event.preventDefault()
            panes.openTask(task.id)
          }}
          className="flex min-w-0 flex-1 items-center gap-2 py-1.5 text-ink no-underline"
        >
          <span className="w-16 shrink-0 text-xs text-ink-faint tabular-nums">{nameOfTask(board, task)}</span>
          <span className={classes('min-w-0 truncate', isDone && 'text-ink-faint line-through')} dir="auto">
            {task.title}
          </span>
        </Link>
        {labels.slice(0, 3).map(({ id, name, color }) => (
          <span key={id} className="flex items-center gap-1 text-xs text-ink-soft narrow:hidden">
            <span className={classes('size-2 rounded-full', labelDots[color])} aria-hidden />
            {name}
          </span>
        ))}
        <PriorityMark priority={task.priority} />
        <DueMark task={task} />
        {task.assigneeIds.slice(0, 3).map((id) => (
          <PersonAvatar key={id} personId={id} size={20} />
        ))}
      </div>
    </ContextMenu>
  )
}
