// Fetches the pages of threads: the newest replies, older ones on request, and back to the reply that a link names.
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import { call } from '../../data/api.ts'
import { asApiError, pageOf } from './fetching.ts'
import { joinOlder, windowOfPage } from './pages.ts'
import { emptyThread, inThread, type Thread, withThread } from './reducer.ts'
import { messagesStore } from './state.ts'
import { maxWindow } from './window.ts'

const pageSize = 50
/** The most that one page may have (contract/messages.ts). */
const largestPage = 200
let generations = 0

/** Opens a thread: its first message and the newest replies, back to `replyId` as far as a window reaches. */
export async function openThread(
  rootId: MessageId,
  channelId: ChannelId,
  replyId: MessageId | null = null,
): Promise<void> {
  const known = threadOf(rootId)
  if (known && known.status !== 'error' && (!replyId || known.aim === replyId || holds(known, replyId)))
    return
  const generation = ++generations
  const isOpen = known?.status === 'ready'
  const before = isOpen ? known : emptyThread(channelId, generation)
  const opened: Thread = { ...before, status: 'loading', generation, aim: replyId, error: null }
  messagesStore.setState((state) => withThread(state, rootId, opened))
  const isMine = () => threadOf(rootId)?.generation === generation
  try {
    if (!isOpen) await fetchNewest(rootId, channelId, isMine)
    if (replyId) await fetchBackTo(rootId, replyId, isMine)
    if (isMine()) changeThread(rootId, { status: 'ready' })
  } catch (error) {
    if (!isMine()) return
    // What was there is not taken away; the link may be pressed again.
    const status = isOpen ? { status: 'ready' as const, aim: null } : { status: 'error' as const }
    changeThread(rootId, { ...status, error: asApiError(error) })
  }
}

export function closeThread(rootId: MessageId): void {
  messagesStore.setState((state) => {
    const threads = new Map(state.threads)
    return threads.delete(rootId) ? { threads } : state
  })
}

const extending = new Set<string>()

export async function loadOlderReplies(rootId: MessageId): Promise<void> {
  const thread = threadOf(rootId)
  const key = `${rootId}:${thread?.generation}`
  if (thread?.status !== 'ready' || !thread.replies.hasOlder || extending.has(key)) return
  const isMine = () => threadOf(rootId)?.generation === thread.generation
  extending.add(key)
  try {
    await fetchOlder(rootId, pageSize, isMine)
    if (isMine()) changeThread(rootId, { error: null })
  } catch (error) {
    if (isMine()) changeThread(rootId, { error: asApiError(error) })
  } finally {
    extending.delete(key)
  }
}

async function fetchNewest(rootId: MessageId, channelId: ChannelId, isMine: () => boolean): Promise<void> {
  const fetchPage = () => call('messages.replies', { rootId, limit: pageSize })
  const { window: replies, page, heard } = await pageOf(channelId, fetchPage, inThread(rootId), isMine)
  const rootPage = { messages: [page.root], head: page.head, hasOlder: false, hasNewer: false }
  if (isMine()) changeThread(rootId, { root: windowOfPage(rootPage, heard, () => false), replies })
}

/** Pages back until the reply is there. The replies stay unbroken to the newest, so it ends where a window is full. */
async function fetchBackTo(rootId: MessageId, replyId: MessageId, isMine: () => boolean): Promise<void> {
  for (;;) {
    const thread = threadOf(rootId)
    if (!thread || !isMine() || holds(thread, replyId) || !thread.replies.hasOlder) return
    const room = maxWindow - thread.replies.messages.length
    if (room <= 0 || !(await fetchOlder(rootId, Math.min(largestPage, room), isMine))) return
  }
}

/** Answers whether there is more than before. */
async function fetchOlder(rootId: MessageId, limit: number, isMine: () => boolean): Promise<boolean> {
  const thread = threadOf(rootId)
  const first = thread?.replies.messages[0]
  if (!thread || !first) return false
  // The page fits only while the first reply is still the same.
  const current = () => {
    const now = threadOf(rootId)
    return now && isMine() && now.replies.messages[0]?.id === first.id ? now : null
  }
  const fetchPage = () => call('messages.replies', { rootId, before: first.number, limit })
  const { window } = await pageOf(thread.channelId, fetchPage, inThread(rootId), () => current() !== null)
  const now = current()
  if (now) changeThread(rootId, { replies: joinOlder(now.replies, { ...window, hasNewer: true }) })
  return now !== null && window.messages.length > 0
}

const threadOf = (rootId: MessageId) => messagesStore.getState().threads.get(rootId)

const holds = ({ root, replies }: Thread, id: MessageId): boolean =>
  [...root.messages, ...replies.messages].some((message) => message.id === id)

function changeThread(rootId: MessageId, fields: Partial<Thread>): void {
  const known = threadOf(rootId)
  if (known) messagesStore.setState((state) => withThread(state, rootId, { ...known, ...fields }))
}
