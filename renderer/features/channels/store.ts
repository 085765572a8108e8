// Channels: those the viewer is in, the sidebar sections, and what is unread.
import { useMemo } from 'react'
import { create } from 'zustand'
import type { JoinedChannel, SectionView } from '../../../contract/channels.ts'
import type { ChannelId } from '../../../contract/ids.ts'
import { listOf } from '../../data/list-of.ts'
import { unreadThreadsStore } from '../reading/threads.ts'
import { type ChannelsState, noChannels, unreadOf } from './reducer.ts'

export const channelsStore = create<ChannelsState>()(() => noChannels)

export function useChannel(id: ChannelId | null | undefined): JoinedChannel | undefined {
  return channelsStore((state) => (id ? state.channels.get(id) : undefined))
}

/**
 * All channels and conversations the viewer is in, archived and closed ones too, but not what is only the home of a
 * board; the same array until one changes.
 */
export function useChannels(): JoinedChannel[] {
  const all = channelsStore((state) => listOf(state.channels))
  return useMemo(() => all.filter(({ channel }) => !channel.isBoard), [all])
}

export function useSections(): SectionView[] {
  return channelsStore((state) => state.sections)
}

export type Totals = { mentions: number; hasUnread: boolean }

/** For the badge. A muted channel counts its mentions only. */
export function useTotals(): Totals {
  const channels = channelsStore((state) => state.channels)
  const threads = unreadThreadsStore((state) => state.threads)
  return useMemo(() => totalsOf(channels, threads), [channels, threads])
}

export function totalsOf(
  channels: ChannelsState['channels'],
  threads: readonly { isMention: boolean; channelId: ChannelId }[],
): Totals {
  let mentions = 0
  let hasUnread = false
  for (const joined of channels.values()) {
    // The sidebar does not show it, so nobody could read it away.
    if (joined.channel.isArchived) continue
    const unread = unreadOf(joined)
    const { isMuted, mentionPositions, readPosition } = joined.membership
    mentions += isMuted ? mentionPositions.filter((at) => at > readPosition).length : unread.mentions
    if (unread.count > 0 && !isMuted) hasUnread = true
  }
  for (const thread of threads) {
    if (thread.isMention) mentions++
    else if (channels.get(thread.channelId)?.membership.isMuted) continue
    hasUnread = true
  }
  return { mentions, hasUnread: hasUnread || mentions > 0 }
}
