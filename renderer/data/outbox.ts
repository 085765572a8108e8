// The outbox: gives a message its clientId, shows it as sending, and brings it to the server: in order per channel,
// with the same id on every try, through reloads and days without network. Rows are written before the first try. A
// message with files waits until these have arrived, and those behind it wait with it.
import { create } from 'zustand'
import type { ChannelId, ClientId, FileId, MessageId } from '../../contract/ids.ts'
import type { MessageView } from '../../contract/messages.ts'
import { ApiError, mayWorkLater } from './api.ts'
import { backoffMs } from './backoff.ts'
import { newId } from './new-id.ts'
import type { OutboxRows } from './outbox-rows.ts'

export type PendingMessage = {
  clientId: ClientId
  channelId: ChannelId
  threadId: MessageId | null
  alsoToChannel: boolean
  body: string
  /** The files it carries, by their uploads (features/files/uploads). */
  uploads: ClientId[]
  createdAt: string
  state: 'sending' | 'failed'
  /** Why it failed; while it is still being sent, what the last try met. */
  reason?: Pick<ApiError, 'code' | 'message' | 'field'>
}

export type NewMessage = {
  channelId: ChannelId
  body: string
  threadId?: MessageId | null
  alsoToChannel?: boolean
  uploads?: ClientId[]
}

export const outboxStore = create<{ pending: PendingMessage[] }>()(() => ({ pending: [] }))

/** The channels in which a message was refused and waits to be retried or discarded. */
export const channelsWithFailed = (pending: PendingMessage[]): ChannelId[] => [
  ...new Set(pending.flatMap(({ state, channelId }) => (state === 'failed' ? channelId : []))),
]

let current: Outbox | null = null

/** Queues a message and shows it at once; the network comes later. Only while signed in. */
export function send(message: NewMessage): ClientId {
  if (!current) throw new Error('send: nobody is signed in')
  return current.add(message)
}

/** Sends a failed message again, with the same clientId, in its old place of the order. */
export function retry(clientId: ClientId): void {
  current?.retry(clientId)
}

/** Takes a message out of the outbox, its files too. What is already on its way may still arrive. */
export function discard(clientId: ClientId): void {
  current?.discard(clientId)
}

/** Takes a file off a message that has not been sent; a message that has nothing left goes with it. */
export function discardFile(clientId: ClientId, upload: ClientId): void {
  current?.discardFile(clientId, upload)
}

/** What brings the files of messages to the server (features/files/uploads/uploader.ts). */
export type OutboxFiles = {
  /** The files' ids once all have arrived. Throws ApiError when one is refused, or not there any more. */
  arrived: (uploads: ClientId[]) => Promise<FileId[]>
  /**
   * A message carries them: nothing of them is needed here any longer. They leave the disk after `rowGone`: cut in
   * between, no message is left there that waits for files nobody has.
   */
  release: (uploads: ClientId[], rowGone: Promise<unknown>) => void
  cancel: (uploads: ClientId[]) => void
  /** Begins again what was refused; with `all`, also what seemed to have arrived. */
  retry: (uploads: ClientId[], all: boolean) => void
}

export type OutboxOptions = {
  rows: OutboxRows
  post: (
    message: Omit<PendingMessage, 'createdAt' | 'state' | 'reason' | 'uploads'> & { fileIds: FileId[] },
  ) => Promise<MessageView>
  files?: OutboxFiles
  /** The message is committed: show it in its place. */
  onSent: (message: MessageView) => void
  /** Something was added, before it is sent. */
  onAdded?: (message: PendingMessage) => void
}

/** `isAsked`: the server said how long to wait, and nothing makes that shorter. */
type Lane = { failures: number; isAsked: boolean; hurry: (() => void) | null }

export class Outbox {
  #options: OutboxOptions
  #lanes = new Map<ChannelId, Lane>()
  #isStopped = false

  constructor(options: OutboxOptions) {
    this.#options = options
    current = this
  }

  /** Takes up what an earlier run, or another window, left unsent. */
  async resume(): Promise<void> {
    const rows = await this.#options.rows.all()
    if (this.#isStopped) return
    const known = new Set(pending().map((message) => message.clientId))
    const found = rows.filter((row) => !known.has(row.clientId))
    if (found.length > 0) outboxStore.setState({ pending: [...found, ...pending()] })
    for (const channelId of new Set(pending().map((message) => message.channelId))) void this.#work(channelId)
  }

  add({ channelId, body, threadId = null, alsoToChannel = false, uploads = [] }: NewMessage): ClientId {
    const message: PendingMessage = {
      clientId: newId() as ClientId,
      channelId,
      threadId,
      alsoToChannel,
      body,
      uploads,
      createdAt: new Date().toISOString(),
      state: 'sending',
    }
    outboxStore.setState({ pending: [...pending(), message] })
    void this.#options.rows.put(message)
    this.#options.onAdded?.(message)
    void this.#work(channelId)
    return message.clientId
  }

  retry(clientId: ClientId): void {
    const before = pending().find((message) => message.clientId === clientId)
    const code = before?.reason?.code
    // not_found: the server has let go of a file that waited too long for its message.
    const all = code === 'file_not_ready' || code === 'not_found'
    if (before) this.#options.files?.retry(before.uploads, all)
    const message = this.#change(clientId, { state: 'sending', reason: undefined })
    if (!message) return
    void this.#options.rows.put(message)
    void this.#work(message.channelId)
  }

  discard(clientId: ClientId): void {
    const message = this.#drop(clientId)
    if (!message) return
    void this.#options.rows.delete(clientId)
    this.#options.files?.cancel(message.uploads)
  }

  discardFile(clientId: ClientId, upload: ClientId): void {
    const message = pending().find((one) => one.clientId === clientId)
    if (!message) return
    const uploads = message.uploads.filter((one) => one !== upload)
    if (uploads.length === 0 && message.body === '') {
      this.discard(clientId)
      return
    }
    const changed = this.#change(clientId, { uploads, state: 'sending', reason: undefined })
    if (changed) void this.#options.rows.put(changed)
    this.#options.files?.cancel([upload])
    void this.#work(message.channelId)
  }

  /** The message is on the server. */
  remove(clientId: ClientId): void {
    const message = this.#drop(clientId)
    if (message) this.#options.files?.release(message.uploads, this.#options.rows.delete(clientId))
  }

  /** The channel is gone: what was meant for it goes too. */
  removeChannel(channelId: ChannelId): void {
    for (const message of pending()) if (message.channelId === channelId) this.discard(message.clientId)
  }

  /** The network is back: no lane waits for its turn any longer. */
  hurry(): void {
    for (const lane of this.#lanes.values()) if (!lane.isAsked) lane.hurry?.()
  }

  stop(): void {
    this.#isStopped = true
    for (const lane of this.#lanes.values()) lane.hurry?.()
    outboxStore.setState({ pending: [] })
    if (current === this) current = null
  }

  /** Sends what waits for a channel, one after the other; channels go side by side. */
  async #work(channelId: ChannelId): Promise<void> {
    if (this.#lanes.has(channelId)) return
    const lane: Lane = { failures: 0, isAsked: false, hurry: null }
    this.#lanes.set(channelId, lane)
    for (let message = nextOf(channelId); message && !this.#isStopped; message = nextOf(channelId)) {
      const { clientId } = message
      const fileIds = await this.#filesOf(message)
      if (!fileIds) continue
      const waitMs = await this.#options.rows.alone(channelId, () => this.#attempt(clientId, fileIds, lane))
      if (waitMs > 0 && !this.#isStopped) await pause(lane, waitMs)
    }
    this.#lanes.delete(channelId)
  }

  /** Waits for the message's files; null when it is not to be sent as it was any more. */
  async #filesOf({ clientId, uploads }: PendingMessage): Promise<FileId[] | null> {
    const { files } = this.#options
    if (uploads.length === 0 || !files) return []
    const isSame = () => {
      const now = pending().find((message) => message.clientId === clientId)
      return !this.#isStopped && now?.state === 'sending' && now.uploads === uploads
    }
    try {
      const fileIds = await files.arrived(uploads)
      return isSame() ? fileIds : null
    } catch (error) {
      if (isSame() && !(await this.#wasChangedElsewhere(clientId, uploads)) && isSame())
        await this.#fail(clientId, error, reasonOf(error).code !== 'not_found')
      return null
    }
  }

  /** Another window of this browser may have sent the message, discarded it, or taken a file off it: then that holds. */
  async #wasChangedElsewhere(clientId: ClientId, uploads: ClientId[]): Promise<boolean> {
    const row = await this.#options.rows.find(clientId)
    if (row === undefined) return false
    if (row === null) this.remove(clientId)
    else if (row.uploads.join() === uploads.join()) return false
    else this.#change(clientId, row)
    return true
  }

  /** One try. Gives how long to wait before the next. */
  async #attempt(clientId: ClientId, fileIds: FileId[], lane: Lane): Promise<number> {
    // Another window of this browser may have sent it while we waited for our turn.
    if (!(await this.#options.rows.has(clientId))) this.remove(clientId)
    const message = pending().find((one) => one.clientId === clientId)
    if (message?.state !== 'sending' || message.uploads.length !== fileIds.length || this.#isStopped) return 0
    try {
      const { channelId, threadId, alsoToChannel, body } = message
      const sent = await this.#options.post({ clientId, channelId, threadId, alsoToChannel, body, fileIds })
      lane.failures = 0
      if (this.#isStopped) return 0
      this.#options.onSent(sent)
      this.#drop(clientId)
      const rowGone = this.#options.rows.delete(clientId)
      this.#options.files?.release(message.uploads, rowGone)
      await rowGone
      return 0
    } catch (error) {
      return this.#isStopped ? 0 : await this.#meet(error, clientId, lane)
    }
  }

  async #meet(error: unknown, clientId: ClientId, lane: Lane): Promise<number> {
    const { retryAfterMs, ...reason } = reasonOf(error)
    if (mayWorkLater(error)) {
      this.#change(clientId, { reason })
      lane.isAsked = retryAfterMs !== undefined
      return Math.max(retryAfterMs ?? 0, 100 + backoffMs(lane.failures++))
    }
    // The session is over: the rows stay for when the same person signs in again.
    if (reason.code === 'not_signed_in') {
      this.#isStopped = true
      return 0
    }
    await this.#fail(clientId, error, true)
    return 0
  }

  /** Kept only when it is the server's word: of what this window merely does not know, another may know more. */
  async #fail(clientId: ClientId, error: unknown, isKept: boolean): Promise<void> {
    const { retryAfterMs: _, ...reason } = reasonOf(error)
    const failed = this.#change(clientId, { state: 'failed', reason })
    // Where another window has let go of it meanwhile, it does not come back as a failed one.
    if (failed && isKept && !(await this.#options.rows.putAgain(failed))) this.remove(clientId)
  }

  #drop(clientId: ClientId): PendingMessage | undefined {
    const message = pending().find((one) => one.clientId === clientId)
    if (message) outboxStore.setState({ pending: pending().filter((one) => one !== message) })
    return message
  }

  #change(clientId: ClientId, fields: Partial<PendingMessage>): PendingMessage | undefined {
    const next = pending().map((message) =>
      message.clientId === clientId ? { ...message, ...fields } : message,
    )
    outboxStore.setState({ pending: next })
    return next.find((message) => message.clientId === clientId)
  }
}

function reasonOf(error: unknown) {
  const known = error instanceof ApiError ? error : new ApiError('internal', String(error))
  const { code, message, field, retryAfterMs } = known
  return { code, message, field, retryAfterMs }
}

const pending = () => outboxStore.getState().pending
const nextOf = (channelId: ChannelId) =>
  pending().find((message) => message.channelId === channelId && message.state === 'sending')

function pause(lane: Lane, waitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer)
      lane.hurry = null
      resolve()
    }
    const timer = setTimeout(go, waitMs)
    lane.hurry = go
  })
}
