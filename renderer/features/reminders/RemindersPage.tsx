// The viewer's reminders: what is due, what is to come, what is done.
import { AlarmClock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ReminderView } from '../../../contract/reminders.ts'
import { failureText } from '../../app/submit.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { NewReminder } from './NewReminder.tsx'
import { ReminderRow } from './ReminderRow.tsx'
import { isDue, refreshReminders, useReminders } from './store.ts'

export function RemindersPage() {
  const { t } = useTranslation('reminders')
  const { views, error } = useReminders()
  const due = views?.filter(isDue) ?? []
  const upcoming = views?.filter((reminder) => reminder.doneAt === null && !isDue(reminder)) ?? []
  const done = views?.filter(({ doneAt }) => doneAt !== null).toReversed() ?? []
  return (
    <section aria-label={t('title')} className="flex h-full min-h-0 flex-col">
      <header className="flex h-12 shrink-0 items-center border-b border-line ps-5 pe-3">
        <h1 className="truncate text-lg font-semibold tracking-[-0.01em]">{t('title')}</h1>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto bg-sunken">
        <div className="mx-auto flex max-w-3xl flex-col gap-4 p-4">
          <NewReminder />
          {error !== null && (
            <Banner
              tone="danger"
              action={
                <Button
                  size="sm"
                  variant="ghost"
                  className="text-danger-ink"
                  onPress={() => void refreshReminders()}
                >
                  {t('retry')}
                </Button>
              }
            >
              {failureText(t, error)}
            </Banner>
          )}
          {!views && error === null && <SkeletonRows rows={3} label={t('loading')} />}
          {views?.length === 0 && (
            <EmptyState icon={<AlarmClock size={22} />} title={t('empty')}>
              {t('emptyHint')}
            </EmptyState>
          )}
          <Group title={t('groups.due')} reminders={due} />
          <Group title={t('groups.upcoming')} reminders={upcoming} />
          <Group title={t('groups.done')} reminders={done} />
        </div>
      </div>
    </section>
  )
}

function Group({ title, reminders }: { title: string; reminders: ReminderView[] }) {
  if (reminders.length === 0) return null
  return (
    <section aria-label={title}>
      <h2 className="mb-1.5 px-1 text-sm font-semibold text-ink-soft">{title}</h2>
      <ul className="divide-y divide-line rounded-lg border border-line bg-canvas">
        {reminders.map((reminder) => (
          <ReminderRow key={reminder.id} reminder={reminder} />
        ))}
      </ul>
    </section>
  )
}
