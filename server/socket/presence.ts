// Who is there: kept in memory, told only to those who have the person on screen, in batches, lost without harm.
import { randomUUID } from 'node:crypto'
import type { PersonId } from '../../contract/ids.ts'
import type { Presence } from '../../contract/live.ts'
import type { Tell } from './cluster.ts'
import { createElsewhere } from './presence-elsewhere.ts'
import { createHere, higher } from './presence-here.ts'
import type { NucleusServer, NucleusSocket, PresenceChange } from './rooms.ts'

const everyMs = 1000

export type Presences = ReturnType<typeof createPresence>

/** Which sockets have whom on screen. */
function createWatchers() {
  const watchers = new Map<PersonId, Set<NucleusSocket>>()
  const unwatch = (socket: NucleusSocket) => {
    for (const personId of socket.data.watched) {
      watchers.get(personId)?.delete(socket)
      if (watchers.get(personId)?.size === 0) watchers.delete(personId)
    }
    socket.data.watched = []
  }
  return {
    of: (personId: PersonId): Iterable<NucleusSocket> => watchers.get(personId) ?? [],
    unwatch,
    watch(socket: NucleusSocket, personIds: PersonId[]): void {
      unwatch(socket)
      socket.data.watched = [...new Set(personIds)]
      for (const personId of socket.data.watched) {
        watchers.set(personId, (watchers.get(personId) ?? new Set()).add(socket))
      }
    },
  }
}

export function createPresence(io: NucleusServer, tell: Tell) {
  const processId = randomUUID()
  const watchers = createWatchers()
  const told = new Map<PersonId, Presence>()
  const changed = new Set<PersonId>()
  const changedHere = new Set<PersonId>()

  const noteHere = (personId: PersonId) => {
    changed.add(personId)
    changedHere.add(personId)
  }
  const here = createHere(noteHere)
  const elsewhere = createElsewhere({ io, tell, processId, note: (personId) => changed.add(personId) })
  io.on('presenceAsked', () => {
    for (const personId of here.people()) noteHere(personId)
  })
  const presenceOf = (personId: PersonId): Presence =>
    higher(here.presenceOf(personId), elsewhere.presenceOf(personId))

  const tellOthers = () => {
    const changes = [...changedHere].map((personId) => ({ personId, presence: here.presenceOf(personId) }))
    changedHere.clear()
    if (changes.length > 0) tell('presence', processId, changes)
  }
  /** Told again only when the sum over all processes changed. */
  const tellWatchers = () => {
    const perSocket = new Map<NucleusSocket, PresenceChange[]>()
    for (const personId of changed) {
      const presence = presenceOf(personId)
      if (told.get(personId) === presence) continue
      if (presence === 'offline') told.delete(personId)
      else told.set(personId, presence)
      for (const socket of watchers.of(personId)) {
        perSocket.set(socket, [...(perSocket.get(socket) ?? []), { personId, presence }])
      }
    }
    changed.clear()
    for (const [socket, changes] of perSocket) socket.volatile.emit('presence', changes)
  }
  const timer = setInterval(() => {
    tellWatchers()
    tellOthers()
  }, everyMs)

  return {
    arrive: here.arrive,
    depart(socket: NucleusSocket): void {
      watchers.unwatch(socket)
      here.depart(socket)
    },
    report(socket: NucleusSocket, presence: 'active' | 'away'): void {
      socket.data.presence = presence
      noteHere(socket.data.actor.personId)
    },
    /** Replaces the people on the socket's screen and answers with where they are now. */
    watch(socket: NucleusSocket, personIds: PersonId[]): void {
      watchers.watch(socket, personIds)
      const now = socket.data.watched.map((personId) => ({ personId, presence: presenceOf(personId) }))
      socket.emit('presence', now)
    },
    /** The people of this process are nowhere from now on; the other processes do not wait for them. */
    stop(): void {
      clearInterval(timer)
      elsewhere.stop()
      const gone = here.people().map((personId) => ({ personId, presence: 'offline' as const }))
      if (gone.length > 0) tell('presence', processId, gone)
    },
  }
}
