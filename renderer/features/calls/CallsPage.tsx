// The history of calls: all of them, or those that were missed, with the way back to each.
import { Phone, PhoneMissed } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '../../app/submit.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { CallHistoryRow } from './CallHistoryRow.tsx'
import { useCallHistory } from './use-call-history.ts'

type Tab = 'all' | 'missed'

export function CallsPage() {
  const { t } = useTranslation('calls')
  const [tab, setTab] = useState<Tab>('all')
  const tabs = (['all', 'missed'] as const).map((id) => ({
    id,
    label: t(`history.${id}`),
    content: <History onlyMissed={id === 'missed'} />,
  }))
  return (
    <section aria-label={t('history.title')} className="flex h-full min-h-0 flex-col">
      <header className="flex h-12 shrink-0 items-center ps-5 pe-3">
        <h1 className="truncate text-lg font-semibold tracking-[-0.01em]">{t('history.title')}</h1>
      </header>
      <Tabs
        label={t('history.title')}
        tabs={tabs}
        selected={tab}
        onChange={setTab}
        className="flex-1"
        listClassName="px-5"
      />
    </section>
  )
}

function History({ onlyMissed }: { onlyMissed: boolean }) {
  const { t } = useTranslation('calls')
  const history = useCallHistory(onlyMissed)
  const { calls, error, isLoading, hasMore } = history
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-2 p-4">
      {error !== null && (
        <Banner
          tone="danger"
          action={
            <Button size="sm" variant="ghost" className="text-danger-ink" onPress={history.reload}>
              {t('retry')}
            </Button>
          }
        >
          {failureText(t, error)}
        </Banner>
      )}
      {!calls && error === null && <SkeletonRows rows={6} label={t('history.loading')} />}
      {calls?.length === 0 && (
        <EmptyState
          icon={onlyMissed ? <PhoneMissed size={22} /> : <Phone size={22} />}
          title={t(onlyMissed ? 'history.noneMissed' : 'history.none')}
        >
          {t(onlyMissed ? 'history.noneMissedHint' : 'history.noneHint')}
        </EmptyState>
      )}
      {calls && calls.length > 0 && (
        <ul className="flex flex-col">
          {calls.map((call) => (
            <CallHistoryRow key={call.id} call={call} />
          ))}
        </ul>
      )}
      {hasMore && <More isLoading={isLoading} onMore={history.more} />}
    </div>
  )
}

/** Asks for the next page when it comes into view; a button for those who don't scroll. */
function More({ isLoading, onMore }: { isLoading: boolean; onMore: () => void }) {
  const { t } = useTranslation('calls')
  const box = useRef<HTMLDivElement>(null)
  const more = useRef(onMore)
  more.current = onMore
  useEffect(() => {
    if (!box.current) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && more.current())
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={box} className="flex justify-center py-2">
      <Button variant="ghost" isPending={isLoading} onPress={onMore}>
        {t('history.more')}
      </Button>
    </div>
  )
}
