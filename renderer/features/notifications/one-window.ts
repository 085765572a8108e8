// Of the windows of one browser only one announces, and it knows which channel another one has in front of the viewer.
import type { ChannelId } from '../../../contract/ids.ts'

type News = { windowId: string; looksAt: ChannelId | null }

export class Windows {
  /** Whether this window is the one that announces. */
  isSpeaker = false
  #id: string
  #channel: BroadcastChannel | null
  #elsewhere: News | null = null
  #giveUp = new AbortController()
  #leave: () => void = () => {}

  constructor(name: string, id: string) {
    this.#id = id
    this.#channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name)
    if (this.#channel) {
      this.#channel.onmessage = ({ data }: MessageEvent<News>) => {
        if (data.looksAt !== null) this.#elsewhere = data
        else if (this.#elsewhere?.windowId === data.windowId) this.#elsewhere = null
      }
    }
    const locks = globalThis.navigator?.locks
    // Without locks (plain http) each window speaks; the tag of a notice still makes one of them.
    if (!locks) {
      this.isSpeaker = true
      return
    }
    const hold = () => {
      this.isSpeaker = true
      return new Promise<void>((resolve) => {
        this.#leave = resolve
      })
    }
    void locks.request(name, { signal: this.#giveUp.signal }, hold).catch(() => {})
  }

  /** Tells the other windows what this one has in front of the viewer; null when it is not focused. */
  tell(looksAt: ChannelId | null): void {
    if (looksAt !== null) this.#elsewhere = null
    this.#channel?.postMessage({ windowId: this.#id, looksAt } satisfies News)
  }

  /** Whether another window shows this channel to the viewer right now. */
  isSeenElsewhere(channelId: ChannelId): boolean {
    return this.#elsewhere?.looksAt === channelId
  }

  close(): void {
    this.tell(null)
    this.#giveUp.abort()
    this.#leave()
    this.isSpeaker = false
    this.#channel?.close()
  }
}
