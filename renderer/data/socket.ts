// The socket: hears the streams and carries the ephemeral signals. WebSocket only, and it comes back by itself, with
// full jitter, so that thousands of clients cut at once do not return at once.
import { io, type Socket } from 'socket.io-client'
import {
  type ClientSignal,
  type ClientSignalName,
  type ServerSignal,
  type ServerSignalName,
  ServerSignals,
} from '../../contract/live.ts'
import { notSignedIn } from './api.ts'
import { backoffMs } from './backoff.ts'
import { watchWaking } from './waking.ts'

/** The socket as Sync needs it. */
export type Wire = { open(handlers: WireHandlers): void; close(): void; retry(): void }
export type WireHandlers = {
  ready(): void
  entries(raw: unknown): void
  heads(raw: unknown): void
  /** The connection is lost, or could not be made; the wire goes on trying by itself. */
  closed(): void
  /** The machine slept or the window came back: things may have been missed without a sign. */
  woke(): void
}

const ackMs = 5000
/** Where media have stopped: nobody waits five seconds to hear that the socket is dead as well. */
const doubtMs = 1000
/** After one was replaced the next is not doubted for so long: a server that is busy would be left again and again. */
const calmMs = 10_000
/** A server that accepts us but does not say `ready` in this time is left. */
const readyMs = 20_000

type Heard = Exclude<ServerSignalName, 'entries' | 'heads'>
const listeners: { [Name in Heard]: Set<(signal: ServerSignal<Name>) => void> } = {
  ready: new Set(),
  typing: new Set(),
  presence: new Set(),
  signedOut: new Set(),
}

/** Tells the listener each signal of that name, whichever connection brings it. */
export function onSignal<Name extends Heard>(
  name: Name,
  listener: (signal: ServerSignal<Name>) => void,
): () => void {
  listeners[name].add(listener)
  return () => listeners[name].delete(listener)
}

type HeardRaw = (raw: unknown, acknowledge: ((answer: unknown) => void) | null) => void
const rawListeners = new Map<string, Set<HeardRaw>>()
const connectionListeners = new Set<(isUp: boolean) => void>()

/** Tells the listener each signal of that name as it came, with a way to answer where the server waits for one. */
export function onRaw(name: string, listener: HeardRaw): () => void {
  const listening = rawListeners.get(name) ?? new Set()
  rawListeners.set(name, listening.add(listener))
  return () => listening.delete(listener)
}

/** Tells the listener when the server has said `ready` (true) and when the connection is gone (false). */
export function onConnection(listener: (isUp: boolean) => void): () => void {
  connectionListeners.add(listener)
  return () => connectionListeners.delete(listener)
}

let current: Connection | null = null
let lastReport: ClientSignal<'presence.report'> = { presence: 'active' }

/** Sends an ephemeral signal; false when it did not arrive. Nobody needs to care. */
export async function signal<Name extends ClientSignalName>(
  name: Name,
  input: ClientSignal<Name>,
): Promise<boolean> {
  if (name === 'presence.report') lastReport = input as typeof lastReport
  return (await current?.signal(name, input)) ?? false
}

/** Whether the server has said `ready` on a connection that still stands. */
export const isSocketReady = (): boolean => current?.isReady ?? false

/** Sends and waits for the answer. Throws when there is no connection, or no answer in time. */
export async function requestRaw(name: string, input: unknown, limitMs: number): Promise<unknown> {
  if (!current) throw new Error('there is no connection')
  return await current.request(name, input, limitMs)
}

/** Sends without an answer; without a connection it is lost. */
export function sendRaw(name: string, input: unknown): void {
  current?.send(name, input)
}

/** There is reason to think that the connection is dead: it must answer soon, or it is replaced. */
export function doubtSocket(): void {
  void current?.doubt()
}

/** The browser's own socket to where the page came from. */
export const socketWire: Wire = {
  open(handlers) {
    current?.close()
    current = new Connection(handlers)
  },
  close() {
    current?.close()
    current = null
  },
  retry: () => current?.retry(),
}

class Connection {
  #handlers: WireHandlers
  #socket: Socket
  #failures = 0
  #timer: ReturnType<typeof setTimeout> | null = null
  #readyTimer: ReturnType<typeof setTimeout> | null = null
  #stopWatching: () => void
  isReady = false
  #isDoubted = false
  #calmUntilMs = 0

  constructor(handlers: WireHandlers) {
    this.#handlers = handlers
    this.#socket = io({
      path: '/socket.io',
      transports: ['websocket'],
      autoConnect: false,
      reconnection: false,
      withCredentials: true,
      timeout: 15_000,
    })
    this.#listen()
    this.#stopWatching = watchWaking({
      woke: () => void this.#wake(),
      shown: () => this.retry(),
      cut: () => this.#cut(),
    })
    this.#socket.connect()
  }

  close(): void {
    this.#stopWatching()
    this.#clearTimers()
    this.#tellConnection(false)
    this.#socket.removeAllListeners()
    this.#socket.disconnect()
  }

  /** Tries now, whatever the turn. */
  retry(): void {
    if (this.#socket.connected) return
    this.#clearTimers()
    this.#failures = 0
    // One that is under way may have been begun on a network that is gone, and would hang until its time is over.
    this.#socket.disconnect()
    this.#socket.connect()
  }

  async signal(name: ClientSignalName, input: unknown): Promise<boolean> {
    if (!this.#socket.connected) return false
    try {
      const answer: unknown = await this.#socket.timeout(ackMs).emitWithAck(name, input)
      return (answer as { ok?: unknown } | null)?.ok === true
    } catch {
      return false
    }
  }

  async request(name: string, input: unknown, limitMs: number): Promise<unknown> {
    if (!this.#socket.connected) throw new Error('not connected')
    return await this.#socket.timeout(limitMs).emitWithAck(name, input)
  }

  send(name: string, input: unknown): void {
    if (this.#socket.connected) this.#socket.emit(name, input)
  }

  #tellConnection(isUp: boolean): void {
    if (this.isReady === isUp) return
    this.isReady = isUp
    for (const listener of connectionListeners) listener(isUp)
  }

  #listen(): void {
    const socket = this.#socket
    socket.onAny((name: string, raw: unknown, acknowledge?: (answer: unknown) => void) => {
      for (const listener of rawListeners.get(name) ?? []) listener(raw, acknowledge ?? null)
    })
    socket.on('connect', () => {
      this.#readyTimer = setTimeout(() => socket.io.engine.close(), readyMs)
    })
    socket.on('ready', (raw: unknown) => {
      this.#clearTimers()
      this.#failures = 0
      this.#handlers.ready()
      announce('ready', raw)
      this.#tellConnection(true)
    })
    socket.on('entries', (raw: unknown) => this.#handlers.entries(raw))
    socket.on('heads', (raw: unknown) => this.#handlers.heads(raw))
    for (const name of ['typing', 'presence', 'signedOut'] as const) {
      socket.on(name, (raw: unknown) => announce(name, raw))
    }
    socket.on('disconnect', () => this.#comeBack())
    socket.on('connect_error', (error) => {
      if (error.message === 'not_signed_in') notSignedIn()
      else this.#comeBack()
    })
  }

  #comeBack(): void {
    this.#clearTimers()
    this.#tellConnection(false)
    this.#handlers.closed()
    this.#timer = setTimeout(() => this.#socket.connect(), backoffMs(this.#failures++))
  }

  /** After sleep a socket may look alive and be dead: it must answer, or it is replaced. */
  async #wake(): Promise<void> {
    if (!this.#socket.connected) return this.retry()
    this.#handlers.woke()
    const engine = this.#socket.io.engine
    const isAlive = await this.signal('presence.report', lastReport)
    if (!isAlive && engine === this.#socket.io.engine) engine.close()
  }

  async doubt(): Promise<void> {
    if (!this.#socket.connected || this.#isDoubted) return
    if (performance.now() < this.#calmUntilMs) return
    this.#isDoubted = true
    const engine = this.#socket.io.engine
    const isAlive = await this.#socket
      .timeout(doubtMs)
      .emitWithAck('presence.report', lastReport)
      .then(
        () => true,
        () => false,
      )
    this.#isDoubted = false
    if (isAlive || engine !== this.#socket.io.engine) return
    this.#calmUntilMs = performance.now() + calmMs
    engine.close()
    this.retry()
  }

  #cut(): void {
    if (this.#socket.connected) this.#socket.io.engine.close()
    else this.#handlers.closed()
  }

  #clearTimers(): void {
    if (this.#timer) clearTimeout(this.#timer)
    if (this.#readyTimer) clearTimeout(this.#readyTimer)
    this.#timer = null
    this.#readyTimer = null
  }
}

function announce<Name extends Heard>(name: Name, raw: unknown): void {
  const signal = ServerSignals[name].safeParse(raw)
  if (!signal.success) return
  for (const listener of listeners[name]) listener(signal.data as ServerSignal<Name>)
}
