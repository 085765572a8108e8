// Messages as the views see them: what the server said, with the viewer's own unfinished doings drawn over it.
import { useEffect, useMemo } from 'react'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'
import type { ApiError } from '../../data/api.ts'
import { outboxStore, type PendingMessage } from '../../data/outbox.ts'
import { drawPatches, patchesStore } from './changes.ts'
import type { LoadStatus } from './reducer.ts'
import { keepOnScreen, messagesStore } from './state.ts'
import { emptyWindow } from './window.ts'

export { deleteMessage, editMessage, toggleReaction } from './changes.ts'
export { type At, loadNewer, loadOlder, loadStuck, openTimeline } from './loading.ts'
export { closeThread, loadOlderReplies, openThread } from './thread-loading.ts'

export type TimelineView = {
  status: LoadStatus
  /** Ascending, unbroken. */
  messages: MessageView[]
  /** Own messages on their way, in order; empty while the window ends in the past. */
  pending: PendingMessage[]
  hasOlder: boolean
  hasNewer: boolean
  error: ApiError | null
  /** The end at which the last page could not be fetched. */
  stuckAt: 'older' | 'newer' | null
}

export type ThreadView = {
  status: LoadStatus
  root: MessageView | null
  replies: MessageView[]
  pending: PendingMessage[]
  hasOlder: boolean
  error: ApiError | null
}

/** A channel's timeline. Nothing is fetched by looking: call openTimeline. */
export function useTimeline(channelId: ChannelId): TimelineView {
  const timeline = messagesStore((state) => state.timelines.get(channelId))
  const patches = patchesStore((state) => state.patches)
  const rows = outboxStore((state) => state.pending)
  useEffect(() => keepOnScreen(channelId), [channelId])
  const window = timeline?.window ?? emptyWindow
  const messages = useMemo(() => drawPatches(window.messages, patches), [window.messages, patches])
  const pending = useMemo(
    () =>
      stillPending(
        rows,
        window.messages,
        (row) => row.channelId === channelId && (!row.threadId || row.alsoToChannel),
      ),
    [rows, window.messages, channelId],
  )
  return useMemo(
    () => ({
      status: timeline?.status ?? 'loading',
      messages,
      pending: window.hasNewer ? [] : pending,
      hasOlder: window.hasOlder,
      hasNewer: window.hasNewer,
      error: timeline?.error ?? null,
      stuckAt: timeline?.stuckAt ?? null,
    }),
    [
      timeline?.status,
      timeline?.error,
      timeline?.stuckAt,
      messages,
      pending,
      window.hasOlder,
      window.hasNewer,
    ],
  )
}

/** A thread. Nothing is fetched by looking: call openThread, and closeThread when done. */
export function useThread(rootId: MessageId): ThreadView {
  const thread = messagesStore((state) => state.threads.get(rootId))
  const patches = patchesStore((state) => state.patches)
  const rows = outboxStore((state) => state.pending)
  const roots = thread?.root.messages
  const replies = thread?.replies ?? emptyWindow
  const root = useMemo(() => (roots ? (drawPatches(roots, patches)[0] ?? null) : null), [roots, patches])
  const drawn = useMemo(() => drawPatches(replies.messages, patches), [replies.messages, patches])
  const pending = useMemo(
    () => stillPending(rows, replies.messages, (row) => row.threadId === rootId),
    [rows, replies.messages, rootId],
  )
  return useMemo(
    () => ({
      status: thread?.status ?? 'loading',
      root,
      replies: drawn,
      pending,
      hasOlder: replies.hasOlder,
      error: thread?.error ?? null,
    }),
    [thread?.status, thread?.error, root, drawn, pending, replies.hasOlder],
  )
}

/** Rows whose message has not come yet: one and the same is never shown twice. */
function stillPending(
  rows: PendingMessage[],
  messages: MessageView[],
  belongs: (row: PendingMessage) => boolean,
): PendingMessage[] {
  const own = rows.filter(belongs)
  if (own.length === 0) return own
  const arrived = new Set(messages.map((message) => message.clientId))
  return own.filter((row) => !arrived.has(row.clientId))
}
