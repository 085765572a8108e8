// What Sync needs from outside: where to ask, what to hear, and where applied entries go.
import type { Entry } from '../../contract/events.ts'
import type { ChannelId } from '../../contract/ids.ts'
import type { CatchUp, Cursors, StartState } from '../../contract/sync.ts'
import type { Wire } from './socket.ts'

/** Where applied entries go. Everything here is synchronous, so cursors and state never disagree. */
export type Sink = {
  start(state: StartState): void
  /** In order within each stream; `isLive` is false for entries fetched by catching up. */
  apply(entries: Entry[], isLive: boolean): void
  fresh(item: CatchUp['fresh'][number]): void
  /** The channel's messages can't be continued: drop them, fetch those on screen anew. */
  restart(channelId: ChannelId): void
  /** The channel is not ours any more. */
  forget(channelId: ChannelId): void
  /** The session is over, or belongs to somebody else. */
  ended(): void
}

export type SyncOptions = {
  wire: Wire
  sink: Sink
  start: () => Promise<StartState>
  catchUp: (cursors: Cursors) => Promise<CatchUp>
  /** How long it rests, in milliseconds, between two times of handing on what is pushed: see arrivals.ts. */
  restMs?: () => number
}
