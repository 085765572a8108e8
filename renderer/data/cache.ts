// The cache: what this browser remembers of the workspace, so that it opens at once, also without network. State and
// cursors are taken in one moment and written in one transaction, so they never disagree; of two windows the last
// writer wins, and writes everything when the other wrote last.
import type { ChannelId } from '../../contract/ids.ts'
import type { StartState } from '../../contract/sync.ts'
import type { Database, WindowRow } from './database.ts'
import { newId } from './new-id.ts'

const writeAfterMs = 1500
/** Channels whose newest messages are kept. */
const maxWindows = 30

/** The state in the parts in which it changes; a part is written when it is another object than before. */
export type StateParts = { [Part in keyof StartState]: StartState[Part] }

/** The state now, and the window of a channel, or null when none is held that may be kept. */
export type Snapshot = { parts: StateParts; windowOf: (channelId: ChannelId) => WindowRow | null }

const partNames = ['me', 'workspace', 'people', 'sections', 'channels', 'unreadThreads', 'cursors'] as const

export class Cache {
  #database: Database
  #snapshot: () => Snapshot | null
  #writer = newId()
  #written: Partial<StateParts> = {}
  #timer: ReturnType<typeof setTimeout> | null = null
  #isClosed = false
  /** Channels of which something changed: their row is written anew or forgotten, a deleted text with it. */
  #changed = new Set<ChannelId>()

  constructor(database: Database, snapshot: () => Snapshot | null) {
    this.#database = database
    this.#snapshot = snapshot
  }

  /** Something changed: write it soon. */
  touch(channelId?: ChannelId): void {
    if (this.#isClosed) return
    if (channelId) this.#changed.add(channelId)
    this.#timer ??= setTimeout(() => void this.flush(), writeAfterMs)
  }

  /** Writes now. */
  async flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#isClosed) return
    const snapshot = this.#snapshot()
    if (!snapshot) return
    const { parts, windowOf } = snapshot
    const rows = new Map([...this.#changed].map((channelId) => [channelId, windowOf(channelId)]))
    this.#changed.clear()
    try {
      await this.#write(parts, rows)
    } catch {
      // A full disk or a browser that refuses: the next write says everything again.
      this.#written = {}
      for (const channelId of rows.keys()) this.#changed.add(channelId)
    }
  }

  close(): void {
    this.#isClosed = true
    if (this.#timer) clearTimeout(this.#timer)
  }

  async #write(parts: StateParts, changed: Map<ChannelId, WindowRow | null>): Promise<void> {
    const transaction = this.#database.transaction(['state', 'windows'], 'readwrite')
    const state = transaction.objectStore('state')
    const rows = transaction.objectStore('windows')
    const isMine = (await state.get('writer')) === this.#writer
    void state.put(this.#writer, 'writer')
    for (const name of partNames) {
      if (!isMine || this.#written[name] !== parts[name]) void state.put(parts[name], name)
    }
    for (const [channelId, row] of changed) void (row ? rows.put(row) : rows.delete(channelId))
    const byUse = await rows.index('usedAt').getAllKeys()
    for (const key of byUse.slice(0, Math.max(0, byUse.length - maxWindows))) void rows.delete(key)
    await transaction.done
    this.#written = parts
  }
}

/** The state as last written, or null. */
export async function readState(database: Database): Promise<StartState | null> {
  const transaction = database.transaction('state')
  const parts = await Promise.all(
    partNames.map(async (name) => [name, await transaction.store.get(name)] as const),
  )
  if (parts.some(([, part]) => part === undefined)) return null
  return Object.fromEntries(parts) as StartState
}

/** The windows last used, newest first. */
export async function readWindows(database: Database, count: number): Promise<WindowRow[]> {
  const rows = await database.getAllFromIndex('windows', 'usedAt')
  return rows.reverse().slice(0, count)
}
