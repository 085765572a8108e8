// The viewer's tasks over all boards: what is late, what is for today, what comes next.
import { CircleCheckBig } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '../../../app/submit.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { SkeletonRows } from '../../../ui/Skeleton.tsx'
import { useOwnZone } from '../../due/zone.ts'
import { useNow } from '../../people/use-now.ts'
import { findTask } from '../store.ts'
import { groupMine } from './groups.ts'
import { MyTaskRow } from './MyTaskRow.tsx'
import { refreshMine, useMine } from './mine.ts'

export function MyTasksPage() {
  const { t } = useTranslation('board')
  const { tasks, error } = useMine()
  const now = useNow()
  const zone = useOwnZone()
  const groups = useMemo(
    () =>
      groupMine(tasks ?? [], now, zone, ({ blockedByIds }) =>
        blockedByIds.some((id) => findTask(id)?.doneAt === null),
      ),
    [tasks, now, zone],
  )
  return (
    <section aria-label={t('tasks:mine')} className="flex h-full min-h-0 flex-col">
      <header className="flex h-12 shrink-0 items-center border-b border-line ps-5 pe-3">
        <h1 className="truncate text-lg font-semibold tracking-[-0.01em]">{t('tasks:mine')}</h1>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto bg-sunken">
        <div className="mx-auto flex max-w-3xl flex-col gap-4 p-4">
          {error !== null && (
            <Banner
              tone="danger"
              action={
                <Button size="sm" variant="ghost" onPress={() => void refreshMine()}>
                  {t('tryAgain')}
                </Button>
              }
            >
              {failureText(t, error)}
            </Banner>
          )}
          {!tasks && error === null && <SkeletonRows rows={4} hasAvatar={false} label={t('mine.loading')} />}
          {tasks?.length === 0 && (
            <EmptyState icon={<CircleCheckBig size={22} />} title={t('mine.empty')}>
              {t('mine.emptyHint')}
            </EmptyState>
          )}
          {groups.map(({ kind, tasks }) => (
            <section key={kind} aria-label={t(`mine.${kind}`)}>
              <h2 className="mb-1.5 flex items-center gap-2 px-1 text-sm font-semibold text-ink-soft">
                {t(`mine.${kind}`)}
                <span className="font-normal text-ink-faint tabular-nums">{tasks.length}</span>
              </h2>
              <ul className="divide-y divide-line rounded-lg border border-line bg-canvas">
                {tasks.map((task) => (
                  <MyTaskRow key={task.id} task={task} />
                ))}
              </ul>
            </section>
          ))}
        </div>
      </div>
    </section>
  )
}
