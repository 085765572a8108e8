// What happened to a task, the newest first; asked for when somebody wants to know.
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardView } from '../../../../contract/boards.ts'
import type { TaskHistoryLine, TaskView } from '../../../../contract/tasks.ts'
import { failureText } from '../../../app/submit.ts'
import { call } from '../../../data/api.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { useMoments } from '../../messages/moments.ts'
import { usePerson } from '../../people/store.ts'

type HistoryProps = { board: BoardView; task: TaskView }
type Loaded = { lines: TaskHistoryLine[]; hasOlder: boolean }

export function History({ board, task }: HistoryProps) {
  const { t } = useTranslation('board')
  const [isOpen, setIsOpen] = useState(false)
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  const [error, setError] = useState<unknown>(null)
  const { id: taskId, revision } = task
  // Anew with every change of the task while it is open.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision says that there is more
  useEffect(() => {
    if (!isOpen) return
    const stop = new AbortController()
    call('tasks.history', { taskId }, { signal: stop.signal }).then(
      (answer) => {
        setLoaded(answer)
        setError(null)
      },
      (failure) => stop.signal.aborted || setError(failure),
    )
    return () => stop.abort()
  }, [isOpen, taskId, revision])
  const older = () => {
    const before = loaded?.lines.at(-1)?.at
    if (!before) return
    call('tasks.history', { taskId, before }).then(
      ({ lines, hasOlder }) => setLoaded({ lines: [...(loaded?.lines ?? []), ...lines], hasOlder }),
      setError,
    )
  }
  if (!isOpen) {
    return (
      <Button variant="ghost" size="sm" className="-ms-2.5 self-start" onPress={() => setIsOpen(true)}>
        {t('pane.showHistory')}
      </Button>
    )
  }
  return (
    <section aria-label={t('pane.history')}>
      <h3 className="mb-1 text-sm font-semibold">{t('pane.history')}</h3>
      {error !== null && <Banner tone="danger">{failureText(t, error)}</Banner>}
      <ul className="flex flex-col gap-1 text-sm text-ink-soft">
        {loaded?.lines.map((line) => (
          <Line key={`${line.at}${line.kind}${JSON.stringify(line.after)}`} board={board} line={line} />
        ))}
      </ul>
      {loaded?.hasOlder && (
        <Button variant="ghost" size="sm" onPress={older}>
          {t('pane.more')}
        </Button>
      )}
    </section>
  )
}

const fieldOf: { [Key in keyof TaskHistoryLine['after']]?: string } = {
  title: 'title',
  descriptionRevision: 'description',
  assigneeIds: 'assignees',
  labelIds: 'labels',
  priority: 'priority',
  startDay: 'startDay',
  due: 'due',
  estimate: 'estimate',
  parentId: 'parent',
  blockedByIds: 'blockers',
}

function Line({ board, line }: { board: BoardView; line: TaskHistoryLine }) {
  const { t, i18n } = useTranslation('board')
  const moments = useMoments()
  const who = usePerson(line.actorId)?.name ?? t('history.somebody')
  const { after, before } = line
  const words = () => {
    if (line.kind === 'created') return t('history.created', { who })
    if (after.archivedAt) return t('history.archived', { who })
    if (after.archivedAt === null && before.archivedAt) return t('history.restored', { who })
    if (after.listId) {
      const list = board.lists.find(({ id }) => id === after.listId)?.name ?? '…'
      return t('history.moved', { who, list })
    }
    if (after.title !== undefined) return t('history.renamed', { who, from: before.title, to: after.title })
    const fields = Object.keys(after).flatMap((key) => fieldOf[key as keyof typeof after] ?? [])
    if (fields.length === 0)
      return 'rank' in after ? t('history.ranked', { who }) : t('history.checked', { who })
    const what = new Intl.ListFormat(i18n.language).format(fields.map((field) => t(`tasks:fields.${field}`)))
    return t('history.changed', { who, what })
  }
  return (
    <li className="break-words">
      {words()} <time className="text-xs text-ink-faint">{moments.full(line.at)}</time>
    </li>
  )
}
