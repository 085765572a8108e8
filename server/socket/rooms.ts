// This process's rooms, one per stream, and the audience changes that entries bring about.
import type { Server, Socket } from 'socket.io'
import {
  channelStream,
  directoryStream,
  type Entry,
  type StreamName,
  userStream,
} from '../../contract/events.ts'
import type { PersonId } from '../../contract/ids.ts'
import type { Presence, ServerSignal, ServerSignalName } from '../../contract/live.ts'
import type { Actor } from '../core/actor.ts'
import type { BetweenSignals } from './relay.ts'

export type SocketData = { actor: Actor; watched: PersonId[]; presence: 'active' | 'away' }
export type PresenceChange = { personId: PersonId; presence: Presence }

type FromClient = Record<string, (input: unknown, acknowledge?: unknown) => void>
type ToClient = { [Name in ServerSignalName]: (payload: ServerSignal<Name>) => void }
/** What server processes tell each other. */
export type BetweenServers = BetweenSignals & {
  entries: (entries: Entry[]) => void
  presence: (processId: string, changes: PresenceChange[]) => void
  presenceAsked: () => void
}
export type NucleusServer = Server<FromClient, ToClient, BetweenServers, SocketData>
export type NucleusSocket = Socket<FromClient, ToClient, BetweenServers, SocketData>

/** This process's sockets in a room; never asks other processes. */
export function localSockets(io: NucleusServer, room: string): NucleusSocket[] {
  const { adapter, sockets } = io.of('/')
  return [...(adapter.rooms.get(room) ?? [])].flatMap((id) => sockets.get(id) ?? [])
}

export type Audience = {
  io: NucleusServer
  follow: (stream: StreamName, head: number) => void
  pushed: (stream: StreamName) => number | null
}

function join({ io, follow, pushed }: Audience, listener: StreamName, stream: StreamName, head: number) {
  const sockets = localSockets(io, listener)
  if (sockets.length === 0) return
  follow(stream, head)
  for (const socket of sockets) void socket.join(stream)
  // What was pushed between that head and this join, the client fetches by itself.
  const at = pushed(stream) ?? head
  if (at > head) io.local.to(listener).emit('heads', { [stream]: at })
}

function leave({ io }: Audience, listener: StreamName, stream: StreamName) {
  for (const socket of localSockets(io, listener)) void socket.leave(stream)
}

/** Changes who hears what, before the entry itself is pushed: whoever is out hears not one more. */
export function changeAudience(audience: Audience, { event, stream, number }: Entry): void {
  switch (event.type) {
    case 'member.left':
      leave(audience, userStream(event.personId), channelStream(event.channelId))
      break
    case 'member.joined':
      // Where somebody was removed and added again, the stream's own order decides, whatever their own stream said before.
      join(audience, userStream(event.personId), channelStream(event.channelId), number)
      break
    case 'channel.joined':
      join(audience, stream, channelStream(event.joined.channel.id), event.head)
      break
    case 'channel.left':
      // The person's own stream says the same, and may say it later than an older `channel.joined` put them back.
      leave(audience, stream, channelStream(event.channelId))
      break
    case 'access.changed':
      leave(audience, stream, directoryStream)
      break
    default:
  }
}

/** What may happen only once the person has heard the entry. */
export function afterPush({ io }: Audience, { event, stream }: Entry): void {
  if (event.type === 'session.ended') {
    for (const socket of localSockets(io, stream).filter(
      ({ data }) => data.actor.sessionId === event.sessionId,
    )) {
      socket.emit('signedOut', { reason: 'session_ended' })
      socket.disconnect(true)
    }
  }
  // Closing the transport makes the client come back by itself, with its audience taken anew.
  if (event.type === 'access.changed') for (const socket of localSockets(io, stream)) socket.conn.close()
}

/** The person whose access an entry changes, or null. */
export function personWithChangedAccess({ event, stream }: Entry): PersonId | null {
  if (event.type === 'member.left' || event.type === 'member.joined') return event.personId
  if (event.type === 'session.ended' || event.type === 'access.changed')
    return stream.slice('user:'.length) as PersonId
  return null
}
