// The channels opened last on this device, newest first.
import { useEffect } from 'react'
import type { ChannelId } from '../../../contract/ids.ts'

const storageKey = 'nucleus.recentChannels'
const mostKept = 20

export function recentChannels(): ChannelId[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]')
    return Array.isArray(kept) ? kept : []
  } catch {
    return []
  }
}

export function useRememberRecent(openId: ChannelId | null): void {
  useEffect(() => {
    if (!openId) return
    const next = [openId, ...recentChannels().filter((id) => id !== openId)].slice(0, mostKept)
    localStorage.setItem(storageKey, JSON.stringify(next))
  }, [openId])
}
