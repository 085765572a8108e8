// Who is there: kept in memory, told only to those who have the person on screen, in batches, lost without harm.
import { randomUUID } from 'node:crypto'
import type { PersonId } from '../../contract/ids.ts'
import type { Presence } from '../../contract/live.ts'
import type { Tell } from './cluster.ts'
import type { NucleusServer, NucleusSocket, PresenceChange } from './rooms.ts'

const everyMs = 1000
/** A reload or a short cut is not an absence. */
const graceMs = 8000
/** How often a process says that it is there, and after how long a silent one's people are gone. */
const aliveEveryMs = 10_000
const silentMs = 30_000

export type Presences = ReturnType<typeof createPresence>

const rank = { offline: 0, away: 1, active: 2 } as const
const higher = (a: Presence, b: Presence): Presence => (rank[a] >= rank[b] ? a : b)

export function createPresence(io: NucleusServer, tell: Tell) {
  const processId = randomUUID()
  const here = new Map<PersonId, Set<NucleusSocket>>()
  const elsewhere = new Map<string, Map<PersonId, Presence>>()
  const heardAt = new Map<string, number>()
  const watchers = new Map<PersonId, Set<NucleusSocket>>()
  const told = new Map<PersonId, Presence>()
  const changed = new Set<PersonId>()
  const changedHere = new Set<PersonId>()
  /** Those who left a moment ago, and how they are still seen: as before, so that who looks now sees what others see. */
  const leaving = new Map<PersonId, { presence: Presence; timer: NodeJS.Timeout }>()

  const presenceHere = (personId: PersonId): Presence => {
    let presence: Presence = leaving.get(personId)?.presence ?? 'offline'
    for (const socket of here.get(personId) ?? []) presence = higher(presence, socket.data.presence)
    return presence
  }
  const presenceOf = (personId: PersonId): Presence => {
    let presence = presenceHere(personId)
    for (const others of elsewhere.values()) presence = higher(presence, others.get(personId) ?? 'offline')
    return presence
  }
  const noteHere = (personId: PersonId) => {
    changed.add(personId)
    changedHere.add(personId)
  }
  const flush = () => {
    const perSocket = new Map<NucleusSocket, PresenceChange[]>()
    const forOthers = [...changedHere].map((personId) => ({ personId, presence: presenceHere(personId) }))
    changedHere.clear()
    for (const personId of changed) {
      const presence = presenceOf(personId)
      if (told.get(personId) === presence) continue
      if (presence === 'offline') told.delete(personId)
      else told.set(personId, presence)
      for (const socket of watchers.get(personId) ?? []) {
        perSocket.set(socket, [...(perSocket.get(socket) ?? []), { personId, presence }])
      }
    }
    changed.clear()
    for (const [socket, changes] of perSocket) socket.volatile.emit('presence', changes)
    if (forOthers.length > 0) tell('presence', processId, forOthers)
  }
  const timer = setInterval(flush, everyMs)

  const dropSilent = () => {
    for (const [from, at] of heardAt) {
      if (performance.now() - at < silentMs) continue
      for (const personId of elsewhere.get(from)?.keys() ?? []) changed.add(personId)
      elsewhere.delete(from)
      heardAt.delete(from)
    }
  }
  const alive = setInterval(() => {
    tell('presence', processId, [])
    dropSilent()
  }, aliveEveryMs)

  io.on('presence', (from, changes) => {
    // One that was taken for gone, or is new, is asked for all of its people.
    if (!heardAt.has(from) && changes.length === 0) tell('presenceAsked')
    heardAt.set(from, performance.now())
    const others = elsewhere.get(from) ?? new Map<PersonId, Presence>()
    elsewhere.set(from, others)
    for (const { personId, presence } of changes) {
      if (presence === 'offline') others.delete(personId)
      else others.set(personId, presence)
      // Told again only when the sum changed.
      changed.add(personId)
    }
  })
  io.on('presenceAsked', () => {
    for (const personId of here.keys()) noteHere(personId)
  })
  tell('presenceAsked')

  const unwatch = (socket: NucleusSocket) => {
    for (const personId of socket.data.watched) {
      watchers.get(personId)?.delete(socket)
      if (watchers.get(personId)?.size === 0) watchers.delete(personId)
    }
    socket.data.watched = []
  }
  return {
    arrive(socket: NucleusSocket): void {
      const { personId } = socket.data.actor
      clearTimeout(leaving.get(personId)?.timer)
      leaving.delete(personId)
      here.set(personId, (here.get(personId) ?? new Set()).add(socket))
      noteHere(personId)
    },
    depart(socket: NucleusSocket): void {
      unwatch(socket)
      const { personId } = socket.data.actor
      const sockets = here.get(personId)
      sockets?.delete(socket)
      if (!sockets) return
      if (sockets.size > 0) {
        noteHere(personId)
        return
      }
      here.delete(personId)
      const timer = setTimeout(() => {
        leaving.delete(personId)
        noteHere(personId)
      }, graceMs)
      leaving.set(personId, { presence: socket.data.presence, timer: timer.unref() })
    },
    report(socket: NucleusSocket, presence: 'active' | 'away'): void {
      socket.data.presence = presence
      noteHere(socket.data.actor.personId)
    },
    /** Replaces the people on the socket's screen and answers with where they are now. */
    watch(socket: NucleusSocket, personIds: PersonId[]): void {
      unwatch(socket)
      socket.data.watched = [...new Set(personIds)]
      for (const personId of socket.data.watched) watchers.set(personId, (watchers.get(personId) ?? new Set()).add(socket))
      socket.emit('presence', socket.data.watched.map((personId) => ({ personId, presence: presenceOf(personId) })))
    },
    /** The people of this process are nowhere from now on; the other processes do not wait for them. */
    stop(): void {
      clearInterval(timer)
      clearInterval(alive)
      const gone = [...here.keys(), ...leaving.keys()].map((personId) => ({ personId, presence: 'offline' as const }))
      if (gone.length > 0) tell('presence', processId, gone)
    },
  }
}
