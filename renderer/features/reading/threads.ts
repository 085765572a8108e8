// Followed threads with replies the viewer has not read: start state plus entries.
import { create } from 'zustand'
import type { Entry } from '../../../contract/events.ts'
import type { ChannelId } from '../../../contract/ids.ts'
import type { UnreadThread } from '../../../contract/reading.ts'
import type { StartState } from '../../../contract/sync.ts'

export type UnreadThreadsState = { threads: UnreadThread[] }

export const noThreads: UnreadThreadsState = { threads: [] }

export const unreadThreadsStore = create<UnreadThreadsState>()(() => noThreads)

export const threadsFromStart = (start: StartState): UnreadThreadsState => ({ threads: start.unreadThreads })

export function applyToThreads(state: UnreadThreadsState, { event }: Entry): UnreadThreadsState {
  if (event.type === 'thread.replied') {
    const others = state.threads.filter((thread) => thread.rootId !== event.unread.rootId)
    return { threads: [...others, event.unread] }
  }
  if (event.type === 'thread.read') {
    const left = state.threads.filter(
      (thread) => thread.rootId !== event.rootId || thread.lastReplyNumber > event.readNumber,
    )
    return left.length === state.threads.length ? state : { threads: left }
  }
  if (event.type === 'channel.left') return withoutThreadsOf(state, event.channelId)
  return state
}

export function withoutThreadsOf(state: UnreadThreadsState, channelId: ChannelId): UnreadThreadsState {
  const left = state.threads.filter((thread) => thread.channelId !== channelId)
  return left.length === state.threads.length ? state : { threads: left }
}
