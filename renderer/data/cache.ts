// The cache: what this browser remembers of the workspace, so that it opens at once, also without network. State and
// cursors are taken in one moment and written in one transaction, so they never disagree; of two windows the last
// writer wins, and writes everything when the other wrote last.
import type { ChannelId } from '../../contract/ids.ts'
import type { StartState } from '../../contract/sync.ts'
import type { Database, WindowRow, Writing } from './database.ts'
import { newId } from './new-id.ts'

const writeAfterMs = 1500
/** Where something changes all the time, it is written this often. */
const writeEveryMs = 6000
/** Channels whose newest messages are kept. */
const maxWindows = 30

/** The state in the parts in which it changes; a part is written when it is another object than before. */
export type StateParts = { [Part in keyof StartState]: StartState[Part] }

/** The state now, and the window of a channel, or null when none is held that may be kept. */
export type Snapshot = { parts: StateParts; windowOf: (channelId: ChannelId) => WindowRow | null }
type Rows = ReadonlyMap<ChannelId, WindowRow | null>

const partNames = [
  'me',
  'workspace',
  'people',
  'groups',
  'rules',
  'activityUnread',
  'sections',
  'channels',
  'unreadThreads',
  'saved',
  'cursors',
] as const

export class Cache {
  #database: Database
  #snapshot: () => Snapshot | null
  #writer = newId()
  #written: Partial<StateParts> = {}
  #timer: ReturnType<typeof setTimeout> | null = null
  #wroteAt = Number.NEGATIVE_INFINITY
  #isClosed = false
  /** Channels of which something changed: their row is written anew or forgotten, a deleted text with it. */
  #changed = new Set<ChannelId>()
  /** Those of a write that is not through yet. */
  #writing: ReadonlySet<ChannelId> | null = null

  constructor(database: Database, snapshot: () => Snapshot | null) {
    this.#database = database
    this.#snapshot = snapshot
  }

  /** Something changed: write it soon. */
  touch(channelId?: ChannelId): void {
    if (this.#isClosed) return
    if (channelId) this.#changed.add(channelId)
    if (this.#timer) return
    const waitMs = Math.max(writeAfterMs, this.#wroteAt + writeEveryMs - performance.now())
    this.#timer = setTimeout(() => void this.flush(), waitMs)
  }

  /** Writes now. */
  async flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#wroteAt = performance.now()
    if (this.#isClosed) return
    const snapshot = this.#snapshot()
    if (!snapshot) return
    const { parts } = snapshot
    const changed = this.#changed
    const rows = rowsOf(snapshot, changed)
    this.#changed = new Set()
    this.#writing = changed
    try {
      await this.#write(parts, rows)
      if (this.#writing === changed) this.#written = parts
    } catch {
      // A full disk or a browser that refuses: the next write says everything again.
      this.#written = {}
      for (const channelId of changed) this.#changed.add(channelId)
    } finally {
      if (this.#writing === changed) this.#writing = null
    }
  }

  /** Writes what is not written yet while the page is being left: it can't wait for an answer any more, so it asks for none. */
  flushLeaving(): void {
    if (this.#isClosed || (!this.#timer && !this.#writing)) return
    const snapshot = this.#snapshot()
    if (!snapshot) return
    const changed = new Set([...(this.#writing ?? []), ...this.#changed])
    try {
      const transaction = this.#database.transaction(['state', 'windows'], 'readwrite')
      // Who wrote last is not known, so everything is written, as one; and should the page stay, once more.
      this.#written = {}
      this.#writing = null
      this.#put(transaction, snapshot.parts, rowsOf(snapshot, changed))
      transaction.commit()
    } catch {
      // A browser that refuses.
    }
  }

  close(): void {
    this.#isClosed = true
    if (this.#timer) clearTimeout(this.#timer)
  }

  async #write(parts: StateParts, rows: Rows): Promise<void> {
    const transaction = this.#database.transaction(['state', 'windows'], 'readwrite')
    const isMine = (await transaction.objectStore('state').get('writer')) === this.#writer
    if (!isMine) this.#written = {}
    this.#put(transaction, parts, rows)
    const windows = transaction.objectStore('windows')
    const byUse = await windows.index('usedAt').getAllKeys()
    for (const key of byUse.slice(0, Math.max(0, byUse.length - maxWindows))) void windows.delete(key)
    await transaction.done
  }

  /** Asks for all that is to be written, without waiting for any of it. */
  #put(transaction: Writing, parts: StateParts, rows: Rows): void {
    const state = transaction.objectStore('state')
    const windows = transaction.objectStore('windows')
    void state.put(this.#writer, 'writer')
    for (const name of partNames) if (this.#written[name] !== parts[name]) void state.put(parts[name], name)
    for (const [channelId, row] of rows) void (row ? windows.put(row) : windows.delete(channelId))
  }
}

/** Taken in the same moment as the parts: what belongs together says the same. */
function rowsOf({ windowOf }: Snapshot, changed: ReadonlySet<ChannelId>): Rows {
  return new Map([...changed].map((channelId) => [channelId, windowOf(channelId)]))
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
