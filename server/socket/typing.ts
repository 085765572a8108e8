// "… is typing": gathered for half a second, sent to the channel, lost without harm.
import { channelStream, type StreamName } from '../../contract/events.ts'
import type { ParsedSignal, ServerSignal } from '../../contract/live.ts'
import type { NucleusServer, NucleusSocket } from './rooms.ts'

const everyMs = 500
/** In a larger channel somebody always types; telling thousands of screens would only cost. */
const largestRoom = 1000

export type Typing = ReturnType<typeof createTyping>

export function createTyping(io: NucleusServer) {
  const waiting = new Map<StreamName, ServerSignal<'typing'>>()
  const timer = setInterval(() => {
    for (const [stream, typists] of waiting) io.to(stream).volatile.emit('typing', typists)
    waiting.clear()
  }, everyMs)
  return {
    /** Being in the channel's room is the permission. */
    start(socket: NucleusSocket, { channelId, threadId }: ParsedSignal<'typing.start'>): void {
      const stream = channelStream(channelId)
      const room = io.of('/').adapter.rooms.get(stream)
      if (!room?.has(socket.id) || room.size > largestRoom) return
      const typists = waiting.get(stream) ?? []
      const { personId } = socket.data.actor
      if (!typists.some((one) => one.personId === personId && one.threadId === threadId)) {
        waiting.set(stream, [...typists, { channelId, threadId, personId }])
      }
    },
    stop: () => clearInterval(timer),
  }
}
