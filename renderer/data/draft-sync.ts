// Brings drafts to the server a moment after typing stops, and here what other devices write. Offline first: what is not
// told yet is dirty, on disk too, and told as soon as there is a network. The server never loses what two devices wrote
// at once; it keeps the one beside the other.
import type { InputOf, OutputOf } from '../../contract/commands.ts'
import type { DraftView } from '../../contract/drafts.ts'
import type { EventOf } from '../../contract/events.ts'
import { ApiError, type CallOptions, mayWorkLater } from './api.ts'
import { backoffMs } from './backoff.ts'
import type { DraftKey, DraftRow } from './database.ts'
import type { DraftDoors } from './draft-doors.ts'
import { draftKeyOf, draftRow, draftRows, isShared, onDraftWritten, putDraft } from './drafts.ts'

/** After the last key; and while somebody types on and on, this often. */
const quietMs = 1000
const mostMs = 5000

type Place = Pick<DraftView, 'channelId' | 'threadId'>

/** What is under way for one draft. */
type Work = {
  timer: ReturnType<typeof setTimeout> | null
  dueAtMs: number | null
  saving: Promise<void> | null
  isFinding: boolean
  /** Another device changed it, and its text is not here yet. */
  isStale: boolean
  failures: number
}

let current: DraftSync | null = null

/** Tells the server what it does not know yet, before the session ends. Never throws; takes two seconds at most. */
export async function saveDraftsNow(): Promise<void> {
  await Promise.race([current?.saveAll(), new Promise((resolve) => setTimeout(resolve, 2000))])
}

export class DraftSync {
  readonly #doors: DraftDoors
  readonly #writerId: string
  #work = new Map<DraftKey, Work>()
  readonly #places = new Map<DraftKey, Place>()
  /** The revision at which a draft was forgotten: an answer from before must not bring it back. */
  #gone = new Map<DraftKey, number>()
  #isStopped = false
  #mustList = true
  #isListing = false
  #failures = 0
  #listTimer: ReturnType<typeof setTimeout> | null = null

  constructor(doors: DraftDoors, writerId: string) {
    this.#doors = doors
    this.#writerId = writerId
    current = this
    onDraftWritten((key) => this.#touched(key))
  }

  /** To be called once the drafts of this device are read, and whenever entries may have been missed. */
  async start(): Promise<void> {
    this.#mustList = true
    if (this.#listTimer) clearTimeout(this.#listTimer)
    if (this.#isListing) return
    this.#isListing = true
    try {
      while (this.#mustList && !this.#isStopped) {
        this.#mustList = false
        await this.#list()
      }
      this.#failures = 0
    } catch {
      this.#mustList = true
      // With the network at once, else after a while.
      if (!this.#isStopped) this.#listTimer = setTimeout(() => this.online(), backoffMs(++this.#failures))
    } finally {
      this.#isListing = false
    }
    this.#saveDirty()
  }

  async #list(): Promise<void> {
    const before = new Map(draftRows().map((row) => [row.key, row.base]))
    const { drafts } = await this.#doors.list()
    if (this.#isStopped) return
    const there = new Set(drafts.map(draftKeyOf))
    for (const draft of drafts) this.#adopt(draft)
    // Known here and not there any more: sent or deleted elsewhere. One that came meanwhile is none of them.
    for (const [key, base] of before) {
      const row = draftRow(key)
      if (base && !there.has(key) && row?.base === base && !row.isDirty) this.#forget(row)
    }
  }

  /** The network is back. */
  online(): void {
    if (this.#mustList) {
      void this.start()
      return
    }
    for (const [key, work] of this.#work) if (work.isStale) void this.#find(key)
    this.#saveDirty()
  }

  /** An entry of the own stream. */
  hear(event: EventOf<'draft.changed'>): void {
    const { channelId, threadId, revision, writerId, isThere } = event
    if (writerId === this.#writerId) return
    const key = draftKeyOf(event)
    const row = draftRow(key)
    if (revision <= this.#baseOf(key)) return
    if (!isThere) this.#gone.set(key, revision)
    // What is being written here wins when it is saved, and the server keeps the other beside it.
    if (row?.isDirty) return
    if (!isThere) {
      if (row) this.#forget(row)
      return
    }
    this.#places.set(key, { channelId, threadId })
    this.#workOf(key).isStale = true
    void this.#find(key)
  }

  /** Tells everything now. `options`: such as keepalive, for a page that is being left. */
  async saveAll(options?: CallOptions): Promise<void> {
    const saved = dirtyRows().map(async ({ key }) => {
      await this.#workOf(key).saving
      await this.#save(key, options)
    })
    await Promise.all(saved)
  }

  stop(): void {
    this.#isStopped = true
    if (this.#listTimer) clearTimeout(this.#listTimer)
    for (const { timer } of this.#work.values()) if (timer) clearTimeout(timer)
    onDraftWritten(null)
    if (current === this) current = null
  }

  #workOf(key: DraftKey): Work {
    const known = this.#work.get(key)
    if (known) return known
    const work = {
      timer: null,
      dueAtMs: null,
      saving: null,
      isFinding: false,
      isStale: false,
      failures: 0,
    }
    this.#work.set(key, work)
    return work
  }

  #baseOf(key: DraftKey): number {
    return Math.max(draftRow(key)?.base ?? 0, this.#gone.get(key) ?? 0)
  }

  /** A key was pressed: save when they pause, or at last. */
  #touched(key: DraftKey): void {
    const work = this.#workOf(key)
    const nowMs = Date.now()
    work.dueAtMs ??= nowMs + mostMs
    const isForgotten = draftRow(key)?.text === ''
    this.#saveIn(key, isForgotten ? 0 : Math.max(0, Math.min(quietMs, work.dueAtMs - nowMs)))
  }

  #saveIn(key: DraftKey, waitMs: number): void {
    const work = this.#workOf(key)
    if (work.timer) clearTimeout(work.timer)
    work.timer = setTimeout(() => void this.#save(key), waitMs)
  }

  #saveDirty(): void {
    for (const { key } of dirtyRows()) this.#saveIn(key, 0)
  }

  /** One save of a draft at a time: the next one grows from its answer. */
  async #save(key: DraftKey, options?: CallOptions): Promise<void> {
    const work = this.#workOf(key)
    if (work.timer) clearTimeout(work.timer)
    work.timer = null
    const row = draftRow(key)
    if (work.saving || this.#isStopped || !row?.isDirty) return
    work.dueAtMs = null
    work.saving = this.#ask(row, work, options)
    await work.saving
    work.saving = null
    // What was typed meanwhile. After a failure its own timer is set, or the next word tries again.
    if (!work.timer && work.failures === 0 && draftRow(key)?.isDirty) this.#saveIn(key, quietMs)
  }

  async #ask(row: DraftRow, work: Work, options?: CallOptions): Promise<void> {
    // From here on the server may have it: it must hear of its end, even if the answer never comes.
    if (row.base === undefined) putDraft({ ...row, base: 0 })
    try {
      const answer = await this.#doors.save(this.#inputOf(row), options)
      if (this.#isStopped) return
      work.failures = 0
      this.#settle(row, answer)
    } catch (error) {
      if (this.#isStopped) return
      work.failures += 1
      // Else it is too long, or nothing can be written there: it stays dirty on this device, so that nothing takes its
      // place, and the next word tries again.
      if (!mayWorkLater(error)) return
      const waitMs = error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0
      this.#saveIn(row.key, Math.max(waitMs, quietMs + backoffMs(work.failures)))
    }
  }

  #inputOf({ key, channelId, text, base = 0, dropping = [] }: DraftRow): InputOf<'drafts.save'> {
    const threadId = key === channelId ? null : (key as Place['threadId'])
    const writerId = this.#writerId
    return { channelId, threadId, text, baseRevision: base, writerId, dropOlderIds: dropping }
  }

  /** The server has taken `sent`. What was typed since stays dirty and grows from here. */
  #settle(sent: DraftRow, { draft, revision }: OutputOf<'drafts.save'>): void {
    const now = draftRow(sent.key) ?? { key: sent.key, channelId: sent.channelId, text: '' }
    const dropping = now.dropping?.filter((id) => !sent.dropping?.includes(id)) ?? []
    const older = draft?.older.filter(({ id }) => !dropping.includes(id)) ?? []
    const isUnchanged = now.text === sent.text && dropping.length === 0
    // Forgotten here, but another device wrote meanwhile: its words are shown.
    const text = isUnchanged && sent.text === '' ? (draft?.text ?? '') : now.text
    if (!draft) this.#gone.set(sent.key, revision)
    putDraft({ ...now, text, base: revision, older, dropping, isDirty: !isUnchanged })
  }

  async #find(key: DraftKey): Promise<void> {
    const work = this.#workOf(key)
    const place = this.#places.get(key)
    if (work.isFinding || !place) return
    work.isFinding = true
    try {
      while (work.isStale && !this.#isStopped) {
        work.isStale = false
        const { draft } = await this.#doors.find(place)
        if (this.#isStopped) return
        if (draft) this.#adopt(draft)
      }
    } catch {
      // Asked again with the network.
      work.isStale = true
    } finally {
      work.isFinding = false
    }
  }

  /** Shows what another device wrote, unless it is older than what is known here, or something is being written here. */
  #adopt(draft: DraftView): void {
    const key = draftKeyOf(draft)
    const row = draftRow(key)
    if (row?.isDirty || draft.revision <= this.#baseOf(key)) return
    const { channelId, text, revision: base, savedAt: writtenAt, older } = draft
    putDraft({ key, channelId, text, base, older, writtenAt, isDirty: false })
  }

  #forget({ key, channelId }: DraftRow): void {
    putDraft({ key, channelId, text: '', older: [], isDirty: false })
  }
}

/** Those that the server does not know as they are. */
function dirtyRows(): DraftRow[] {
  return draftRows().filter(({ key, isDirty }) => isDirty && isShared(key))
}
