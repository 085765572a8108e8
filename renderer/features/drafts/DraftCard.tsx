// One draft: where it is meant to go, what it says so far, and the ways on.
import { Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { MessageId } from '../../../contract/ids.ts'
import { paths } from '../../app/paths.ts'
import type { DraftRow } from '../../data/database.ts'
import { writeDraft } from '../../data/drafts.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { useChannelName } from '../channels/channel-name.ts'
import { useChannel } from '../channels/store.ts'
import { ChannelMark } from '../messages/ChannelHeader.tsx'
import { Markdown } from '../messages/markdown/Markdown.tsx'
import { useMoments } from '../messages/moments.ts'

export function DraftCard({ draft }: { draft: DraftRow }) {
  const { t } = useTranslation('drafts')
  const moments = useMoments()
  const { key, channelId, text, writtenAt, isDirty, older = [] } = draft
  const channel = useChannel(channelId)?.channel
  const name = useChannelName(channel)
  if (!channel) return null
  const isThread = key !== channelId
  const place = isThread ? paths.thread(channelId, key as MessageId) : paths.channel(channelId)
  const remove = () => {
    writeDraft(key, '', channelId)
    showToast({
      title: t('deleted'),
      action: { label: t('undo'), run: () => writeDraft(key, text, channelId) },
    })
  }
  return (
    <article aria-label={t('card', { name })} className="rounded-lg border border-line bg-canvas">
      <header className="flex h-10 items-center gap-2 border-b border-line ps-4 pe-2">
        <ChannelMark channel={channel} />
        <Link href={place} className="min-w-0 truncate font-semibold text-ink no-underline hover:underline">
          <bdi>{isThread ? t('inThread', { name }) : name}</bdi>
        </Link>
        {writtenAt && (
          <time dateTime={writtenAt} className="shrink-0 text-sm text-ink-faint">
            {moments.day(writtenAt)}, {moments.clock(writtenAt)}
          </time>
        )}
        <span className="flex-1" />
        {text !== '' && (
          <IconButton label={t('delete')} variant="danger" icon={<Trash2 size={15} />} onPress={remove} />
        )}
      </header>
      <div className="flex flex-col gap-1 px-4 py-3">
        {text !== '' && (
          <div className="max-h-40 overflow-hidden">
            <Markdown body={text} />
          </div>
        )}
        {older.length > 0 && (
          <p className="text-sm text-warn-ink">{t('olderCount', { count: older.length })}</p>
        )}
        {isDirty && <p className="text-sm text-ink-faint">{t('onThisDevice')}</p>}
        <Link href={place} className="text-sm">
          {t('continue')}
        </Link>
      </div>
    </article>
  )
}
