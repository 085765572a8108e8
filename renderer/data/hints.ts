// Signs that something is missing: a gap in a stream, a head above what is applied, a channel just joined. Each waits a
// moment, because what is missing mostly comes by itself, and asks only if it did not.
import type { StreamName } from '../../contract/events.ts'
import { ServerSignals } from '../../contract/live.ts'
import type { Streams } from './streams.ts'

const gapMs = 150
const headsMs = 300
const maxMs = 30_000

type Timer = ReturnType<typeof setTimeout> | null

export class Hints {
  #streams: Streams
  #handOn: () => void
  #ask: () => void
  /** How often asking has not closed a gap: the next asking waits longer. */
  #vainly = 0
  #mustAsk = false
  #gapTimer: Timer = null
  #headsTimer: Timer = null
  #heads = new Map<StreamName, number>()

  /** @param handOn what only rests is no gap: it is handed on before anybody is asked */
  constructor(streams: Streams, handOn: () => void, ask: () => void) {
    this.#streams = streams
    this.#handOn = handOn
    this.#ask = ask
  }

  /** To be called whenever entries were applied, or wait. */
  watchGap(): void {
    if (this.#streams.hasGap()) this.#askSoon()
    else if (!this.#gapTimer) this.#vainly = 0
  }

  /** What was said between a joining and our hearing of it comes only by asking. */
  joined(): void {
    this.#mustAsk = true
    this.#askSoon()
  }

  heads(raw: unknown): void {
    const heads = ServerSignals.heads.safeParse(raw)
    if (!heads.success) return
    for (const [stream, head] of Object.entries(heads.data) as [StreamName, number][])
      this.#heads.set(stream, head)
    this.#headsTimer ??= setTimeout(() => {
      this.#headsTimer = null
      this.#handOn()
      const isBehind = [...this.#heads].some(
        ([stream, head]) => (this.#streams.cursor(stream) ?? head) < head,
      )
      this.#heads.clear()
      if (isBehind) this.#ask()
    }, headsMs)
  }

  stop(): void {
    if (this.#gapTimer) clearTimeout(this.#gapTimer)
    if (this.#headsTimer) clearTimeout(this.#headsTimer)
  }

  #askSoon(): void {
    this.#gapTimer ??= setTimeout(
      () => {
        this.#gapTimer = null
        this.#handOn()
        if (!this.#mustAsk && !this.#streams.hasGap()) {
          this.#vainly = 0
          return
        }
        this.#mustAsk = false
        this.#vainly++
        this.#ask()
      },
      Math.min(maxMs, gapMs * 2 ** Math.min(this.#vainly, 10)),
    )
  }
}
