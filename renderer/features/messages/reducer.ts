// All timelines and threads in memory, as plain data: what entries, pages and answers do to them.
import { channelOfStream, type Entry } from '../../../contract/events.ts'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'
import type { ApiError } from '../../data/api.ts'
import { changeMessage } from './change.ts'
import { applyToWindow, emptyWindow, insert, type Takes, type Window } from './window.ts'

/** More channels than this are not held in memory; the least recently opened goes first. */
export const maxTimelines = 20

export type LoadStatus = 'loading' | 'ready' | 'error'

export type Timeline = {
  status: LoadStatus
  window: Window
  error: ApiError | null
  /** The end at which the last page could not be fetched, while the rest can be read. */
  stuckAt: 'older' | 'newer' | null
  /** Where it is being opened, while it loads. */
  aim: string | null
  /** A page asked for under another generation is thrown away when it comes. */
  generation: number
  usedAt: number
}

export type Thread = {
  status: LoadStatus
  channelId: ChannelId
  /** The first message, as a window of at most one. */
  root: Window
  replies: Window
  error: ApiError | null
  /** The reply that a link asked for. */
  aim: MessageId | null
  generation: number
}

export type MessagesState = {
  timelines: ReadonlyMap<ChannelId, Timeline>
  threads: ReadonlyMap<MessageId, Thread>
  /** What stands in lists from many channels (mentions, threads, unreads); see listed.ts. */
  listed: ReadonlyMap<MessageId, MessageView>
  /** Grows when something was missed: lists are asked for anew. */
  restarts: number
  /** Grows with every mention that is heard, also when it has been read by then. */
  mentions: number
  /** Grows with every pin that is heard to come or go. */
  pins: number
}

export const noMessages: MessagesState = {
  timelines: new Map(),
  threads: new Map(),
  listed: new Map(),
  restarts: 0,
  mentions: 0,
  pins: 0,
}

export const inTimeline: Takes = (message) => message.position !== null
export const inThread =
  (rootId: MessageId): Takes =>
  (message) =>
    message.threadId === rootId
const nowhere: Takes = () => false

export const emptyTimeline = (generation: number): Timeline => ({
  status: 'loading',
  window: emptyWindow,
  error: null,
  stuckAt: null,
  aim: null,
  generation,
  usedAt: generation,
})

export const emptyThread = (channelId: ChannelId, generation: number): Thread => ({
  status: 'loading',
  channelId,
  root: emptyWindow,
  replies: emptyWindow,
  error: null,
  aim: null,
  generation,
})

export function applyToMessages(state: MessagesState, entry: Entry): MessagesState {
  const { stream, event } = entry
  if (event.type === 'channel.left') return withoutChannel(state, event.channelId)
  if (event.type === 'mention.added' || (event.type === 'thread.replied' && event.unread.isMention))
    return { ...state, mentions: state.mentions + 1 }
  const channelId = channelOfStream(stream)
  if (!channelId) return state
  const changed = changeWindows(state, channelId, (window, takes) => applyToWindow(window, entry, takes))
  const isPinNews =
    event.type === 'message.pinned' ||
    event.type === 'message.unpinned' ||
    (event.type === 'message.deleted' && state.listed.get(event.messageId)?.pin)
  return withListed(
    isPinNews ? { ...changed, pins: changed.pins + 1 } : changed,
    [...state.listed.values()].map((message) => changeMessage(message, event)),
  )
}

/** The answer to an own send: the message stands in its place before its entry comes. */
export function applySent(state: MessagesState, message: MessageView): MessagesState {
  return changeWindows(state, message.channelId, (window, takes) =>
    takes(message) ? insert(window, message) : window,
  )
}

export function withoutChannel(state: MessagesState, channelId: ChannelId): MessagesState {
  const timelines = new Map(state.timelines)
  const threads = new Map([...state.threads].filter(([, thread]) => thread.channelId !== channelId))
  const listed = new Map([...state.listed].filter(([, message]) => message.channelId !== channelId))
  const had = timelines.delete(channelId) || threads.size < state.threads.size
  return had || listed.size < state.listed.size ? { ...state, timelines, threads, listed } : state
}

/** Takes messages into the lists, in the place of what was known of them. */
export function withListed(state: MessagesState, messages: MessageView[]): MessagesState {
  const changed = messages.filter((message) => state.listed.get(message.id) !== message)
  if (changed.length === 0) return state
  return { ...state, listed: new Map([...state.listed, ...changed.map((one) => [one.id, one] as const)]) }
}

export function withTimeline(state: MessagesState, channelId: ChannelId, timeline: Timeline): MessagesState {
  return { ...state, timelines: new Map(state.timelines).set(channelId, timeline) }
}

export function withThread(state: MessagesState, rootId: MessageId, thread: Thread): MessagesState {
  return { ...state, threads: new Map(state.threads).set(rootId, thread) }
}

/** Lets go of the least recently opened timelines that nobody looks at. */
export function withinLimit(
  state: MessagesState,
  isOnScreen: (id: ChannelId) => boolean,
  most = maxTimelines,
): MessagesState {
  const surplus = state.timelines.size - most
  if (surplus <= 0) return state
  const idle = [...state.timelines]
    .filter(([id]) => !isOnScreen(id))
    .sort(([, a], [, b]) => a.usedAt - b.usedAt)
  const timelines = new Map(state.timelines)
  for (const [id] of idle.slice(0, surplus)) timelines.delete(id)
  return { ...state, timelines }
}

function changeWindows(
  state: MessagesState,
  channelId: ChannelId,
  step: (window: Window, takes: Takes) => Window,
): MessagesState {
  let next = state
  const timeline = state.timelines.get(channelId)
  if (timeline) {
    const window = step(timeline.window, inTimeline)
    if (window !== timeline.window) next = withTimeline(next, channelId, { ...timeline, window })
  }
  for (const [rootId, thread] of state.threads) {
    if (thread.channelId !== channelId) continue
    const root = step(thread.root, nowhere)
    const replies = step(thread.replies, inThread(rootId))
    if (root !== thread.root || replies !== thread.replies) {
      next = withThread(next, rootId, { ...thread, root, replies })
    }
  }
  return next
}
