// A message that was found: who, where, when, and the place in it.
import { MessageSquareText } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChannelView } from '../../../contract/channels.ts'
import { excerptOf } from '../../../contract/lib/excerpt.ts'
import type { SearchTerm } from '../../../contract/lib/search-query.ts'
import type { MessageView } from '../../../contract/messages.ts'
import type { SearchHitOf } from '../../../contract/search.ts'
import { useChannelName } from '../channels/channel-name.ts'
import { filesText } from '../files/excerpt.ts'
import { placeOf } from '../messages/Excerpt.tsx'
import { useMoments } from '../messages/moments.ts'
import { PersonAvatar } from '../people/PersonAvatar.tsx'
import { usePerson } from '../people/store.ts'
import { HitFrame } from './HitFrame.tsx'
import { Marked } from './Marked.tsx'

type MessageHitProps = {
  hit: SearchHitOf<'message'>
  /** As it is now: it may have been edited since. */
  message: MessageView
  channel: ChannelView | undefined
  terms: SearchTerm[]
}

export function MessageHit({ hit, message, channel, terms }: MessageHitProps) {
  const { t } = useTranslation('search')
  const author = usePerson(message.authorId)
  const { body } = message
  const excerpt = useMemo(
    () => (body === hit.message.body ? hit.excerpt : excerptOf(body, terms)),
    [body, hit, terms],
  )
  const threadSize = message.thread?.replyCount ?? 0
  return (
    <HitFrame href={placeOf(message)} hitKey={message.id}>
      <PersonAvatar personId={message.authorId} size={36} />
      <span className="min-w-0 flex-1">
        <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <span className="truncate font-semibold">
            <bdi>{author?.name ?? t('somebody')}</bdi>
          </span>
          <HitPlace channel={channel} at={message.sentAt} />
          {message.threadId && <ThreadNote>{t('inThread')}</ThreadNote>}
          {threadSize > 0 && <ThreadNote>{t('replies', { count: threadSize })}</ThreadNote>}
        </span>
        <span className="block break-words text-md text-ink-soft" dir="auto">
          {excerpt.length > 0 ? (
            <Marked fragments={excerpt} />
          ) : (
            filesText(message.files) || <em>{t('noText')}</em>
          )}
        </span>
      </span>
    </HitFrame>
  )
}

function ThreadNote({ children }: { children: string }) {
  return (
    <span className="flex shrink-0 items-center gap-1 self-center text-xs text-accent-ink">
      <MessageSquareText size={12} aria-hidden />
      {children}
    </span>
  )
}

/** #channel · when. */
export function HitPlace({ channel, at }: { channel: ChannelView | undefined; at: string }) {
  const { t } = useTranslation('search')
  const name = useChannelName(channel)
  const moments = useMoments()
  const isConversation = channel?.kind === 'direct' || channel?.kind === 'group'
  return (
    <span className="min-w-0 text-sm text-ink-faint">
      {channel && (
        <>
          {isConversation ? t('withPeople') : '#'}
          <bdi>{name}</bdi>
          {' · '}
        </>
      )}
      <time dateTime={at} title={moments.full(at)}>
        {moments.day(at)}, {moments.clock(at)}
      </time>
    </span>
  )
}
