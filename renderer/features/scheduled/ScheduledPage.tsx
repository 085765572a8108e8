// What the viewer has scheduled: the next one first, those that were refused with their reason.
import { CalendarClock } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '../../app/submit.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { ScheduledCard } from './ScheduledCard.tsx'
import { hideScheduledToast } from './schedule.ts'
import { refreshScheduled, useScheduled } from './store.ts'
import { useShown } from './use-shown.ts'

export function ScheduledPage() {
  const { t } = useTranslation('scheduled')
  const { views, error } = useScheduled()
  const { shown, noteEditing } = useShown(views)
  useEffect(hideScheduledToast, [])
  return (
    <section aria-label={t('title')} className="flex h-full min-h-0 flex-col">
      <header className="flex h-12 shrink-0 items-center border-b border-line ps-5 pe-3">
        <h1 className="truncate text-lg font-semibold tracking-[-0.01em]">{t('title')}</h1>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto bg-sunken">
        <div className="mx-auto flex max-w-3xl flex-col gap-3 p-4">
          {error !== null && (
            <Banner
              tone="danger"
              action={
                <Button
                  size="sm"
                  variant="ghost"
                  className="text-danger-ink"
                  onPress={() => void refreshScheduled()}
                >
                  {t('retry')}
                </Button>
              }
            >
              {failureText(t, error)}
            </Banner>
          )}
          {!views && error === null && <SkeletonRows rows={3} label={t('loading')} />}
          {shown?.length === 0 && (
            <EmptyState icon={<CalendarClock size={22} />} title={t('empty')}>
              {t('emptyHint')}
            </EmptyState>
          )}
          {shown?.map(({ scheduled, isGone }) => (
            <ScheduledCard key={scheduled.id} scheduled={scheduled} isGone={isGone} onEditing={noteEditing} />
          ))}
        </div>
      </div>
    </section>
  )
}
