// From committed entries to this process's sockets: every stream in its order, without gaps. An entry that arrives
// ahead of its turn waits; one that does not come is fetched. So a removal always takes effect before what follows it.
import type { Entry, StreamName } from '../../contract/events.ts'

export type Dispatcher = ReturnType<typeof createDispatcher>

type Wiring = {
  /** Hands consecutive entries of one stream to the sockets. */
  deliver: (entries: Entry[]) => void
  /** Reads entries of a stream above a number. */
  fetch: (stream: StreamName, after: number) => Promise<Entry[]>
  /** Reads the heads of streams. */
  fetchHeads: (streams: StreamName[]) => Promise<Map<StreamName, { head: number }>>
  onGapFilled: (count: number) => void
  onError: (error: unknown) => void
  /** How long an entry ahead of its turn waits for the one before it, until that one is fetched. */
  patienceMs: number
}

type Held = Map<number, Entry>
/** `held` is there only while something waits: there are thousands of streams and hardly ever a gap. */
type Followed = { pushed: number; held: Held | null; isFetching: boolean }

export function createDispatcher(wiring: Wiring) {
  const streams = new Map<StreamName, Followed>()

  const deliverHeld = (followed: Followed) => {
    const { held } = followed
    if (!held) return
    const ready: Entry[] = []
    for (let next = held.get(followed.pushed + 1); next; next = held.get(followed.pushed + 1)) {
      held.delete(next.number)
      followed.pushed = next.number
      ready.push(next)
    }
    if (ready.length > 0) wiring.deliver(ready)
    for (const number of held.keys()) if (number <= followed.pushed) held.delete(number)
    if (held.size === 0) followed.held = null
  }
  const hold = (followed: Followed, entry: Entry) => {
    if (entry.number <= followed.pushed) return
    followed.held ??= new Map()
    followed.held.set(entry.number, entry)
  }
  const fetchGap = async (stream: StreamName) => {
    const followed = streams.get(stream)
    if (!followed || followed.isFetching) return
    followed.isFetching = true
    try {
      const before = followed.pushed
      const missed = await wiring.fetch(stream, before)
      // Meanwhile the last listener left, and perhaps a new one came with a number of its own.
      if (streams.get(stream) !== followed) return
      for (const entry of missed) hold(followed, entry)
      deliverHeld(followed)
      wiring.onGapFilled(followed.pushed - before)
    } catch (error) {
      wiring.onError(error)
    } finally {
      followed.isFetching = false
    }
  }

  /** Pushes what is in turn; answers the entries of streams that nobody here follows. */
  const pushFollowed = (entries: Entry[]): Entry[] => {
    const touched = new Set<StreamName>()
    for (const entry of entries) {
      const followed = streams.get(entry.stream)
      if (!followed) continue
      hold(followed, entry)
      touched.add(entry.stream)
    }
    for (const stream of touched) {
      const followed = streams.get(stream)
      if (!followed) continue
      deliverHeld(followed)
      if (followed.held)
        setTimeout(() => streams.get(stream)?.held && void fetchGap(stream), wiring.patienceMs)
    }
    return entries.filter(({ stream }) => !touched.has(stream))
  }

  return {
    /** Begins to push a stream, from `head` on. A stream already followed stays where it is. */
    follow(stream: StreamName, head: number): void {
      if (!streams.has(stream)) streams.set(stream, { pushed: head, held: null, isFetching: false })
    },
    /** Nobody here listens any more. */
    forget: (stream: string): void => void streams.delete(stream as StreamName),
    /** The number up to which this process has pushed, or null when it does not follow the stream. */
    pushed: (stream: StreamName): number | null => streams.get(stream)?.pushed ?? null,
    /** Takes entries in any order, as often as they come. */
    take(entries: Entry[]): void {
      const unheard = pushFollowed(entries)
      // Somebody may have joined a stream by what was just pushed: a new channel's first entries came along with it.
      const nowHeard = unheard.filter(({ stream }) => streams.has(stream))
      if (nowHeard.length > 0) pushFollowed(nowHeard)
    },
    /** Compares with the database and pushes whatever was missed: after a crash between commit and push, or a lost word of another process. */
    async sweep(): Promise<void> {
      const followed = [...streams.keys()]
      if (followed.length === 0) return
      const heads = await wiring.fetchHeads(followed)
      for (const [stream, { head }] of heads) {
        if (head > (streams.get(stream)?.pushed ?? head)) await fetchGap(stream)
      }
    },
  }
}
