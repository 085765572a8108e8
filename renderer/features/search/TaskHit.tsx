// A task that was found.
import { CircleCheckBig, CircleDot } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SearchHitOf } from '../../../contract/search.ts'
import { paths } from '../../app/paths.ts'
import { DueMark } from '../tasks/DueMark.tsx'
import { useBoard } from '../tasks/store.ts'
import { HitFrame } from './HitFrame.tsx'
import { Marked } from './Marked.tsx'

export function TaskHit({ hit }: { hit: SearchHitOf<'task'> }) {
  const { t } = useTranslation('tasks')
  const { task } = hit
  const board = useBoard(task.boardId)?.board
  const list = board?.lists.find(({ id }) => id === task.listId)
  const Icon = task.doneAt ? CircleCheckBig : CircleDot
  return (
    <HitFrame href={paths.task(task.boardId, task.id)} hitKey={task.id}>
      <span className="flex size-9 shrink-0 items-center justify-center rounded-lg bg-sunken text-ink-faint">
        <Icon size={18} className={task.doneAt ? 'text-good-ink' : undefined} aria-hidden />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block font-semibold break-words" dir="auto">
          <Marked fragments={hit.title} />
        </span>
        <span className="flex min-w-0 flex-wrap items-center gap-x-2 text-sm text-ink-faint">
          <span className="tabular-nums">{hit.name}</span>
          {board && <bdi>{board.name}</bdi>}
          {task.archivedAt ? <span>{t('archived')}</span> : list && <span>{list.name}</span>}
          <DueMark task={task} />
        </span>
        {hit.excerpt.length > 0 && (
          <span className="block break-words text-ink-soft" dir="auto">
            <Marked fragments={hit.excerpt} />
          </span>
        )}
      </span>
    </HitFrame>
  )
}
