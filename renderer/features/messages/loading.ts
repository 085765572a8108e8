// Fetches pages and puts them into the windows. A page that comes too late for its window is thrown away.

import type { InputOf } from '../../../contract/commands.ts'
import { channelOfStream, channelStream, type Entry } from '../../../contract/events.ts'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import type { MessagePage } from '../../../contract/messages.ts'
import { ApiError, call } from '../../data/api.ts'
import { cursorOf } from '../../data/sync.ts'
import { joinNewer, joinOlder, windowOfPage } from './pages.ts'
import {
  emptyThread,
  emptyTimeline,
  inThread,
  inTimeline,
  noMessages,
  type Thread,
  type Timeline,
  withinLimit,
  withoutChannel,
  withThread,
  withTimeline,
} from './reducer.ts'
import { isOnScreen, messagesStore } from './state.ts'
import { emptyWindow, type Takes, type Window } from './window.ts'

/** Where in the timeline to open: the newest messages, around a position, a message, a date. */
export type At = NonNullable<InputOf<'messages.list'>['at']>

const pageSize = 50
/** Begins at the clock, so that "last used" also orders over restarts. */
let generations = Date.now()

/** Entries heard while a page is on its way, per running request. */
type Recording = { channelId: ChannelId; entries: Entry[] }
const recordings = new Set<Recording>()

/** Told of every applied entry. */
export function recordEntry(entry: Entry): void {
  if (recordings.size === 0) return
  const channelId = channelOfStream(entry.stream)
  for (const recording of recordings) if (recording.channelId === channelId) recording.entries.push(entry)
}

/** Requests on their way, for those who look for leaks. */
export const countRunningLoads = (): number => recordings.size

type ReadCached = (channelId: ChannelId) => Promise<{ cursor: number; window: Window } | null>
let readCached: ReadCached = async () => null
export function setCachedWindows(read: ReadCached): void {
  readCached = read
}

/** Opens a channel's timeline at a place; nothing is fetched when that place is in memory already. */
export async function openTimeline(channelId: ChannelId, at: At = { kind: 'newest' }): Promise<void> {
  const known = timelineOf(channelId)
  const generation = ++generations
  const aim = JSON.stringify(at)
  if (known && (known.aim === aim || (known.status === 'ready' && covers(known.window, at)))) {
    messagesStore.setState((state) => withTimeline(state, channelId, { ...known, usedAt: generation }))
    return
  }
  messagesStore.setState((state) => {
    const opened = { ...emptyTimeline(generation), window: known?.window ?? emptyWindow, aim }
    return withinLimit(withTimeline(state, channelId, opened), (id) => id === channelId || isOnScreen(id))
  })
  const isMine = () => timelineOf(channelId)?.generation === generation
  if (!known && at.kind === 'newest') {
    const cached = await readCached(channelId).catch(() => null)
    if (!isMine()) return
    if (cached && cached.cursor === cursorOf(channelStream(channelId))) {
      return changeTimeline(channelId, { window: cached.window, status: 'ready', aim: null })
    }
  }
  try {
    const fetchPage = () => call('messages.list', { channelId, at, limit: pageSize })
    const { window } = await pageOf(channelId, fetchPage, inTimeline, isMine)
    if (isMine()) changeTimeline(channelId, { window, status: 'ready', aim: null })
  } catch (error) {
    if (isMine()) changeTimeline(channelId, { status: 'error', aim: null, error: asApiError(error) })
  }
}

export const loadOlder = (channelId: ChannelId): Promise<void> => extend(channelId, 'older')
export const loadNewer = (channelId: ChannelId): Promise<void> => extend(channelId, 'newer')

const extending = new Set<string>()

async function extend(channelId: ChannelId, side: 'older' | 'newer'): Promise<void> {
  const timeline = timelineOf(channelId)
  const key = `${timeline?.generation}:${side}`
  if (timeline?.status !== 'ready' || extending.has(key)) return
  if (!(side === 'older' ? timeline.window.hasOlder : timeline.window.hasNewer)) return
  const edgeOf = ({ messages }: Window) => (side === 'older' ? messages[0] : messages.at(-1))
  const edge = edgeOf(timeline.window)
  if (!edge || edge.position === null) return
  const at: At = { kind: side === 'older' ? 'before' : 'after', position: edge.position }
  // The page fits only while its edge is still the window's edge.
  const current = () => {
    const now = timelineOf(channelId)
    return now?.generation === timeline.generation && edgeOf(now.window)?.id === edge.id ? now : null
  }
  extending.add(key)
  try {
    const fetchPage = () => call('messages.list', { channelId, at, limit: pageSize })
    const { window: page } = await pageOf(channelId, fetchPage, inTimeline, () => current() !== null)
    const now = current()
    const join = side === 'older' ? joinOlder : joinNewer
    if (now) changeTimeline(channelId, { window: join(now.window, page), error: null })
  } catch (error) {
    if (current()) changeTimeline(channelId, { error: asApiError(error) })
  } finally {
    extending.delete(key)
  }
}

/** Opens a thread: its first message and the newest replies. */
export async function openThread(rootId: MessageId, channelId: ChannelId): Promise<void> {
  const known = threadOf(rootId)
  if (known && known.status !== 'error') return
  const generation = ++generations
  messagesStore.setState((state) => withThread(state, rootId, { ...emptyThread(channelId, generation) }))
  const isMine = () => threadOf(rootId)?.generation === generation
  try {
    const fetchPage = () => call('messages.replies', { rootId, limit: pageSize })
    const { window: replies, page, heard } = await pageOf(channelId, fetchPage, inThread(rootId), isMine)
    const rootPage = { messages: [page.root], head: page.head, hasOlder: false, hasNewer: false }
    const root = windowOfPage(rootPage, heard, () => false)
    if (isMine()) changeThread(rootId, { root, replies, status: 'ready' })
  } catch (error) {
    if (isMine()) changeThread(rootId, { status: 'error', error: asApiError(error) })
  }
}

export function closeThread(rootId: MessageId): void {
  messagesStore.setState((state) => {
    const threads = new Map(state.threads)
    return threads.delete(rootId) ? { threads } : state
  })
}

export async function loadOlderReplies(rootId: MessageId): Promise<void> {
  const thread = threadOf(rootId)
  const first = thread?.replies.messages[0]
  const key = `${thread?.generation}:older`
  if (!thread || !first || thread.status !== 'ready' || !thread.replies.hasOlder || extending.has(key)) return
  const current = () => {
    const now = threadOf(rootId)
    return now?.generation === thread.generation && now.replies.messages[0]?.id === first.id ? now : null
  }
  extending.add(key)
  try {
    const fetchPage = () => call('messages.replies', { rootId, before: first.number, limit: pageSize })
    const { window } = await pageOf(thread.channelId, fetchPage, inThread(rootId), () => current() !== null)
    const now = current()
    if (now)
      changeThread(rootId, { replies: joinOlder(now.replies, { ...window, hasNewer: true }), error: null })
  } catch (error) {
    if (current()) changeThread(rootId, { error: asApiError(error) })
  } finally {
    extending.delete(key)
  }
}

/** Too much was missed: what is held of a channel (or of all) is dropped, what is on screen is fetched anew. */
export function restartMessages(channelId?: ChannelId): void {
  const { timelines, threads } = messagesStore.getState()
  const ids = channelId ? [channelId] : [...timelines.keys()]
  const roots = [...threads].filter(([, thread]) => !channelId || thread.channelId === channelId)
  messagesStore.setState((state) =>
    channelId ? withoutChannel(state, channelId) : { timelines: new Map(), threads: new Map() },
  )
  for (const id of ids) if (isOnScreen(id)) void openTimeline(id)
  for (const [rootId, thread] of roots) void openThread(rootId, thread.channelId)
}

/** Puts cached windows back, at the start. */
export function restoreMessages(rows: { channelId: ChannelId; usedAt: number; window: Window }[]): void {
  const timelines = rows.map(
    ({ channelId, usedAt, window }) =>
      [channelId, { ...emptyTimeline(++generations), status: 'ready', window, usedAt } as Timeline] as const,
  )
  messagesStore.setState({ timelines: new Map(timelines), threads: new Map() })
}

/** Forgets everything, and whatever is still on its way. */
export function forgetMessages(): void {
  recordings.clear()
  messagesStore.setState(noMessages)
}

/** Tries again what could not be fetched, after the network came back. */
export function retryFailedLoads(): void {
  const { timelines, threads } = messagesStore.getState()
  for (const [id, timeline] of timelines)
    if (timeline.status === 'error' && isOnScreen(id)) void openTimeline(id)
  for (const [rootId, thread] of threads)
    if (thread.status === 'error') void openThread(rootId, thread.channelId)
}

async function pageOf<Page extends MessagePage>(
  channelId: ChannelId,
  fetchPage: () => Promise<Page>,
  takes: Takes,
  isWanted: () => boolean,
): Promise<{ window: Window; page: Page; heard: Entry[] }> {
  for (let attempt = 1; ; attempt++) {
    const recording: Recording = { channelId, entries: [] }
    const cursor = cursorOf(channelStream(channelId)) ?? 0
    recordings.add(recording)
    try {
      const page = await fetchPage()
      // A page from before what was applied when it was asked for (a lagging replica): its gap can't be filled.
      if (page.head < cursor && attempt < 3 && isWanted()) continue
      return { window: windowOfPage(page, recording.entries, takes), page, heard: recording.entries }
    } finally {
      recordings.delete(recording)
    }
  }
}

/** Whether a place lies within a window. */
function covers(window: Window, at: At): boolean {
  const [first, last] = [window.messages[0], window.messages.at(-1)]
  if (at.kind === 'newest') return !window.hasNewer
  if (!first || !last) return false
  if (at.kind === 'message') return window.messages.some((message) => message.id === at.messageId)
  if (at.kind === 'around') return (first.position ?? 0) <= at.position && at.position <= (last.position ?? 0)
  if (at.kind === 'date') return first.sentAt <= at.date && at.date <= last.sentAt
  return false
}

const timelineOf = (channelId: ChannelId) => messagesStore.getState().timelines.get(channelId)
const threadOf = (rootId: MessageId) => messagesStore.getState().threads.get(rootId)

function changeTimeline(channelId: ChannelId, fields: Partial<Timeline>): void {
  const known = timelineOf(channelId)
  if (known) messagesStore.setState((state) => withTimeline(state, channelId, { ...known, ...fields }))
}

function changeThread(rootId: MessageId, fields: Partial<Thread>): void {
  const known = threadOf(rootId)
  if (known) messagesStore.setState((state) => withThread(state, rootId, { ...known, ...fields }))
}

const asApiError = (error: unknown) =>
  error instanceof ApiError ? error : new ApiError('internal', String(error))
