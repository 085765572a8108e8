// A channel in the main pane: header, timeline, composer.
import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { ChannelView as ChannelInfo, JoinedChannel } from '../../../contract/channels.ts'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'
import { paths } from '../../app/paths.ts'
import { CallBanner } from '../calls/CallBanner.tsx'
import { useChannelName } from '../channels/channel-name.ts'
import { useSteady } from '../channels/steady.ts'
import { useChannel } from '../channels/store.ts'
import { useDrop } from '../files/composer/use-drop.tsx'
import { myId } from '../people/store.ts'
import { ChannelHeader } from './ChannelHeader.tsx'
import { ComposerPlace } from './ComposerPlace.tsx'
import { type ListContext, ListProvider } from './list-context.ts'
import { quoteOf } from './message-actions.ts'
import { PreviewChannel } from './PreviewChannel.tsx'
import { useTimeline } from './store.ts'
import { Timeline } from './Timeline.tsx'
import { useMessageKeys } from './use-message-keys.ts'
import { usePermalink } from './use-permalink.ts'
import { usePlace } from './use-place.ts'

type ChannelViewProps = { channelId: ChannelId; messageId?: MessageId | null }

export function ChannelView({ channelId, messageId = null }: ChannelViewProps) {
  const joined = useChannel(channelId)
  if (joined)
    return <OpenChannel key={channelId} channel={joined.channel} joined={joined} messageId={messageId} />
  return (
    <PreviewChannel key={channelId} channelId={channelId}>
      {(channel) => <OpenChannel channel={channel} joined={undefined} messageId={messageId} />}
    </PreviewChannel>
  )
}

type OpenChannelProps = {
  channel: ChannelInfo
  joined: JoinedChannel | undefined
  messageId: MessageId | null
}

function OpenChannel({ channel, joined, messageId }: OpenChannelProps) {
  const { t } = useTranslation('messages')
  const [, navigate] = useLocation()
  const name = useChannelName(channel)
  const timeline = useTimeline(channel.id)
  const { place, go } = usePlace(channel.id, messageId)
  const box = useRef<HTMLElement>(null)
  const [editingId, setEditingId] = useState<MessageId | null>(null)
  const [insertion, setInsertion] = useState<{ body: string } | null>(null)
  const [sentCount, setSentCount] = useState(0)
  // Only the timeline follows how far is written and read.
  const steady = useSteady(joined)
  usePermalink(channel.id, messageId)
  useMessageKeys()

  const focusComposer = useCallback(() => {
    box.current?.querySelector<HTMLElement>('[data-composer] [contenteditable]')?.focus()
  }, [])
  const list = useMemo<ListContext>(
    () => ({
      joined: steady,
      isThread: false,
      editingId,
      setEditing: (id) => {
        setEditingId(id)
        if (id === null) focusComposer()
      },
      quote: steady ? (message: MessageView) => setInsertion({ body: quoteOf(message) }) : null,
      openThread: (message) =>
        navigate(
          paths.thread(channel.id, message.threadId ?? message.id, message.threadId ? message.id : undefined),
        ),
    }),
    [steady, editingId, channel.id, navigate, focusComposer],
  )
  const timelineNow = useRef(timeline)
  timelineNow.current = timeline
  const editLast = useCallback(() => {
    const { messages, hasNewer } = timelineNow.current
    const last = messages.findLast(
      (message) => message.authorId === myId() && message.deletedAt === null && message.call === null,
    )
    if (!last || hasNewer) return false
    setEditingId(last.id)
    return true
  }, [])
  const countSent = useCallback(() => setSentCount((count) => count + 1), [])
  const jump = useCallback(
    (date: string) => void go({ kind: 'date', date }, (message) => message.sentAt >= date),
    [go],
  )

  const isTalk = channel.kind === 'direct' || channel.kind === 'group'
  const drop = useDrop({
    place: channel.id,
    channelId: channel.id,
    title: t(isTalk ? 'files:drop.talk' : 'files:drop.channel', { name }),
    isDisabled: channel.isArchived || !joined?.membership.abilities.canPost,
    onDropped: focusComposer,
  })

  return (
    <section
      ref={box}
      aria-label={t('channel', { name })}
      className="relative flex h-full min-h-0 flex-col"
      {...drop.handlers}
    >
      {drop.surface}
      <ChannelHeader channel={channel} joined={steady} onJump={jump} />
      {joined?.state.call && <CallBanner call={joined.state.call} />}
      <ListProvider value={list}>
        <div className="relative min-h-0 flex-1">
          <Timeline
            channelId={channel.id}
            joined={joined}
            name={name}
            timeline={timeline}
            place={place}
            go={go}
            sentCount={sentCount}
            onLeaveDown={focusComposer}
          />
        </div>
      </ListProvider>
      <ComposerPlace
        channel={channel}
        joined={steady}
        insertion={insertion}
        autoFocus
        onEditLast={editLast}
        onSent={countSent}
      />
    </section>
  )
}
