// Messages of one channel shown outside of it, with the way into it.
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import type { ChannelView, JoinedChannel } from '../../../contract/channels.ts'
import type { MessageView } from '../../../contract/messages.ts'
import { paths } from '../../app/paths.ts'
import { useChannelName } from '../channels/channel-name.ts'
import { ChannelMark } from './ChannelHeader.tsx'
import { type ListContext, ListProvider } from './list-context.ts'
import { useListed } from './listed.ts'
import { MessageRow } from './MessageRow.tsx'
import { buildRows } from './rows.ts'

type ExcerptProps = {
  /** A channel that the viewer is in, or one that they may only read. */
  joined: JoinedChannel | { channel: ChannelView }
  /** Of an answer to askListed. */
  messages: MessageView[]
  note?: string
  action?: ReactNode
  /** Between the first message and the others. */
  between?: ReactNode
  footer?: ReactNode
  isThread?: boolean
}

/** Where a message is read in full. */
export function placeOf(message: MessageView): string {
  if (message.threadId && message.position === null)
    return paths.thread(message.channelId, message.threadId, message.id)
  return paths.message(message.channelId, message.id)
}

export function Excerpt({ joined, messages, note, action, between, footer, isThread = false }: ExcerptProps) {
  const { t } = useTranslation('messages')
  const [, navigate] = useLocation()
  const [activeKey, setActiveKey] = useState<string | null>(null)
  const { channel } = joined
  const name = useChannelName(channel)
  const list = useMemo<ListContext>(
    () => ({
      joined: 'membership' in joined ? joined : undefined,
      isThread,
      isExcerpt: true,
      editingId: null,
      setEditing: () => undefined,
      quote: null,
      openThread: (message) =>
        navigate(
          paths.thread(channel.id, message.threadId ?? message.id, message.threadId ? message.id : undefined),
        ),
    }),
    [joined, isThread, channel.id, navigate],
  )
  const shown = useListed(messages)
  const rows = buildRows({
    messages: shown,
    pending: [],
    myId: null,
    newFrom: null,
    isStartKnown: false,
  }).flatMap((row) => (row.kind === 'message' ? [row] : []))
  return (
    <article aria-label={name} className="rounded-lg border border-line bg-canvas">
      <header className="flex h-10 items-center gap-2 border-b border-line ps-4 pe-2">
        <ChannelMark channel={channel} />
        <Link
          href={paths.channel(channel.id)}
          className="min-w-0 truncate font-semibold text-ink no-underline hover:underline"
        >
          <bdi>{name}</bdi>
        </Link>
        {note && <span className="shrink-0 text-sm text-ink-faint">{note}</span>}
        <span className="flex-1" />
        {action}
      </header>
      <ListProvider value={list}>
        <div className="pb-2">
          {rows.map(({ key, message, isFirst }, index) => (
            <div key={key} className="group/excerpt relative">
              <MessageRow
                message={message}
                isFirst={isFirst || index === 0}
                isActive={key === activeKey}
                onActivate={setActiveKey}
              />
              <Link
                href={placeOf(message)}
                className="absolute end-4 bottom-1 rounded-sm bg-raised px-2 py-0.5 text-xs text-accent-ink no-underline opacity-0 shadow-edge group-focus-within/excerpt:opacity-100 group-hover/excerpt:opacity-100"
              >
                {t('views.open')}
              </Link>
              {index === 0 && between}
            </div>
          ))}
        </div>
      </ListProvider>
      {footer && <footer className="border-t border-line px-4 py-2">{footer}</footer>}
    </article>
  )
}
