// The people connected to this process.
import type { PersonId } from '../../contract/ids.ts'
import type { Presence } from '../../contract/live.ts'
import type { NucleusSocket } from './rooms.ts'

/** A reload or a short cut is not an absence. */
const graceMs = 8000

const rank = { offline: 0, away: 1, active: 2 } as const
export const higher = (a: Presence, b: Presence): Presence => (rank[a] >= rank[b] ? a : b)

export function createHere(note: (personId: PersonId) => void) {
  const here = new Map<PersonId, Set<NucleusSocket>>()
  /** Those who left a moment ago, and how they are still seen: as before, so that who looks now sees what others see. */
  const leaving = new Map<PersonId, { presence: Presence; timer: NodeJS.Timeout }>()

  return {
    presenceOf(personId: PersonId): Presence {
      let presence: Presence = leaving.get(personId)?.presence ?? 'offline'
      for (const socket of here.get(personId) ?? []) presence = higher(presence, socket.data.presence)
      return presence
    },
    people: (): PersonId[] => [...here.keys(), ...leaving.keys()],
    arrive(socket: NucleusSocket): void {
      const { personId } = socket.data.actor
      clearTimeout(leaving.get(personId)?.timer)
      leaving.delete(personId)
      here.set(personId, (here.get(personId) ?? new Set()).add(socket))
      note(personId)
    },
    depart(socket: NucleusSocket): void {
      const { personId } = socket.data.actor
      const sockets = here.get(personId)
      sockets?.delete(socket)
      if (!sockets) return
      if (sockets.size > 0) {
        note(personId)
        return
      }
      here.delete(personId)
      const timer = setTimeout(() => {
        leaving.delete(personId)
        note(personId)
      }, graceMs)
      leaving.set(personId, { presence: socket.data.presence, timer: timer.unref() })
    },
  }
}
