// What stands in place of the messages: their shape while they load, why they can't be shown, or that there are none.
import { CloudOff, Lock, MessagesSquare } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { failureText } from '../../app/submit.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import type { TimelineView } from './store.ts'

type TimelineStateProps = {
  timeline: Pick<TimelineView, 'status' | 'error'>
  isReady: boolean
  onRetry: () => void
}

export function TimelineState({ timeline, isReady, onRetry }: TimelineStateProps) {
  const { t } = useTranslation('messages')
  const { status, error } = timeline
  if (status === 'error' && error) {
    const isRefused = error.code === 'not_found' || error.code === 'forbidden'
    const isOffline = error.code === 'offline'
    return (
      <EmptyState
        className="h-full"
        icon={isRefused ? <Lock size={20} /> : <CloudOff size={20} />}
        title={t(isRefused ? 'list.refused' : isOffline ? 'list.offline' : 'list.failed')}
        action={!isRefused && <Button onPress={onRetry}>{t('list.retry')}</Button>}
      >
        {isOffline ? t('list.offlineHint') : isRefused ? t('list.refusedHint') : failureText(t, error)}
      </EmptyState>
    )
  }
  if (status === 'ready' && isReady) {
    return <EmptyState className="h-full" icon={<MessagesSquare size={20} />} title={t('list.empty')} />
  }
  // Appears late: most channels are there before one could see it.
  return (
    <div className="flex h-full animate-fade-in flex-col justify-end overflow-hidden p-5 [animation-delay:160ms] [animation-fill-mode:backwards]">
      <SkeletonRows rows={7} label={t('list.loading')} />
    </div>
  )
}
