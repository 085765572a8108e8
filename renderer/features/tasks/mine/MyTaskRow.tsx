// One of the viewer's tasks: ticked off, or opened.
import { Circle, CircleCheckBig } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { TaskView } from '../../../../contract/tasks.ts'
import { usePanes } from '../../../app/panes.ts'
import { paths } from '../../../app/paths.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { moveToList } from '../actions.ts'
import { DueMark } from '../DueMark.tsx'
import { nameOfTask } from '../name.ts'
import { PriorityMark } from '../PriorityMark.tsx'
import { useBoard } from '../store.ts'

export function MyTaskRow({ task }: { task: TaskView }) {
  const { t } = useTranslation('board')
  const panes = usePanes()
  const board = useBoard(task.boardId)?.board
  const isDone = task.doneAt !== null
  // Ticking it off is moving it to the first list that means so, and back.
  const goal = board?.lists.find(({ kind }) => kind === (isDone ? 'open' : 'done'))
  return (
    <li className="flex min-h-11 items-center gap-2 ps-2 pe-3">
      <IconButton
        label={t('mine.check', { title: task.title })}
        isActive={isDone}
        isDisabled={!board || !goal}
        icon={isDone ? <CircleCheckBig size={17} /> : <Circle size={17} />}
        onPress={() => board && goal && moveToList(board, task, goal.id)}
      />
      <Link
        href={`${paths.myTasks}?task=${task.id}`}
        onClick={(event) => {
          event.preventDefault()
          panes.openTask(task.id)
        }}
        className="min-w-0 flex-1 py-2 text-ink no-underline"
      >
        <span className={isDone ? 'text-ink-faint line-through' : undefined} dir="auto">
          {task.title}
        </span>
        <span className="block truncate text-xs text-ink-faint">
          {board && `${nameOfTask(board, task)} · ${board.name}`}
        </span>
      </Link>
      <PriorityMark priority={task.priority} />
      <DueMark task={task} />
    </li>
  )
}
