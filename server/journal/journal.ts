// The journal as services see it: do the work and record events in one transaction, then wake those who listen.
import type { Entry, Event, StreamName } from '../../contract/events.ts'
import type { PersonId } from '../../contract/ids.ts'
import type { Context } from '../core/context.ts'
import { isPassing, type Transaction } from '../core/db.ts'
import { append, type Recorded } from './append.ts'

/** Hears entries after their commit, in this process. */
export type EntryHearer = (entries: Entry[], committedAtMs: number) => void

export type Journal = {
  /** Call after the commit. A push is only a hint: what is lost here, the sweep finds. */
  announce(entries: Entry[]): void
  onEntries(hear: EntryHearer): void
}

export function createJournal(): Journal {
  const hearers: EntryHearer[] = []
  return {
    announce(entries) {
      if (entries.length === 0) return
      const committedAtMs = performance.now()
      for (const hear of hearers) hear(entries, committedAtMs)
    },
    onEntries: (hear) => void hearers.push(hear),
  }
}

export type Record = (stream: StreamName, event: Event, subjectId?: string | null) => void

const mostTries = 4

/** Entries that `work` wrote by a statement of its own: announced with the recorded ones. */
export type Wrote = (entries: Entry[]) => void

/**
 * Runs `work` in one transaction, appends what it recorded as its last statement, commits, and announces. All of it
 * happens or nothing. A deadlock or a lock that took too long is tried again, so `work` must have no effects outside.
 */
export async function inTransaction<Result>(
  context: Context,
  actorId: PersonId | null,
  work: (tx: Transaction, record: Record, wrote: Wrote) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    const recorded: Recorded[] = []
    const written: Entry[] = []
    try {
      const done = await context.db.$transaction(async (tx) => {
        const result = await work(
          tx,
          (stream, event, subjectId = null) => recorded.push({ stream, event, subjectId }),
          (entries) => written.push(...entries),
        )
        return { result, entries: await append(tx, actorId, context.clock.now(), recorded) }
      })
      context.journal.announce([...written, ...done.entries])
      return done.result
    } catch (error) {
      if (attempt >= mostTries || !isPassing(error)) throw error
    }
  }
}
