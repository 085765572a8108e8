// One session has so many sockets and no more: a program that opens them without end closes its own oldest ones.
import type { SessionId } from '../../contract/ids.ts'
import type { NucleusSocket } from './rooms.ts'

/** More windows than anybody has open at once. */
const mostSockets = 20

export function createSessionSockets() {
  const bySession = new Map<SessionId, Set<NucleusSocket>>()
  return {
    arrive(socket: NucleusSocket): void {
      const { sessionId } = socket.data.actor
      const sockets = bySession.get(sessionId) ?? new Set()
      bySession.set(sessionId, sockets.add(socket))
      const [oldest] = sockets
      if (sockets.size > mostSockets) oldest?.disconnect(true)
    },
    depart(socket: NucleusSocket): void {
      const { sessionId } = socket.data.actor
      bySession.get(sessionId)?.delete(socket)
      if (bySession.get(sessionId)?.size === 0) bySession.delete(sessionId)
    },
  }
}
