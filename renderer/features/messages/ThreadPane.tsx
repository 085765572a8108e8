// A thread in the right pane: its first message, the replies, a composer.
import { X } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useChannelName } from '../channels/channel-name.ts'
import { useChannel } from '../channels/store.ts'
import { useDrop } from '../files/composer/use-drop.tsx'
import { myId } from '../people/store.ts'
import { ComposerPlace } from './ComposerPlace.tsx'
import { FollowButton } from './FollowButton.tsx'
import { type ListContext, ListProvider } from './list-context.ts'
import { quoteOf } from './message-actions.ts'
import { closeThread, openThread, useThread } from './store.ts'
import { ThreadReplies } from './ThreadReplies.tsx'
import { TimelineState } from './TimelineState.tsx'

type ThreadPaneProps = {
  channelId: ChannelId
  rootId: MessageId
  /** Brought into view and marked for a moment. */
  replyId?: MessageId | null
  onClose: () => void
}

export function ThreadPane({ channelId, rootId, replyId = null, onClose }: ThreadPaneProps) {
  const { t } = useTranslation('messages')
  const joined = useChannel(channelId)
  const name = useChannelName(joined?.channel)
  const thread = useThread(rootId)
  const box = useRef<HTMLElement>(null)
  const [editingId, setEditingId] = useState<MessageId | null>(null)
  const [insertion, setInsertion] = useState<{ body: string } | null>(null)
  const [sentCount, setSentCount] = useState(0)

  useEffect(() => {
    void openThread(rootId, channelId, replyId)
  }, [rootId, channelId, replyId])
  useEffect(() => () => closeThread(rootId), [rootId])

  const focusComposer = useCallback(() => {
    box.current?.querySelector<HTMLElement>('[data-composer] [contenteditable]')?.focus()
  }, [])
  const list = useMemo<ListContext>(
    () => ({
      joined,
      isThread: true,
      editingId,
      setEditing: (id) => {
        setEditingId(id)
        if (id === null) focusComposer()
      },
      quote: joined ? (message: MessageView) => setInsertion({ body: quoteOf(message) }) : null,
      openThread: () => undefined,
    }),
    [joined, editingId, focusComposer],
  )
  const editLast = () => {
    const last = thread.replies.findLast(
      (message) => message.authorId === myId() && message.deletedAt === null && message.call === null,
    )
    if (last) setEditingId(last.id)
    return last !== undefined
  }

  const canPost = joined?.membership.abilities.canPost && !joined.channel.isArchived && thread.root
  const drop = useDrop({
    place: rootId,
    channelId,
    title: t('files:drop.thread'),
    isDisabled: !canPost,
    onDropped: focusComposer,
  })

  return (
    <section
      ref={box}
      aria-label={t('thread.label', { name })}
      className="relative flex h-full min-h-0 flex-col"
      {...drop.handlers}
    >
      {drop.surface}
      <header className="flex h-12 shrink-0 items-center gap-1 border-b border-line ps-5 pe-2">
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-md leading-5 font-semibold">{t('thread.title')}</h2>
          <p className="truncate text-xs text-ink-faint">{name}</p>
        </div>
        {joined && <FollowButton rootId={rootId} />}
        <IconButton
          label={t('thread.close')}
          shortcut="Escape"
          icon={<X size={16} />}
          placement="bottom"
          onPress={onClose}
        />
      </header>
      <ListProvider value={list}>
        <div className="relative min-h-0 flex-1">
          {thread.root && thread.status === 'ready' ? (
            <ThreadReplies
              key={replyId ?? ''}
              rootId={rootId}
              root={thread.root}
              thread={thread}
              replyId={replyId}
              sentCount={sentCount}
              onLeaveDown={focusComposer}
            />
          ) : (
            <TimelineState
              timeline={thread}
              isReady
              onRetry={() => void openThread(rootId, channelId, replyId)}
            />
          )}
        </div>
      </ListProvider>
      {joined && thread.root && (
        <ComposerPlace
          channel={joined.channel}
          joined={joined}
          threadId={rootId}
          insertion={insertion}
          autoFocus
          onEditLast={editLast}
          onEscape={onClose}
          onSent={() => setSentCount((count) => count + 1)}
        />
      )}
    </section>
  )
}
