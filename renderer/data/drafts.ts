// Drafts: what was typed and not sent, one per channel, thread or changed message, kept in IndexedDB. A draft is bound
// to its key. draft-sync.ts brings those of channels and threads to the server, and here what other devices wrote.
import { create } from 'zustand'
import type { DraftView } from '../../contract/drafts.ts'
import type { ChannelId, MessageId } from '../../contract/ids.ts'
import type { Database, DraftKey, DraftRow } from './database.ts'

export const editKey = (messageId: MessageId) => `edit:${messageId}` as const
/** The change of a message stays on the device where it was begun. */
export const isShared = (key: DraftKey): boolean => !key.startsWith('edit:')
export const draftKeyOf = ({ channelId, threadId }: Pick<DraftView, 'channelId' | 'threadId'>): DraftKey =>
  threadId ?? channelId

const writeAfterMs = 500

type DraftsState = { drafts: ReadonlyMap<DraftKey, DraftRow> }
export const draftsStore = create<DraftsState>()(() => ({ drafts: new Map() }))

/** Drafts that were forgotten here, and of which the server does not know it yet. */
const forgotten = new Map<DraftKey, DraftRow>()
const unwritten = new Set<DraftKey>()
let timer: ReturnType<typeof setTimeout> | null = null
let database: Database | null = null
let hearWritten: ((key: DraftKey) => void) | null = null

/** Tells the listener what was changed here, by hand. */
export function onDraftWritten(listener: ((key: DraftKey) => void) | null): void {
  hearWritten = listener
}

/** Whether anything is to be seen of it. */
const isSomething = ({ text, older }: DraftRow) => text !== '' || (older?.length ?? 0) > 0

/** The row of a draft, also of one that was forgotten and is not told yet. */
export const draftRow = (key: DraftKey): DraftRow | undefined =>
  draftsStore.getState().drafts.get(key) ?? forgotten.get(key)

export const draftRows = (): DraftRow[] => [...draftsStore.getState().drafts.values(), ...forgotten.values()]

/** Puts a row in its place, and on the disk a moment later. */
export function putDraft(row: DraftRow): void {
  const { key } = row
  if (isSomething(row) || !row.isDirty) forgotten.delete(key)
  else forgotten.set(key, row)
  draftsStore.setState(({ drafts }) => {
    const next = new Map(drafts)
    if (isSomething(row)) next.set(key, row)
    else next.delete(key)
    return { drafts: next }
  })
  unwritten.add(key)
  timer ??= setTimeout(() => void flushDrafts(), writeAfterMs)
}

/** Keeps a draft; an empty one is forgotten. For all but a channel's own, name the channel it lies in. */
export function writeDraft(key: DraftKey, text: string, channelId?: ChannelId): void {
  const known = draftRow(key)
  const place = channelId ?? known?.channelId ?? (key as ChannelId)
  const writtenAt = new Date().toISOString()
  // One that is forgotten before the server was asked to keep it is nobody's business.
  const isDirty = isShared(key) && (text !== '' || known?.base !== undefined)
  putDraft({ ...known, key, text, channelId: place, ...(isShared(key) && { isDirty, writtenAt }) })
  if (isShared(key)) hearWritten?.(key)
}

/** Forgets a draft that was handed over as it stood; what was typed there since then stays. */
export function forgetHandedOver(key: DraftKey, body: string): void {
  if (draftRow(key)?.text === body) writeDraft(key, '')
}

/** Takes an older draft off what is offered: its text was taken in, or is not wanted. */
export function dropOlderDraft(key: DraftKey, olderId: string): void {
  const row = draftRow(key)
  if (!row) return
  const older = row.older?.filter(({ id }) => id !== olderId) ?? []
  putDraft({ ...row, older, dropping: [...(row.dropping ?? []), olderId], isDirty: true })
  hearWritten?.(key)
}

/** Reads the person's drafts, at the start of a session. What was typed before that wins. */
export async function openDrafts(opened: Database): Promise<void> {
  database = opened
  const rows = await opened.getAll('drafts')
  if (database !== opened) return
  const found = rows.filter(({ key }) => !draftRow(key))
  for (const row of found) {
    if (!isSomething(row)) forgotten.set(row.key, row)
    // Kept by a client that knew of no server for drafts.
    else if (row.isDirty === undefined && isShared(row.key)) row.isDirty = true
  }
  draftsStore.setState(({ drafts }) => ({
    drafts: new Map([...found.filter(isSomething).map((row) => [row.key, row] as const), ...drafts]),
  }))
}

/** Writes what changed, now. Where the browser refuses, drafts live in memory only. */
export async function flushDrafts(): Promise<void> {
  if (timer) clearTimeout(timer)
  timer = null
  if (!database || unwritten.size === 0) return
  const keys = [...unwritten]
  unwritten.clear()
  try {
    const transaction = database.transaction('drafts', 'readwrite')
    for (const key of keys) {
      const row = draftRow(key)
      if (row) void transaction.store.put(row)
      else void transaction.store.delete(key)
    }
    // A page that is being left is not asked again: the commit must not wait for an answer.
    transaction.commit()
    await transaction.done
  } catch {
    for (const key of keys) unwritten.add(key)
  }
}

/** Drops the drafts of a channel that is gone, its threads' too. The server has dropped its own. */
export function dropDraftsOf(channelId: ChannelId): void {
  for (const row of draftRows()) {
    if (row.channelId === channelId)
      putDraft({ key: row.key, channelId, text: '', older: [], isDirty: false })
  }
}

/** Lets go of the database and of what is in memory, at the end of a session. */
export function closeDrafts(): void {
  if (timer) clearTimeout(timer)
  timer = null
  unwritten.clear()
  forgotten.clear()
  database = null
  draftsStore.setState({ drafts: new Map() })
}
