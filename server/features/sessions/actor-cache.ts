// Who a token belongs to, remembered for a second: a busy client asks many times in one. What ends or changes a session
// here is forgotten at once; what another process did, after that second.
import type { Entry } from '../../../contract/events.ts'
import type { PersonId } from '../../../contract/ids.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { perContext } from '../../core/per-context.ts'

const keepMs = 1000
const mostKept = 10_000

type Kept = { actor: Actor; until: number }

export type ActorCache = {
  get: (key: string) => Actor | null
  /** Call before the look-up; `keep` of what it answers does nothing when somebody was forgotten meanwhile. */
  keeper: () => (key: string, actor: Actor) => void
  forget: (personId: PersonId) => void
}

/** The person whose rights an entry changes, or null. */
function changedPerson({ event, stream }: Entry): PersonId | null {
  if (event.type === 'person.changed') return event.person.id
  if (event.type === 'session.ended' || event.type === 'access.changed')
    return stream.slice('user:'.length) as PersonId
  return null
}

function createActorCache(nowMs: () => number): ActorCache {
  const kept = new Map<string, Kept>()
  let generation = 0
  return {
    get(key) {
      const found = kept.get(key)
      const left = found ? found.until - nowMs() : 0
      // More than a second left: the clock was set back.
      if (found && left > 0 && left <= keepMs) return found.actor
      kept.delete(key)
      return null
    },
    keeper() {
      const begun = generation
      return (key, actor) => {
        if (begun !== generation) return
        // The oldest goes first: a Map keeps the order of insertion.
        const oldest = kept.size >= mostKept ? kept.keys().next().value : undefined
        if (oldest !== undefined) kept.delete(oldest)
        kept.set(key, { actor, until: nowMs() + keepMs })
      }
    },
    forget(personId) {
      generation += 1
      for (const [key, { actor }] of kept) if (actor.personId === personId) kept.delete(key)
    },
  }
}

/** The cache of this server; it listens to the journal from its first use on. */
export const actorCacheOf = perContext((context: Context): ActorCache => {
  const cache = createActorCache(() => context.clock.now().getTime())
  context.journal.onEntries((entries) => {
    for (const entry of entries) {
      const personId = changedPerson(entry)
      if (personId) cache.forget(personId)
    }
  })
  return cache
})
