// How far each stream is applied, and the entries that came too early. No timers, no network: only the order.
import type { StreamName } from '../../contract/events.ts'
import type { Cursors } from '../../contract/sync.ts'
import type { HeardEntry } from './entries.ts'

/** More entries than this are not kept waiting on one stream; catching up brings them again. */
const maxWaiting = 10_000

export class Streams {
  #cursors = new Map<StreamName, number>()
  #waiting = new Map<StreamName, Map<number, HeardEntry>>()
  /** Streams that may have their next entry waiting. */
  #touched = new Set<StreamName>()

  /** How many entries have been handed on so far. */
  moves = 0

  get size(): number {
    return this.#cursors.size
  }

  cursor(stream: StreamName): number | undefined {
    return this.#cursors.get(stream)
  }

  cursors(): Cursors {
    return Object.fromEntries(this.#cursors) as Cursors
  }

  /** Starts over from these cursors; what waits and lies above them stays. */
  reset(cursors: Cursors): void {
    this.#cursors = new Map(Object.entries(cursors) as [StreamName, number][])
    for (const stream of this.#waiting.keys()) this.#prune(stream)
  }

  set(stream: StreamName, number: number): void {
    this.#cursors.set(stream, number)
    this.#prune(stream)
  }

  drop(stream: StreamName): void {
    this.#cursors.delete(stream)
    this.#waiting.delete(stream)
  }

  clear(): void {
    this.#cursors.clear()
    this.#waiting.clear()
    this.#touched.clear()
  }

  /** Takes an entry in any order, any number of times. */
  hear(entry: HeardEntry): void {
    const { stream, number } = entry
    if (number <= (this.#cursors.get(stream) ?? 0)) return
    const waiting = this.#waiting.get(stream) ?? new Map<number, HeardEntry>()
    if (waiting.size >= maxWaiting && number !== (this.#cursors.get(stream) ?? 0) + 1) return
    this.#waiting.set(stream, waiting.set(number, entry))
    this.#touched.add(stream)
  }

  /** The next entry that is in order, its cursor moved; null when there is none. */
  next(): HeardEntry | null {
    for (const stream of this.#touched) {
      const cursor = this.#cursors.get(stream)
      const waiting = this.#waiting.get(stream)
      const entry = cursor === undefined ? undefined : waiting?.get(cursor + 1)
      if (!entry) {
        this.#touched.delete(stream)
        continue
      }
      waiting?.delete(entry.number)
      if (waiting?.size === 0) this.#waiting.delete(stream)
      this.#cursors.set(stream, entry.number)
      this.moves++
      return entry
    }
    return null
  }

  /** Whether anything waits for an entry that has not come. */
  hasGap(): boolean {
    return this.#waiting.size > 0
  }

  /** Lets go of entries on streams that catching up did not make ours. */
  forgetUnknown(): void {
    for (const stream of this.#waiting.keys()) if (!this.#cursors.has(stream)) this.#waiting.delete(stream)
  }

  #prune(stream: StreamName): void {
    const waiting = this.#waiting.get(stream)
    if (!waiting) return
    const cursor = this.#cursors.get(stream) ?? 0
    for (const number of waiting.keys()) if (number <= cursor) waiting.delete(number)
    if (waiting.size === 0) this.#waiting.delete(stream)
    else this.#touched.add(stream)
  }
}
