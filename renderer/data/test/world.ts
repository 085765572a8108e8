// For tests: the whole way of an entry without views, timers or a network of its own. Nothing moves unless it is told to.
import type { CommandName } from '../../../contract/commands.ts'
import type { Entry } from '../../../contract/events.ts'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import type { StartState } from '../../../contract/sync.ts'
import { restartMessages, restoreMessages } from '../../features/messages/loading.ts'
import { applySent } from '../../features/messages/reducer.ts'
import { keepOnScreen, messagesStore } from '../../features/messages/state.ts'
import { call } from '../api.ts'
import type { WindowRow } from '../database.ts'
import { Outbox } from '../outbox.ts'
import { OutboxRows } from '../outbox-rows.ts'
import type { WireHandlers } from '../socket.ts'
import {
  applyToStores,
  emptyStores,
  forgetInStores,
  freshInStores,
  showState,
  snapshotOf,
  startStores,
} from '../stores.ts'
import { Sync } from '../sync.ts'
import { answer } from './model-answers.ts'
import { ModelServer, me, Refusal } from './model-server.ts'

export const channelCount = 3

type Request = {
  steps: Generator<undefined, unknown>
  outcome: { status: number; body: unknown } | null
  resolve: (response: Response) => void
  reject: (error: Error) => void
}

/** A client, its server, and all that can go wrong between them. */
export class World {
  server = new ModelServer(channelCount)
  requests: Request[] = []
  pushed: Entry[] = []
  isConnected = false
  hasOpened = false
  saved: { state: StartState; windows: WindowRow[] } | null = null
  #handlers: WireHandlers | null = null
  #sync: Sync | null = null
  #outbox: Outbox | null = null
  #leaveScreen = new Map<ChannelId, () => void>()
  #sends = 0

  constructor() {
    this.server.push = (entry) => {
      if (this.isConnected) this.pushed.push(structuredClone(entry))
    }
    globalThis.fetch = ((url: string, { body }: { body: string }) => this.#ask(url, body)) as never
    this.start(null)
  }

  start(cached: World['saved']): void {
    this.stop()
    this.requests = []
    this.#sync = new Sync({
      wire: {
        open: (handlers) => {
          this.#handlers = handlers
        },
        close: () => {
          this.#handlers = null
          this.disconnect()
        },
        retry: () => {},
      },
      start: () => call('sync.start', {}),
      catchUp: (cursors) => call('sync.catchUp', { cursors }),
      sink: {
        start: (state) => startStores(state),
        apply: (entries) => {
          applyToStores(entries)
          for (const { event } of entries) {
            if (event.type === 'message.sent') this.#outbox?.remove(event.message.clientId)
          }
        },
        fresh: freshInStores,
        restart: restartMessages,
        forget: (channelId) => {
          forgetInStores(channelId)
          this.#outbox?.removeChannel(channelId)
        },
        ended: () => {
          throw new Error('the session does not end')
        },
      },
    })
    this.#outbox = new Outbox({
      rows: new OutboxRows(Promise.resolve(null), 'test'),
      post: async (message) => (await call('messages.send', message)).message,
      onSent: (message) => messagesStore.setState((state) => applySent(state, message)),
    })
    if (cached) {
      const { state, windows } = structuredClone(cached)
      showState(state)
      restoreMessages(windows)
      this.#sync.begin({ personId: me, sessionId: state.me.sessionId, cursors: state.cursors })
    } else this.#sync.begin(null)
  }

  stop(): void {
    this.#sync?.stop()
    this.#outbox?.stop()
    for (const leave of this.#leaveScreen.values()) leave()
    this.#leaveScreen.clear()
    emptyStores()
  }

  // The network

  connect(): void {
    if (this.isConnected || !this.#handlers) return
    this.isConnected = true
    this.#handlers.ready()
  }

  disconnect(): void {
    this.isConnected = false
    this.pushed = []
    this.#handlers?.closed()
  }

  deliver(index: number, isKept: boolean): void {
    const at = index % Math.max(1, this.pushed.length)
    const entry = this.pushed[at]
    if (!entry) return
    if (!isKept) this.pushed.splice(at, 1)
    this.#handlers?.entries([structuredClone(entry)])
  }

  drop(index: number): void {
    this.pushed.splice(index % Math.max(1, this.pushed.length), 1)
  }

  heads(): void {
    if (this.isConnected) this.#handlers?.heads(this.server.heads())
  }

  /** One step of a request: the server reads, reads on, or the answer arrives. */
  step(index: number): void {
    const at = index % Math.max(1, this.requests.length)
    const request = this.requests[at]
    if (!request) return
    if (!request.outcome) {
      try {
        const { done, value } = request.steps.next()
        if (done) request.outcome = { status: 200, body: value }
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        request.outcome = { status: 400, body: { error: { code: error.code, message: error.code } } }
      }
      return
    }
    this.requests.splice(at, 1)
    const { status, body } = request.outcome
    request.resolve(new Response(JSON.stringify(body), { status }))
  }

  fail(index: number): void {
    const [request] = this.requests.splice(index % Math.max(1, this.requests.length), 1)
    request?.reject(new TypeError('network'))
  }

  #ask(url: string, body: string): Promise<Response> {
    const name = url.replace('/api/', '') as CommandName
    return new Promise((resolve, reject) => {
      const steps = answer(this.server, name, JSON.parse(body) as never)
      this.requests.push({ steps, outcome: null, resolve, reject })
    })
  }

  // The viewer

  look(channelId: ChannelId): void {
    if (!this.#leaveScreen.has(channelId)) this.#leaveScreen.set(channelId, keepOnScreen(channelId))
  }

  lookAway(channelId: ChannelId): void {
    this.#leaveScreen.get(channelId)?.()
    this.#leaveScreen.delete(channelId)
  }

  write(channelId: ChannelId, threadId: MessageId | null, alsoToChannel: boolean): void {
    this.#outbox?.add({ channelId, body: `own ${this.#sends++}`, threadId, alsoToChannel })
  }

  save(): void {
    const snapshot = this.#sync && snapshotOf(this.#sync.streams)
    if (!snapshot) return
    const ids = [...messagesStore.getState().timelines.keys()]
    const windows = ids.flatMap((id) => snapshot.windowOf(id) ?? [])
    this.saved = structuredClone({ state: snapshot.parts as StartState, windows })
  }

  hurry(): void {
    this.#outbox?.hurry()
  }

  cursors() {
    return this.#sync?.streams.cursors()
  }
}
