// A public channel one is not in: found by its id, shown for reading, with the offer to join.
import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChannelView } from '../../../contract/channels.ts'
import type { ChannelId } from '../../../contract/ids.ts'
import { useLoaded } from '../../app/loaded.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { previewOf } from '../channels/preview.ts'
import { TimelineState } from './TimelineState.tsx'

type PreviewChannelProps = { channelId: ChannelId; children: (channel: ChannelView) => ReactNode }

export function PreviewChannel({ channelId, children }: PreviewChannelProps) {
  const seen = previewOf(channelId)
  return seen ? children(seen) : <Found channelId={channelId}>{children}</Found>
}

function Found({ channelId, children }: PreviewChannelProps) {
  const { t } = useTranslation('messages')
  const list = useLoaded('channels.browse', { limit: 100, includeArchived: true })
  const found = list.data?.channels.find(({ channel }) => channel.id === channelId)
  if (found) return children(found.channel)
  if (list.isLoading) {
    return (
      <TimelineState timeline={{ status: 'loading', error: null }} isReady={false} onRetry={list.reload} />
    )
  }
  return (
    <EmptyState className="h-full" icon={<Lock size={20} />} title={t('list.refused')}>
      {t('list.refusedHint')}
    </EmptyState>
  )
}
