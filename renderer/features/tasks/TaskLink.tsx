// A task as a small card wherever it is spoken of: what it is called, where it stands, whose it is. It opens beside.
import { Circle, CircleCheckBig, CircleDashed } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { TaskId } from '../../../contract/ids.ts'
import { usePanes } from '../../app/panes.ts'
import { paths } from '../../app/paths.ts'
import { PersonAvatar } from '../people/PersonAvatar.tsx'
import { DueMark } from './DueMark.tsx'
import { nameOfTask } from './name.ts'
import { useBoard, useTask } from './store.ts'

export function TaskLink({ taskId }: { taskId: TaskId }) {
  const { t } = useTranslation('tasks')
  const panes = usePanes()
  const task = useTask(taskId)
  const board = useBoard(task?.boardId)?.board
  // Not there, or not for this viewer: nothing is said of it.
  if (!task) return null
  const list = board?.lists.find(({ id }) => id === task.listId)
  const Icon = task.doneAt ? CircleCheckBig : list?.kind === 'started' ? CircleDashed : Circle
  const name = board ? nameOfTask(board, task) : ''
  return (
    <li className="max-w-full">
      <Link
        href={paths.task(task.boardId, task.id)}
        aria-label={t('card.label', { name, title: task.title, list: list?.name ?? '' })}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return
          event.preventDefault()
          panes.openTask(task.id)
        }}
        className="flex min-h-8 max-w-full items-center gap-2 rounded-md border border-line bg-raised px-2.5 py-1 text-sm text-ink no-underline hover:border-line-strong"
      >
        <Icon
          size={15}
          className={task.doneAt ? 'shrink-0 text-good-ink' : 'shrink-0 text-ink-faint'}
          aria-hidden
        />
        {name && <span className="shrink-0 text-xs text-ink-faint tabular-nums">{name}</span>}
        <span className={task.doneAt ? 'truncate text-ink-faint' : 'truncate'} dir="auto">
          {task.title}
        </span>
        {list && (
          <span className="shrink-0 rounded-sm bg-pressed px-1.5 text-xs text-ink-soft">{list.name}</span>
        )}
        <DueMark task={task} />
        {task.assigneeIds.slice(0, 2).map((id) => (
          <PersonAvatar key={id} personId={id} size={16} />
        ))}
      </Link>
    </li>
  )
}
