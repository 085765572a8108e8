// A public channel one is not in: found by its id, shown for reading, with the offer to join.
import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChannelView } from '../../../contract/channels.ts'
import type { ChannelId } from '../../../contract/ids.ts'
import { useLoaded } from '../../app/loaded.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { previewOf } from '../channels/preview.ts'
import { asApiError } from './fetching.ts'
import { TimelineState } from './TimelineState.tsx'

type PreviewChannelProps = { channelId: ChannelId; children: (channel: ChannelView) => ReactNode }

export function PreviewChannel({ channelId, children }: PreviewChannelProps) {
  const seen = previewOf(channelId)
  return seen ? children(seen) : <Found channelId={channelId}>{children}</Found>
}

function Found({ channelId, children }: PreviewChannelProps) {
  const { t } = useTranslation('messages')
  const { data, error, isLoading, reload } = useLoaded('channels.browse', {
    channelId,
    includeArchived: true,
  })
  const found = data?.channels[0]
  if (found) return children(found.channel)
  if (isLoading || error !== null) {
    const state = isLoading
      ? { status: 'loading' as const, error: null }
      : { status: 'error' as const, error: asApiError(error) }
    return <TimelineState timeline={state} isReady={false} onRetry={() => void reload()} />
  }
  return (
    <EmptyState className="h-full" icon={<Lock size={20} />} title={t('list.refused')}>
      {t('list.refusedHint')}
    </EmptyState>
  )
}
