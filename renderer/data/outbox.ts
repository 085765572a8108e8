// The outbox: gives a message its clientId, shows it as sending, and brings it to the server: in order per channel,
// with the same id on every try, through reloads and days without network. Rows are written before the first try.
import { create } from 'zustand'
import type { ChannelId, ClientId, MessageId } from '../../contract/ids.ts'
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

/** Takes a message out of the outbox. What is already on its way may still arrive. */
export function discard(clientId: ClientId): void {
  current?.remove(clientId)
}

export type OutboxOptions = {
  rows: OutboxRows
  post: (message: Omit<PendingMessage, 'createdAt' | 'state' | 'reason'>) => Promise<MessageView>
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

  add({ channelId, body, threadId = null, alsoToChannel = false }: NewMessage): ClientId {
    const message: PendingMessage = {
      clientId: newId() as ClientId,
      channelId,
      threadId,
      alsoToChannel,
      body,
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
    const message = this.#change(clientId, { state: 'sending', reason: undefined })
    if (!message) return
    void this.#options.rows.put(message)
    void this.#work(message.channelId)
  }

  /** The message is on the server, or not wanted any more. */
  remove(clientId: ClientId): void {
    if (!pending().some((message) => message.clientId === clientId)) return
    outboxStore.setState({ pending: pending().filter((message) => message.clientId !== clientId) })
    void this.#options.rows.delete(clientId)
  }

  /** The channel is gone: what was meant for it goes too. */
  removeChannel(channelId: ChannelId): void {
    for (const message of pending()) if (message.channelId === channelId) this.remove(message.clientId)
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
      const waitMs = await this.#options.rows.alone(channelId, () => this.#attempt(clientId, lane))
      if (waitMs > 0 && !this.#isStopped) await pause(lane, waitMs)
    }
    this.#lanes.delete(channelId)
  }

  /** One try. Gives how long to wait before the next. */
  async #attempt(clientId: ClientId, lane: Lane): Promise<number> {
    // Another window of this browser may have sent it while we waited for our turn.
    if (!(await this.#options.rows.has(clientId))) this.#drop(clientId)
    const message = pending().find((one) => one.clientId === clientId)
    if (message?.state !== 'sending' || this.#isStopped) return 0
    try {
      const { channelId, threadId, alsoToChannel, body } = message
      const sent = await this.#options.post({ clientId, channelId, threadId, alsoToChannel, body })
      lane.failures = 0
      if (this.#isStopped) return 0
      this.#options.onSent(sent)
      this.#drop(clientId)
      await this.#options.rows.delete(clientId)
      return 0
    } catch (error) {
      return this.#isStopped ? 0 : await this.#meet(error, clientId, lane)
    }
  }

  async #meet(error: unknown, clientId: ClientId, lane: Lane): Promise<number> {
    const { code, message, field, retryAfterMs } =
      error instanceof ApiError ? error : new ApiError('internal', String(error))
    const reason = { code, message, field }
    if (mayWorkLater(error)) {
      this.#change(clientId, { reason })
      lane.isAsked = retryAfterMs !== undefined
      return Math.max(retryAfterMs ?? 0, 100 + backoffMs(lane.failures++))
    }
    // The session is over: the rows stay for when the same person signs in again.
    if (code === 'not_signed_in') {
      this.#isStopped = true
      return 0
    }
    const failed = this.#change(clientId, { state: 'failed', reason })
    if (failed) await this.#options.rows.put(failed)
    return 0
  }

  #drop(clientId: ClientId): void {
    const left = pending().filter((message) => message.clientId !== clientId)
    if (left.length < pending().length) outboxStore.setState({ pending: left })
  }

  #change(clientId: ClientId, fields: Partial<PendingMessage>): PendingMessage | undefined {
    const next = pending().map((message) =>
      message.clientId === clientId ? { ...message, ...fields } : message,
    )
    outboxStore.setState({ pending: next })
    return next.find((message) => message.clientId === clientId)
  }
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
