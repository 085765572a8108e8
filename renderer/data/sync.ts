// Sync: the only entrance for events. Drops what it has seen, fetches a gap, hands on in order. Start and reconnect are
// the same act: connect, wait for `ready`, ask what was missed since our numbers, apply it and what came meanwhile.
import {
  channelOfStream,
  channelStream,
  type Entry,
  type StreamName,
  userStream,
} from '../../contract/events.ts'
import type { PersonId, SessionId } from '../../contract/ids.ts'
import type { CatchUp, Cursors } from '../../contract/sync.ts'
import { ApiError } from './api.ts'
import { backoffMs } from './backoff.ts'
import {
  beginConnection,
  type Connection,
  connectionStore,
  endConnection,
  setLost,
  setOnline,
} from './connection.ts'
import { parseEntries } from './entries.ts'
import { Hints } from './hints.ts'
import type { SyncOptions } from './sink.ts'
import { Streams } from './streams.ts'

/** The contract takes no more in one catching up. */
const maxCursors = 5000

/** How the client stands to the server; `fromCache` until what is shown has been brought up to date. */
export function useConnection(): Connection {
  return connectionStore()
}

let current: Sync | null = null

/** Tries to connect and to catch up now instead of at the next turn. */
export function retryNow(): void {
  current?.retry()
}

/** The number up to which a stream is applied; undefined for one we do not hear. */
export function cursorOf(stream: StreamName): number | undefined {
  return current?.streams.cursor(stream)
}

type Whose = { personId: PersonId; sessionId: SessionId }

export class Sync {
  readonly streams = new Streams()
  #options: SyncOptions
  #hints: Hints
  #me: Whose | null = null
  #isStopped = false
  #isReady = false
  #needsStart = false
  /** While fresh state is on its way everything heard waits. */
  #isStarting = false
  #isRunning = false
  #runAgain = false
  #failures = 0
  #retryTimer: ReturnType<typeof setTimeout> | null = null
  #restTimer: ReturnType<typeof setTimeout> | null = null
  #drainedAt = Number.NEGATIVE_INFINITY
  #joinedSinceAsking = new Set<StreamName>()

  constructor(options: SyncOptions) {
    this.#options = options
    this.#hints = new Hints(
      this.streams,
      () => this.handOn(),
      () => this.#pursue(),
    )
    current = this
  }

  /** Begins from cached state's cursors, or from nothing. */
  begin(cached: (Whose & { cursors: Cursors }) | null): void {
    beginConnection(cached !== null)
    this.#me = cached
    if (cached) {
      this.streams.reset(cached.cursors)
      this.#openWire()
    } else {
      this.#needsStart = true
      this.#pursue()
    }
  }

  stop(): void {
    this.#isStopped = true
    if (this.#retryTimer) clearTimeout(this.#retryTimer)
    if (this.#restTimer) clearTimeout(this.#restTimer)
    this.#hints.stop()
    this.#options.wire.close()
    endConnection()
    if (current === this) current = null
  }

  retry(): void {
    this.#failures = 0
    if (this.#isReady || this.#needsStart) this.#pursue()
    if (!this.#isReady) this.#options.wire.retry()
  }

  /** What rests is wanted now: somebody looks again. */
  handOn(): void {
    if (this.#restTimer) this.#drain(true)
  }

  #openWire(): void {
    this.#options.wire.open({
      ready: () => {
        this.#isReady = true
        this.#failures = 0
        this.#pursue()
      },
      entries: (raw) => {
        for (const entry of parseEntries(raw)) this.streams.hear(entry)
        this.#drainSoon()
      },
      heads: (raw) => this.#hints.heads(raw),
      closed: () => {
        this.#isReady = false
        setLost()
      },
      woke: () => this.retry(),
    })
  }

  /** Hands on at once after a rest, else when the rest is over. */
  #drainSoon(): void {
    if (this.#restTimer) return
    const waitMs = this.#drainedAt + (this.#options.restMs?.() ?? 0) - performance.now()
    if (waitMs <= 0) this.#drain(true)
    else this.#restTimer = setTimeout(() => this.#drain(true), waitMs)
  }

  /** Hands on whatever is in order now. */
  #drain(isLive: boolean): void {
    if (this.#restTimer) clearTimeout(this.#restTimer)
    this.#restTimer = null
    if (this.#isStarting || this.#isStopped) return
    let batch: Entry[] = []
    const flush = () => {
      if (batch.length > 0) this.#options.sink.apply(batch, isLive)
      batch = []
    }
    for (let entry = this.streams.next(); entry; entry = this.streams.next()) {
      this.#drainedAt = performance.now()
      const { event } = entry
      if (!event) continue
      batch.push({ ...entry, event })
      if (!isStructural(event)) continue
      flush()
      this.#restructure(event)
      if (this.#isStopped) return
    }
    flush()
    if (!this.#isRunning) this.#hints.watchGap()
  }

  /** Events that change which streams there are. */
  #restructure(event: Entry['event']): void {
    if (event.type === 'channel.joined') {
      const stream = channelStream(event.joined.channel.id)
      this.#joinedSinceAsking.add(stream)
      if (this.streams.cursor(stream) !== undefined) return
      this.streams.set(stream, event.head)
      this.#options.sink.restart(event.joined.channel.id)
      this.#hints.joined()
    } else if (event.type === 'channel.left') {
      this.#forget(channelStream(event.channelId))
    } else if (event.type === 'access.changed') {
      this.#needsStart = true
      this.#pursue()
    } else if (event.type === 'session.ended' && event.sessionId === this.#me?.sessionId) {
      this.#options.sink.ended()
    }
  }

  #forget(stream: StreamName): void {
    this.streams.drop(stream)
    const channelId = channelOfStream(stream)
    if (channelId) this.#options.sink.forget(channelId)
  }

  /** Catches up; one run at a time, and another after it when something happened meanwhile. */
  #pursue(): void {
    if (this.#isStopped) return
    if (this.#isRunning) {
      this.#runAgain = true
      return
    }
    if (this.#retryTimer) clearTimeout(this.#retryTimer)
    this.#retryTimer = null
    this.#isRunning = true
    void this.#run()
  }

  async #run(): Promise<void> {
    try {
      do {
        this.#runAgain = false
        if (this.#needsStart || this.streams.size > maxCursors) await this.#takeStart()
        else await this.#takeMissed()
        if (this.#isStopped) return
      } while (this.#runAgain)
      this.#isRunning = false
      this.#failures = 0
      this.streams.forgetUnknown()
      this.#hints.watchGap()
      if (this.#isReady) setOnline()
    } catch (error) {
      this.#isRunning = false
      this.#isStarting = false
      if (this.#isStopped) return
      setLost()
      const wait = error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0
      // Without a socket there is nothing to hurry for: its `ready` asks again.
      if (this.#isReady || this.#needsStart) {
        this.#retryTimer = setTimeout(() => this.#pursue(), wait + 100 + backoffMs(this.#failures++))
      }
      this.#drain(true)
    }
  }

  async #takeStart(): Promise<void> {
    // What was applied may lie above this answer and what comes now may lie below it: from here on everything waits.
    this.#isStarting = true
    const state = await this.#options.start()
    this.#isStarting = false
    if (this.#isStopped) return
    const isFirst = this.#me === null
    if (!isFirst && this.#me?.personId !== state.me.personId) return this.#options.sink.ended()
    this.#needsStart = false
    this.#me = state.me
    this.streams.reset(state.cursors)
    this.#options.sink.start(state)
    this.#drain(false)
    if (isFirst) this.#openWire()
  }

  async #takeMissed(): Promise<void> {
    this.#joinedSinceAsking.clear()
    const asked = this.streams.cursors()
    const answer = await this.#options.catchUp(asked).catch((error: unknown) => {
      if (!(error instanceof ApiError) || error.code !== 'cursor_outdated') throw error
      this.#needsStart = true
      return null
    })
    if (this.#isStopped) return
    if (answer === null || this.#needsStart) {
      this.#runAgain = true
      return
    }
    if (this.#me && answer.gone.includes(userStream(this.#me.personId))) return this.#options.sink.ended()
    for (const stream of answer.gone) if (!this.#joinedSinceAsking.has(stream)) this.#forget(stream)
    for (const item of answer.fresh) this.#takeFresh(item, asked[item.stream] ?? 0)
    const before = this.streams.moves
    for (const entry of parseEntries(answer.entries)) this.streams.hear(entry)
    this.#drain(false)
    if (!answer.hasMore) return
    if (this.streams.moves === before && answer.fresh.length === 0)
      throw new ApiError('internal', 'no progress')
    this.#runAgain = true
  }

  /** Unless we came past it meanwhile. A head below what we asked for: the server was set back to a backup. */
  #takeFresh(item: CatchUp['fresh'][number], asked: number): void {
    const cursor = this.streams.cursor(item.stream)
    if (cursor === undefined || (item.head >= asked && cursor >= item.head)) return
    this.streams.set(item.stream, item.head)
    this.#options.sink.fresh(item)
  }
}

function isStructural({ type }: Entry['event']): boolean {
  return (
    type === 'channel.joined' ||
    type === 'channel.left' ||
    type === 'access.changed' ||
    type === 'session.ended'
  )
}
