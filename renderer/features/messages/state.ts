// The messages in memory, and which timelines are on screen.
import { create } from 'zustand'
import type { ChannelId } from '../../../contract/ids.ts'
import { type MessagesState, noMessages } from './reducer.ts'

export const messagesStore = create<MessagesState>()(() => noMessages)

const mounted = new Map<ChannelId, number>()

export const isOnScreen = (channelId: ChannelId): boolean => mounted.has(channelId)

/** Keeps a timeline in memory while a view shows it. */
export function keepOnScreen(channelId: ChannelId): () => void {
  mounted.set(channelId, (mounted.get(channelId) ?? 0) + 1)
  return () => {
    const left = (mounted.get(channelId) ?? 1) - 1
    if (left > 0) mounted.set(channelId, left)
    else mounted.delete(channelId)
  }
}
