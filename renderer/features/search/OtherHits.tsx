// Files, channels and people that were found.
import { Archive, FileText, Hash, Lock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { ChannelView } from '../../../contract/channels.ts'
import type { SearchHitOf } from '../../../contract/search.ts'
import { paths } from '../../app/paths.ts'
import { rememberPreview } from '../channels/preview.ts'
import { PersonAvatar } from '../people/PersonAvatar.tsx'
import { usePerson } from '../people/store.ts'
import { HitFrame } from './HitFrame.tsx'
import { Marked } from './Marked.tsx'
import { HitPlace } from './MessageHit.tsx'

const iconBox = 'flex size-9 shrink-0 items-center justify-center rounded-lg bg-sunken text-ink-faint'

export function FileHit({ hit, channel }: { hit: SearchHitOf<'file'>; channel: ChannelView | undefined }) {
  const author = usePerson(hit.authorId)
  const href = hit.threadId
    ? paths.thread(hit.channelId, hit.threadId, hit.messageId)
    : paths.message(hit.channelId, hit.messageId)
  return (
    <HitFrame href={href} hitKey={hit.fileId}>
      <span className={iconBox}>
        <FileText size={18} aria-hidden />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold">
          <Marked fragments={hit.name} />
        </span>
        <span className="flex min-w-0 flex-wrap gap-x-2 text-sm text-ink-faint">
          <bdi>{author?.name}</bdi>
          <HitPlace channel={channel} at={hit.sentAt} />
        </span>
        {hit.excerpt.length > 0 && (
          <span className="block break-words text-ink-soft" dir="auto">
            <Marked fragments={hit.excerpt} />
          </span>
        )}
      </span>
    </HitFrame>
  )
}

export function ChannelHit({ hit }: { hit: SearchHitOf<'channel'> }) {
  const { t } = useTranslation('channels')
  const { channel } = hit
  const Icon = channel.isArchived ? Archive : channel.kind === 'private' ? Lock : Hash
  return (
    <HitFrame href={paths.channel(channel.id)} hitKey={channel.id} onOpen={() => rememberPreview(channel)}>
      <span className={iconBox}>
        <Icon size={18} aria-hidden />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold">
          <Marked fragments={hit.name} />
        </span>
        <span className="block truncate text-sm text-ink-faint">
          {t('members', { count: hit.memberCount })}
          {hit.topic.length > 0 && ' · '}
          <Marked fragments={hit.topic} />
        </span>
      </span>
    </HitFrame>
  )
}

export function PersonHit({ hit }: { hit: SearchHitOf<'person'> }) {
  const { t } = useTranslation('search')
  const [location] = useLocation()
  const person = usePerson(hit.personId)
  return (
    <HitFrame href={`${location}?person=${hit.personId}`} hitKey={hit.personId}>
      <PersonAvatar personId={hit.personId} size={36} hasPresence />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold">
          <Marked fragments={hit.name} />
        </span>
        <span className="block truncate text-sm text-ink-faint">
          {person && !person.isActive ? `${t('deactivated')} · ` : ''}
          <Marked fragments={hit.title} />
        </span>
      </span>
    </HitFrame>
  )
}
