// Closes sockets that do not read: what waits for them would fill the memory. Whoever comes back catches up over HTTP.
import type { Socket as Wire } from 'node:net'
import type { Context } from '../core/context.ts'
import type { NucleusServer, NucleusSocket } from './rooms.ts'

const lookEveryMs = 2000
const mostWaitingBytes = 4 * 1024 * 1024

export type SlowReaders = ReturnType<typeof createSlowReaders>

export function createSlowReaders({ log }: Context, io: NucleusServer) {
  const wires = new WeakMap<NucleusSocket, Wire>()
  let suspects = new Set<NucleusSocket>()

  const look = () => {
    const full = new Set<NucleusSocket>()
    for (const socket of io.of('/').sockets.values()) {
      const waitingBytes = waitingFor(socket, wires.get(socket))
      if (waitingBytes <= mostWaitingBytes) continue
      full.add(socket)
      // Once may be a burst that is being read.
      if (!suspects.has(socket)) continue
      log.warn({ waitingBytes }, 'closed a socket that does not read')
      // Not closed in order, which would wait until all is read.
      wires.get(socket)?.destroy()
    }
    suspects = full
  }
  const timer = setInterval(look, lookEveryMs)

  return {
    /** To be called while the socket still has its request. */
    watch: (socket: NucleusSocket): void => void wires.set(socket, socket.conn.request.socket),
    stop: (): void => clearInterval(timer),
  }
}

/** Bytes under way to the system, and packets that wait for those. */
function waitingFor(socket: NucleusSocket, wire: Wire | undefined): number {
  const { writeBuffer } = socket.conn as unknown as { writeBuffer: { data?: { length: number } }[] }
  const queued = writeBuffer.reduce((sum, { data }) => sum + (data?.length ?? 0), 0)
  return queued + (wire?.writableLength ?? 0)
}
