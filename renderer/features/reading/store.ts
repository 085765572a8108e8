// Reading: tells the server how far the viewer has read; what is unread comes back as events.
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import type { UnreadThread } from '../../../contract/reading.ts'
import { call, mayWorkLater } from '../../data/api.ts'
import { backoffMs } from '../../data/backoff.ts'
import { withAnsweredMark } from '../channels/reducer.ts'
import { channelsStore } from '../channels/store.ts'
import { unreadThreadsStore } from './threads.ts'

const debounceMs = 300

/** Marks on their way to the server, one per channel or thread: the furthest place seen, and the timer. */
type Mark = { place: number; attempt: number; timer: ReturnType<typeof setTimeout> | null }
const marks = new Map<ChannelId | MessageId, Mark>()

/** Followed threads with unread replies; the same array until it changes. */
export function useUnreadThreads(): UnreadThread[] {
  return unreadThreadsStore((state) => state.threads)
}

/** Marks a channel read up to a position. Only forward, and at most one request every 300 ms. */
export function markRead(channelId: ChannelId, position: number): void {
  if (position <= readPosition(channelId)) return
  mark(channelId, position, (place) => {
    if (place <= readPosition(channelId)) return null
    // The server may have it further already, where one has written oneself: then no event comes.
    return call('reading.markChannel', { channelId, position: place }).then((answer) =>
      channelsStore.setState((state) => withAnsweredMark(state, channelId, answer.readPosition)),
    )
  })
}

/** Marks a channel unread from a position on, whatever was read since. Throws ApiError. */
export async function markUnreadFrom(channelId: ChannelId, position: number): Promise<void> {
  forget(channelId)
  await call('reading.markChannel', { channelId, position: Math.max(0, position - 1), mayGoBack: true })
}

/** Marks every channel and thread read. Throws ApiError. */
export async function markAllRead(): Promise<void> {
  await call('reading.markAll', {})
}

/** Marks a followed thread read up to a reply's number. */
export function markThreadRead(rootId: MessageId, number: number): void {
  const isUnread = (upTo: number) =>
    unreadThreadsStore
      .getState()
      .threads.some((thread) => thread.rootId === rootId && thread.lastReplyNumber <= upTo)
  if (!isUnread(number)) return
  mark(rootId, number, (place) =>
    isUnread(place) ? call('reading.markThread', { rootId, number: place }) : null,
  )
}

/** Drops what has not been told yet, at sign-out. */
export function forgetMarks(): void {
  for (const id of [...marks.keys()]) forget(id)
}

const readPosition = (channelId: ChannelId) =>
  channelsStore.getState().channels.get(channelId)?.membership.readPosition ?? Number.POSITIVE_INFINITY

function forget(id: ChannelId | MessageId): void {
  const known = marks.get(id)
  if (known?.timer) clearTimeout(known.timer)
  marks.delete(id)
}

function mark(
  id: ChannelId | MessageId,
  place: number,
  tell: (place: number) => Promise<unknown> | null,
): void {
  const known = marks.get(id)
  if (known) {
    known.place = Math.max(known.place, place)
    return
  }
  const started: Mark = { place, attempt: 0, timer: null }
  marks.set(id, started)
  schedule(id, started, debounceMs, tell)
}

function schedule(
  id: ChannelId | MessageId,
  mark: Mark,
  delayMs: number,
  tell: (place: number) => Promise<unknown> | null,
): void {
  mark.timer = setTimeout(async () => {
    mark.timer = null
    const { place } = mark
    try {
      await tell(place)
    } catch (error) {
      if (marks.get(id) !== mark) return
      if (mayWorkLater(error)) return schedule(id, mark, debounceMs + backoffMs(mark.attempt++), tell)
    }
    if (marks.get(id) !== mark) return
    if (mark.place > place) schedule(id, mark, debounceMs, tell)
    else marks.delete(id)
  }, delayMs)
}
