// Fetches pages of timelines and puts them into the windows. A page that comes too late for its window is thrown away.

import type { InputOf } from '../../../contract/commands.ts'
import { channelStream } from '../../../contract/events.ts'
import type { ChannelId } from '../../../contract/ids.ts'
import { call } from '../../data/api.ts'
import { cursorOf } from '../../data/sync.ts'
import { asApiError, forgetRunningLoads, pageOf } from './fetching.ts'
import { joinNewer, joinOlder } from './pages.ts'
import {
  emptyTimeline,
  inTimeline,
  noMessages,
  type Timeline,
  withinLimit,
  withoutChannel,
  withTimeline,
} from './reducer.ts'
import { isOnScreen, messagesStore } from './state.ts'
import { loadOlderReplies, openThread } from './thread-loading.ts'
import { emptyWindow, type Window } from './window.ts'

/** Where in the timeline to open: the newest messages, around a position, a message, a date. */
export type At = NonNullable<InputOf<'messages.list'>['at']>

const pageSize = 50
/** Begins at the clock, so that "last used" also orders over restarts. */
let generations = Date.now()

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

/** Tries again the page that could not be fetched. */
export async function loadStuck(channelId: ChannelId): Promise<void> {
  const side = timelineOf(channelId)?.stuckAt
  if (side) await extend(channelId, side)
}

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
    if (now) changeTimeline(channelId, { window: join(now.window, page), error: null, stuckAt: null })
  } catch (error) {
    if (current()) changeTimeline(channelId, { error: asApiError(error), stuckAt: side })
  } finally {
    extending.delete(key)
  }
}

/** Too much was missed: what is held of a channel (or of all) is dropped, what is on screen is fetched anew. */
export function restartMessages(channelId?: ChannelId): void {
  const { timelines, threads } = messagesStore.getState()
  const ids = channelId ? [channelId] : [...timelines.keys()]
  const roots = [...threads].filter(([, thread]) => !channelId || thread.channelId === channelId)
  messagesStore.setState((state) => ({
    ...(channelId ? withoutChannel(state, channelId) : { timelines: new Map(), threads: new Map() }),
    // Lists stand until they have been asked for anew.
    listed: state.listed,
    restarts: state.restarts + 1,
  }))
  for (const id of ids) if (isOnScreen(id)) void openTimeline(id)
  for (const [rootId, thread] of roots) void openThread(rootId, thread.channelId, thread.aim)
}

/** Puts cached windows back, at the start. */
export function restoreMessages(rows: { channelId: ChannelId; usedAt: number; window: Window }[]): void {
  const timelines = rows.map(
    ({ channelId, usedAt, window }) =>
      [channelId, { ...emptyTimeline(++generations), status: 'ready', window, usedAt } as Timeline] as const,
  )
  messagesStore.setState({ timelines: new Map(timelines), threads: new Map() })
}

/** Keeps only what is on screen; the rest is read from this computer when it is opened again. */
export function letGoOfUnseen(): void {
  messagesStore.setState((state) => withinLimit(state, isOnScreen, 0))
}

/** Forgets everything, and whatever is still on its way. */
export function forgetMessages(): void {
  forgetRunningLoads()
  messagesStore.setState(({ restarts }) => ({ ...noMessages, restarts: restarts + 1 }))
}

/** Tries again what could not be fetched, after the network came back. */
export function retryFailedLoads(): void {
  const { timelines, threads } = messagesStore.getState()
  for (const [id, timeline] of timelines) {
    if (!isOnScreen(id)) continue
    if (timeline.status === 'error') void openTimeline(id)
    else void loadStuck(id)
  }
  for (const [rootId, thread] of threads)
    if (thread.status === 'error') void openThread(rootId, thread.channelId, thread.aim)
    else if (thread.error) void loadOlderReplies(rootId)
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

function changeTimeline(channelId: ChannelId, fields: Partial<Timeline>): void {
  const known = timelineOf(channelId)
  if (known) messagesStore.setState((state) => withTimeline(state, channelId, { ...known, ...fields }))
}
