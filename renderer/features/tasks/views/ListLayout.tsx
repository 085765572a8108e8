// The tasks of a board as lines, in groups. Only the lines in sight are in the page.
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Virtualizer } from 'virtua'
import type { BoardView } from '../../../../contract/boards.ts'
import type { PersonId } from '../../../../contract/ids.ts'
import type { TaskView } from '../../../../contract/tasks.ts'
import { personName } from '../../people/store.ts'
import { arrange } from './arrange.ts'
import { ListLine } from './ListLine.tsx'
import type { Grouping, Shown, Viewer } from './shown.ts'

type ListLayoutProps = { board: BoardView; tasks: TaskView[]; shown: Shown; viewer: Viewer; canWork: boolean }
type Line = { key: string; group: { key: string; count: number } } | { key: string; task: TaskView }

export function ListLayout({ board, tasks, shown, viewer, canWork }: ListLayoutProps) {
  const { t } = useTranslation('board')
  const scroller = useRef<HTMLDivElement>(null)
  const { grouping, sorting } = shown
  const lines = useMemo<Line[]>(
    () =>
      arrange(tasks, board, grouping, sorting, viewer).flatMap((group) => [
        ...(grouping === 'none'
          ? []
          : [{ key: `group ${group.key}`, group: { key: group.key, count: group.tasks.length } }]),
        ...group.tasks.map((task) => ({ key: `${group.key} ${task.id}`, task })),
      ]),
    [tasks, board, grouping, sorting, viewer],
  )
  const nameOf = useGroupName(board, grouping)
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto bg-sunken p-3">
      <div className="mx-auto max-w-5xl">
        {lines.length === 0 && <p className="p-6 text-center text-ink-faint">{t('tools.nothing')}</p>}
        <Virtualizer scrollRef={scroller} data={lines} bufferSize={400}>
          {(line) =>
            'task' in line ? (
              <div key={line.key}>
                <ListLine board={board} task={line.task} canWork={canWork} />
              </div>
            ) : (
              <h2 key={line.key} className="flex items-center gap-2 px-1 pt-4 pb-1.5 text-sm font-semibold">
                <bdi>{nameOf(line.group.key)}</bdi>
                <span className="font-normal text-ink-faint tabular-nums">{line.group.count}</span>
              </h2>
            )
          }
        </Virtualizer>
      </div>
    </div>
  )
}

function useGroupName(board: BoardView, grouping: Grouping): (key: string) => string {
  const { t } = useTranslation('board')
  return (key) => {
    if (grouping === 'list') return board.lists.find(({ id }) => id === key)?.name ?? ''
    if (grouping === 'person') return key === '' ? t('tools.nobody') : personName(key as PersonId)
    return grouping === 'priority' ? t(`tasks:priority.${key}`) : t(`tools.due.${key}`)
  }
}
