// The messages of a thread, first to last; looking at the end marks it read.
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'
import { useMe } from '../people/store.ts'
import { markThreadRead, useUnreadThreads } from '../reading/store.ts'
import { DayLine } from './DayLine.tsx'
import { LiveAnnouncer } from './LiveAnnouncer.tsx'
import { MessageRow } from './MessageRow.tsx'
import { MessageScroller, type Place, type ScrollerHandle } from './MessageScroller.tsx'
import { PendingRow } from './PendingRow.tsx'
import { walkRows } from './row-keys.ts'
import { buildRows, type Row } from './rows.ts'
import { loadOlderReplies, type ThreadView } from './store.ts'
import { TimelinePills } from './TimelinePills.tsx'
import { useEditingRow } from './use-editing-row.ts'
import { useWindowFocus } from './use-window-focus.ts'

type ThreadRepliesProps = {
  rootId: MessageId
  root: MessageView
  thread: ThreadView
  replyId: MessageId | null
  sentCount: number
  onLeaveDown: () => void
}

const highlightMs = 2400

export function ThreadReplies({ rootId, root, thread, replyId, sentCount, onLeaveDown }: ThreadRepliesProps) {
  const { t } = useTranslation('messages')
  const { replies, pending, hasOlder } = thread
  const me = useMe()
  const scroller = useRef<ScrollerHandle>(null)
  const isFocused = useWindowFocus()
  const [sight, setSight] = useState<Place>({ distanceToBottom: 0, viewportSize: 0, firstKey: null })
  const [activeKey, setActiveKey] = useState<string | null>(null)
  const replyKey = replies.find((reply) => reply.id === replyId)?.clientId ?? null
  const [highlighted, setHighlighted] = useState(replyKey)

  const rows = useMemo(() => {
    const messages = hasOlder ? replies : [root, ...replies]
    return buildRows({
      messages,
      pending,
      myId: me?.person.id ?? null,
      newFrom: null,
      isStartKnown: !hasOlder,
    })
  }, [root, replies, pending, hasOlder, me?.person.id])

  useEffect(() => {
    if (sentCount > 0) scroller.current?.toBottom()
  }, [sentCount])
  useEffect(() => {
    const timer = setTimeout(() => setHighlighted(null), highlightMs)
    return () => clearTimeout(timer)
  }, [])

  const last = replies.at(-1)
  const isAtBottom = sight.viewportSize > 0 && sight.distanceToBottom < 40
  const isUnread = useUnreadThreads().some((unread) => unread.rootId === rootId)
  useEffect(() => {
    if (isUnread && isAtBottom && isFocused && last) markThreadRead(rootId, last.number)
  }, [isUnread, isAtBottom, isFocused, last, rootId])

  const onKeyDown = (event: KeyboardEvent) => {
    const step = walkRows(event, rows)
    if (step === 'leave') onLeaveDown()
    else if (step) {
      setActiveKey(step)
      scroller.current?.focusRow(step)
    }
  }
  const active = activeKey ?? rows.findLast((row) => row.kind === 'message')?.key ?? null
  const editingKey = useEditingRow(rows, scroller)
  const draw = (row: Row) => {
    switch (row.kind) {
      case 'message':
        return (
          <>
            <MessageRow
              message={row.message}
              isFirst={row.isFirst || row.message.id === replies[0]?.id}
              isActive={row.key === active}
              isHighlighted={row.key === highlighted}
              onActivate={setActiveKey}
            />
            {row.message.id === rootId && <RepliesLine count={root.thread?.replyCount ?? replies.length} />}
          </>
        )
      case 'pending':
        return <PendingRow pending={row.pending} isFirst={row.isFirst} />
      case 'day':
        return <DayLine date={row.date} onJump={null} />
      default:
        return <div className="h-1" />
    }
  }
  return (
    <>
      <MessageScroller
        ref={scroller}
        rows={rows}
        label={t('thread.list')}
        startAt={replyKey}
        keptKeys={[active, editingKey]}
        hasNewer={false}
        isTopAligned
        onNearTop={() => hasOlder && void loadOlderReplies(rootId)}
        onPlace={setSight}
        onKeyDown={onKeyDown}
      >
        {draw}
      </MessageScroller>
      <TimelinePills
        newCount={0}
        isFarFromEnd={sight.distanceToBottom > Math.max(400, sight.viewportSize)}
        onGoToNew={() => undefined}
        onGoDown={() => scroller.current?.toBottom()}
        // Only older replies are fetched while a thread can be read.
        stuckAt={thread.error ? 'older' : null}
        onRetry={() => void loadOlderReplies(rootId)}
      />
      <LiveAnnouncer messages={replies} hasNewer={false} />
    </>
  )
}

function RepliesLine({ count }: { count: number }) {
  const { t } = useTranslation('messages')
  return (
    <div className="flex items-center gap-2 px-5 py-1.5 text-xs font-medium text-ink-faint">
      <span>{t('thread.replies', { count })}</span>
      <span className="h-px flex-1 bg-line" aria-hidden />
    </div>
  )
}
