// The people connected to other processes, as those tell it.
import type { PersonId } from '../../contract/ids.ts'
import type { Presence } from '../../contract/live.ts'
import type { Tell } from './cluster.ts'
import { higher } from './presence-here.ts'
import type { NucleusServer } from './rooms.ts'

/** How often a process says that it is there, and after how long a silent one's people are gone. */
const aliveEveryMs = 10_000
const silentMs = 30_000

type Other = { people: Map<PersonId, Presence>; heardAt: number }
type Wiring = { io: NucleusServer; tell: Tell; processId: string; note: (personId: PersonId) => void }

export function createElsewhere({ io, tell, processId, note }: Wiring) {
  const others = new Map<string, Other>()

  const dropSilent = () => {
    for (const [from, { people, heardAt }] of others) {
      if (performance.now() - heardAt < silentMs) continue
      others.delete(from)
      for (const personId of people.keys()) note(personId)
    }
  }
  const alive = setInterval(() => {
    tell('presence', processId, [])
    dropSilent()
  }, aliveEveryMs)

  io.on('presence', (from, changes) => {
    const known = others.get(from)
    // One that was taken for gone is asked for all of its people.
    if (!known && changes.length === 0) tell('presenceAsked')
    const other: Other = { people: known?.people ?? new Map(), heardAt: performance.now() }
    others.set(from, other)
    for (const { personId, presence } of changes) {
      if (presence === 'offline') other.people.delete(personId)
      else other.people.set(personId, presence)
      note(personId)
    }
  })
  tell('presenceAsked')

  return {
    presenceOf(personId: PersonId): Presence {
      let presence: Presence = 'offline'
      for (const { people } of others.values()) presence = higher(presence, people.get(personId) ?? 'offline')
      return presence
    },
    stop: () => clearInterval(alive),
  }
}
