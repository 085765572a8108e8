// Drafts: what was typed and not sent, one per channel, thread or changed message, kept in IndexedDB. A draft is bound
// to its key.
import { create } from 'zustand'
import type { ChannelId, MessageId } from '../../contract/ids.ts'
import type { Database, DraftKey, DraftRow } from './database.ts'

export const editKey = (messageId: MessageId) => `edit:${messageId}` as const

const writeAfterMs = 500

type DraftsState = { drafts: ReadonlyMap<DraftKey, DraftRow> }
export const draftsStore = create<DraftsState>()(() => ({ drafts: new Map() }))

const dirty = new Set<DraftKey>()
let timer: ReturnType<typeof setTimeout> | null = null
let database: Database | null = null

/** Keeps a draft; an empty one is forgotten. For all but a channel's own, name the channel it lies in. */
export function writeDraft(key: DraftKey, text: string, channelId?: ChannelId): void {
  draftsStore.setState(({ drafts }) => {
    const next = new Map(drafts)
    if (text === '') next.delete(key)
    else next.set(key, { key, text, channelId: channelId ?? (key as ChannelId) })
    return { drafts: next }
  })
  dirty.add(key)
  timer ??= setTimeout(() => void flushDrafts(), writeAfterMs)
}

/** Reads the person's drafts, at the start of a session. */
export async function openDrafts(opened: Database): Promise<void> {
  database = opened
  const rows = await opened.getAll('drafts')
  if (database !== opened) return
  draftsStore.setState(({ drafts }) => ({
    drafts: new Map([...rows.map((row) => [row.key, row] as const), ...drafts]),
  }))
}

/** Writes what changed, now. Where the browser refuses, drafts live in memory only. */
export async function flushDrafts(): Promise<void> {
  if (timer) clearTimeout(timer)
  timer = null
  if (!database || dirty.size === 0) return
  const { drafts } = draftsStore.getState()
  const keys = [...dirty]
  dirty.clear()
  try {
    const transaction = database.transaction('drafts', 'readwrite')
    for (const key of keys) {
      const row = drafts.get(key)
      if (row) void transaction.store.put(row)
      else void transaction.store.delete(key)
    }
    // A page that is being left is not asked again: the commit must not wait for an answer.
    transaction.commit()
    await transaction.done
  } catch {
    for (const key of keys) dirty.add(key)
  }
}

/** Drops the drafts of a channel that is gone, its threads' too. */
export function dropDraftsOf(channelId: ChannelId): void {
  for (const row of draftsStore.getState().drafts.values()) {
    if (row.channelId === channelId) writeDraft(row.key, '')
  }
}

/** Lets go of the database and of what is in memory, at the end of a session. */
export function closeDrafts(): void {
  if (timer) clearTimeout(timer)
  timer = null
  dirty.clear()
  database = null
  draftsStore.setState({ drafts: new Map() })
}
