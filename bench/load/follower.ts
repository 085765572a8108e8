// What a client must see: every entry of a stream once and in order. Counts what it does not.
import type { Entry, StreamName } from '../../contract/events.ts'

/** Follows streams as a client does: drops what it has, keeps what is ahead, tells about gaps. */
export class Follower {
  readonly cursors: Map<StreamName, number>
  duplicated = 0
  reordered = 0
  readonly #held = new Map<string, Entry>()

  constructor(cursors: Iterable<[StreamName, number]> = []) {
    this.cursors = new Map(cursors)
  }
  /** Takes entries as they came over the wire; answers those that are new, in order. */
  take(entries: Entry[]): Entry[] {
    const fresh: Entry[] = []
    for (const entry of entries) {
      const at = this.cursors.get(entry.stream)
      if (at === undefined) continue
      if (entry.number <= at) this.duplicated += 1
      else if (entry.number > at + 1) {
        this.reordered += 1
        this.#held.set(`${entry.stream}/${entry.number}`, entry)
      } else this.#advance(entry, fresh)
    }
    return fresh
  }
  #advance(entry: Entry, fresh: Entry[]) {
    for (let next: Entry | undefined = entry; next; ) {
      this.cursors.set(next.stream, next.number)
      fresh.push(next)
      const key: string = `${next.stream}/${next.number + 1}`
      next = this.#held.get(key)
      this.#held.delete(key)
    }
  }
  hasGap(): boolean {
    return this.#held.size > 0
  }
  forgetHeld(): void {
    this.#held.clear()
  }
}
