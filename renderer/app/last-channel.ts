// The conversation that was open last on this device: where `/` leads.
import type { ChannelId } from '../../contract/ids.ts'

const storageKey = 'nucleus.lastChannel'

export const lastChannelId = (): ChannelId | null => localStorage.getItem(storageKey) as ChannelId | null

export function rememberChannel(channelId: ChannelId): void {
  localStorage.setItem(storageKey, channelId)
}
