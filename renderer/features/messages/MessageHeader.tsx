// Who and when, around what was said: with picture and name above the first of a group, only a gutter after.
import { CornerUpLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../contract/messages.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Badge } from '../../ui/Badge.tsx'
import { usePerson } from '../people/store.ts'
import { useListContext } from './list-context.ts'
import { useMoments } from './moments.ts'
import { openPerson } from './open-person.ts'

type MessageHeaderProps = { message: MessageView; isFirst: boolean; children: ReactNode }

export function MessageHeader({ message, isFirst, children }: MessageHeaderProps) {
  const { t } = useTranslation('messages')
  const list = useListContext()
  const moments = useMoments()
  const person = usePerson(message.authorId)
  const name = person?.name ?? t('unknownPerson')
  const isReplyInChannel = message.threadId !== null && message.position !== null && !list.isThread

  if (!isFirst) {
    return (
      <>
        <time
          dateTime={message.sentAt}
          title={moments.full(message.sentAt)}
          className="w-9 shrink-0 pt-1 text-end text-2xs whitespace-nowrap text-ink-faint tabular-nums opacity-0 group-hover/row:opacity-100 group-focus/row:opacity-100"
        >
          {moments.clock(message.sentAt).replace(/\s?[AP]M$/i, '')}
        </time>
        <div className="min-w-0 flex-1">
          <span className="sr-only">{t('groupedBy', { name, time: moments.clock(message.sentAt) })}</span>
          {children}
        </div>
      </>
    )
  }
  return (
    <>
      <button
        type="button"
        tabIndex={-1}
        aria-hidden
        className="mt-0.5 shrink-0 self-start"
        onClick={() => openPerson(message.authorId)}
      >
        <Avatar
          name={name}
          picture={person?.picture}
          size={36}
          colourKey={message.authorId}
          isBot={person?.kind === 'bot'}
          isFaded={person?.isActive === false}
        />
      </button>
      <div className="min-w-0 flex-1">
        {isReplyInChannel && (
          <button
            type="button"
            className="flex items-center gap-1 text-xs text-ink-faint hover:text-ink hover:underline"
            onClick={() => list.openThread(message)}
          >
            <CornerUpLeft size={12} aria-hidden />
            {t('repliedToThread')}
          </button>
        )}
        <div className="flex items-baseline gap-2">
          <button
            type="button"
            className="min-w-0 truncate text-md font-semibold hover:underline"
            onClick={() => openPerson(message.authorId)}
          >
            <bdi>{name}</bdi>
          </button>
          {person?.kind === 'bot' && <Badge className="self-center">{t('bot')}</Badge>}
          {person?.status && (
            <span title={person.status.text} className="text-sm">
              {person.status.emoji}
            </span>
          )}
          <time
            dateTime={message.sentAt}
            title={moments.full(message.sentAt)}
            className="shrink-0 text-xs text-ink-faint tabular-nums"
          >
            {moments.clock(message.sentAt)}
          </time>
        </div>
        {children}
      </div>
    </>
  )
}
