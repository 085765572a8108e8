// What is said about a task: a thread of the board's channel, below what the task is.
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChannelId, MessageId } from '../../../../contract/ids.ts'
import type { MessageView } from '../../../../contract/messages.ts'
import type { TaskView } from '../../../../contract/tasks.ts'
import { Button } from '../../../ui/Button.tsx'
import { useChannel } from '../../channels/store.ts'
import { useDrop } from '../../files/composer/use-drop.tsx'
import { ComposerPlace } from '../../messages/ComposerPlace.tsx'
import { FollowButton } from '../../messages/FollowButton.tsx'
import { LiveAnnouncer } from '../../messages/LiveAnnouncer.tsx'
import { type ListContext, ListProvider } from '../../messages/list-context.ts'
import { MessageRow } from '../../messages/MessageRow.tsx'
import { quoteOf } from '../../messages/message-actions.ts'
import { PendingRow } from '../../messages/PendingRow.tsx'
import { closeThread, loadOlderReplies, openThread, useThread } from '../../messages/store.ts'
import { TimelineState } from '../../messages/TimelineState.tsx'
import { useWindowFocus } from '../../messages/use-window-focus.ts'
import { myId } from '../../people/store.ts'
import { markThreadRead, useUnreadThreads } from '../../reading/store.ts'

type CommentsProps = {
  task: TaskView
  channelId: ChannelId
  /** Brought into view. */
  replyId: MessageId | null
  onEscape: () => void
  /** What the task is; it scrolls with them. */
  children: ReactNode
}

export function Comments({ task, channelId, replyId, onEscape, children }: CommentsProps) {
  const { t } = useTranslation('board')
  const rootId = task.id as string as MessageId
  const joined = useChannel(channelId)
  const thread = useThread(rootId)
  const box = useRef<HTMLDivElement>(null)
  const end = useRef<HTMLDivElement>(null)
  const [insertion, setInsertion] = useState<{ body: string } | null>(null)
  const [editingId, setEditingId] = useState<MessageId | null>(null)
  const [sentCount, setSentCount] = useState(0)
  // A task that the server has not made yet has no thread.
  const isMade = task.number > 0
  useEffect(() => {
    if (isMade) void openThread(rootId, channelId, replyId)
  }, [isMade, rootId, channelId, replyId])
  useEffect(() => () => closeThread(rootId), [rootId])
  useEffect(() => {
    if (sentCount > 0) end.current?.scrollIntoView({ block: 'end' })
  }, [sentCount])
  const isReady = thread.status === 'ready'
  useEffect(() => {
    if (isReady && replyId)
      box.current?.querySelector(`[data-message="${replyId}"]`)?.scrollIntoView({ block: 'center' })
  }, [isReady, replyId])
  useReadAtEnd(rootId, thread.replies.at(-1), end)

  const focusComposer = useCallback(() => {
    box.current?.parentElement?.querySelector<HTMLElement>('[data-composer] [contenteditable]')?.focus()
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
      ({ authorId, deletedAt }) => authorId === myId() && deletedAt === null,
    )
    if (last) setEditingId(last.id)
    return last !== undefined
  }
  const canPost = joined?.membership.abilities.canPost === true && !joined.channel.isArchived && isMade
  const drop = useDrop({
    place: rootId,
    channelId,
    title: t('files:drop.thread'),
    isDisabled: !canPost,
    onDropped: focusComposer,
  })
  return (
    <div className="relative flex min-h-0 flex-1 flex-col" {...drop.handlers}>
      {drop.surface}
      <div ref={box} className="min-h-0 flex-1 overflow-y-auto pb-2">
        {children}
        <section aria-label={t('pane.comments')} className="mt-4">
          <div className="flex items-center gap-2 border-t border-line px-5 pt-2">
            <h3 className="flex-1 text-sm font-semibold">{t('pane.comments')}</h3>
            {joined && isMade && <FollowButton rootId={rootId} />}
          </div>
          <ListProvider value={list}>
            {isMade && !isReady && (
              <TimelineState
                timeline={thread}
                isReady
                onRetry={() => void openThread(rootId, channelId, replyId)}
              />
            )}
            {thread.hasOlder && (
              <Button
                size="sm"
                variant="ghost"
                className="mx-3"
                onPress={() => void loadOlderReplies(rootId)}
              >
                {t('pane.more')}
              </Button>
            )}
            {isReady && thread.replies.length + thread.pending.length === 0 && (
              <p className="px-5 py-2 text-sm text-ink-faint">{t('pane.noComments')}</p>
            )}
            {thread.replies.map((message, index) => (
              <div key={message.clientId} data-message={message.id}>
                <MessageRow
                  message={message}
                  isFirst={thread.replies[index - 1]?.authorId !== message.authorId}
                  isActive={index === thread.replies.length - 1}
                  isHighlighted={message.id === replyId}
                />
              </div>
            ))}
            {thread.pending.map((pending) => (
              <PendingRow key={pending.clientId} pending={pending} isFirst />
            ))}
          </ListProvider>
          <LiveAnnouncer messages={thread.replies} hasNewer={false} />
          <div ref={end} />
        </section>
      </div>
      {joined && isMade && (
        <ComposerPlace
          channel={joined.channel}
          joined={joined}
          threadId={rootId}
          isComment
          insertion={insertion}
          onEditLast={editLast}
          onEscape={onEscape}
          onSent={() => setSentCount((count) => count + 1)}
        />
      )}
    </div>
  )
}

/** Comments are read once their end is in sight of somebody who looks at the window. */
function useReadAtEnd(
  rootId: MessageId,
  last: MessageView | undefined,
  end: React.RefObject<HTMLElement | null>,
): void {
  const isFocused = useWindowFocus()
  const [isInSight, setIsInSight] = useState(false)
  const isUnread = useUnreadThreads().some((unread) => unread.rootId === rootId)
  useEffect(() => {
    if (!end.current) return
    const watch = new IntersectionObserver(([entry]) => setIsInSight(entry?.isIntersecting ?? false))
    watch.observe(end.current)
    return () => watch.disconnect()
  }, [end])
  useEffect(() => {
    if (isUnread && isInSight && isFocused && last) markThreadRead(rootId, last.number)
  }, [isUnread, isInSight, isFocused, last, rootId])
}
