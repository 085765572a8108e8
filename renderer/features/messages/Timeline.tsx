// A channel's timeline: the list, the line above what is new, ways to jump, and reading by looking.
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { JoinedChannel } from '../../../contract/channels.ts'
import type { ChannelId } from '../../../contract/ids.ts'
import { useMe } from '../people/store.ts'
import { ChannelStart } from './ChannelStart.tsx'
import { DayLine, NewLine } from './DayLine.tsx'
import { LiveAnnouncer } from './LiveAnnouncer.tsx'
import { MessageRow } from './MessageRow.tsx'
import { MessageScroller, type Place, type ScrollerHandle } from './MessageScroller.tsx'
import { PendingRow } from './PendingRow.tsx'
import { walkRows } from './row-keys.ts'
import { buildRows, newLineKey, type Row } from './rows.ts'
import { loadNewer, loadOlder, loadStuck, type TimelineView } from './store.ts'
import { TimelinePills } from './TimelinePills.tsx'
import { TimelineState } from './TimelineState.tsx'
import { useEditingRow } from './use-editing-row.ts'
import { useNewLine } from './use-new-line.ts'
import type { usePlace } from './use-place.ts'
import { useWindowFocus } from './use-window-focus.ts'

type TimelineProps = {
  channelId: ChannelId
  joined: JoinedChannel | undefined
  name: string
  timeline: TimelineView
  place: ReturnType<typeof usePlace>['place']
  go: ReturnType<typeof usePlace>['go']
  /** Grows with every own message sent: the list goes to the bottom. */
  sentCount: number
  onLeaveDown: () => void
}

export function Timeline(props: TimelineProps) {
  const { channelId, joined, name, timeline, place, go, sentCount, onLeaveDown } = props
  const { t } = useTranslation('messages')
  const { messages, pending, hasOlder, hasNewer, status } = timeline
  const me = useMe()
  const scroller = useRef<ScrollerHandle>(null)
  const isFocused = useWindowFocus()
  const [sight, setSight] = useState<Place>({ distanceToBottom: 0, viewportSize: 0, firstKey: null })
  const [activeKey, setActiveKey] = useState<string | null>(null)

  const isAtBottom = sight.viewportSize > 0 && sight.distanceToBottom < 40 && !hasNewer
  const isSeen = isAtBottom && isFocused && place.isReady && status === 'ready'
  const { newFrom, release } = useNewLine(joined, isSeen ? (messages.at(-1)?.position ?? null) : null)
  const rows = useMemo(
    () =>
      buildRows({
        messages,
        pending,
        myId: me?.person.id ?? null,
        newFrom,
        isStartKnown: !hasOlder && status === 'ready',
      }),
    [messages, pending, me?.person.id, newFrom, hasOlder, status],
  )
  const active = activeKey && rows.some((row) => row.key === activeKey) ? activeKey : lastMessageKey(rows)
  const editingKey = useEditingRow(rows, scroller)

  const goDown = () => {
    release()
    if (hasNewer) void go({ kind: 'newest' }, null)
    else scroller.current?.toBottom()
  }
  const goDownRef = useRef(goDown)
  goDownRef.current = goDown
  useEffect(() => {
    if (sentCount > 0) goDownRef.current()
  }, [sentCount])

  const goToNew = () => {
    if (newFrom === null || scroller.current?.toRow(newLineKey, 'start')) return
    void go({ kind: 'around', position: newFrom + 1 }, (message) => (message.position ?? 0) > newFrom)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = walkRows(event, rows)
    if (step === 'leave') onLeaveDown()
    else if (step) {
      setActiveKey(step)
      scroller.current?.focusRow(step)
    }
  }

  if (!place.isReady || rows.length === 0) {
    return (
      <TimelineState
        timeline={timeline}
        isReady={place.isReady}
        onRetry={() => void go({ kind: 'newest' }, null)}
      />
    )
  }
  const newRow = rows.findIndex((row) => row.key === newLineKey)
  const isNewAbove =
    newFrom !== null &&
    (newRow >= 0 ? rows.findIndex((row) => row.key === sight.firstKey) > newRow : hasOlder)
  return (
    <>
      <MessageScroller
        key={place.turn}
        ref={scroller}
        rows={rows}
        label={t('list.label', { name })}
        startAt={place.startAt}
        keptKeys={[active, editingKey]}
        hasNewer={hasNewer}
        onNearTop={() => hasOlder && void loadOlder(channelId)}
        onNearBottom={() => hasNewer && void loadNewer(channelId)}
        onPlace={(next) => setSight((now) => (isSamePlace(now, next) ? now : next))}
        onKeyDown={onKeyDown}
      >
        {(row) => (
          <RowView
            row={row}
            active={active}
            highlighted={place.highlightedKey}
            joined={joined}
            channelId={channelId}
            onActivate={setActiveKey}
            onJump={go}
          />
        )}
      </MessageScroller>
      <TimelinePills
        newCount={isNewAbove ? (joined?.state.lastPosition ?? 0) - newFrom : 0}
        isFarFromEnd={hasNewer || sight.distanceToBottom > Math.max(400, sight.viewportSize)}
        onGoToNew={goToNew}
        onGoDown={goDown}
        stuckAt={timeline.stuckAt}
        onRetry={() => void loadStuck(channelId)}
      />
      <LiveAnnouncer messages={messages} hasNewer={hasNewer} />
    </>
  )
}

// Only what is drawn from it counts: a new object per scrolled pixel would draw everything anew.
function isSamePlace(a: Place, b: Place): boolean {
  const step = (place: Place) => [
    place.distanceToBottom < 40,
    place.distanceToBottom > Math.max(400, place.viewportSize),
    place.firstKey,
    place.viewportSize > 0,
  ]
  return step(a).join() === step(b).join()
}

function lastMessageKey(rows: Row[]): string | null {
  return rows.findLast((row) => row.kind === 'message')?.key ?? null
}

type RowViewProps = {
  row: Row
  active: string | null
  highlighted: string | null
  joined: JoinedChannel | undefined
  channelId: ChannelId
  onActivate: (key: string) => void
  onJump: TimelineProps['go']
}

function RowView({ row, active, highlighted, joined, onActivate, onJump }: RowViewProps) {
  switch (row.kind) {
    case 'start':
      return joined ? <ChannelStart joined={joined} /> : <div className="h-6" />
    case 'day':
      return (
        <DayLine
          date={row.date}
          onJump={(date) => onJump({ kind: 'date', date }, (message) => message.sentAt >= date)}
        />
      )
    case 'new':
      return <NewLine />
    case 'pending':
      return <PendingRow pending={row.pending} isFirst={row.isFirst} />
    case 'message':
      return (
        <MessageRow
          message={row.message}
          isFirst={row.isFirst}
          isActive={row.key === active}
          isHighlighted={row.key === highlighted}
          onActivate={onActivate}
        />
      )
  }
}
