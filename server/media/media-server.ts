// The media server of one Nucleus process: its workers, started at the first need or at boot, and the rooms on them.
import { openRoom, type RoomHooks } from './room.ts'
import { type MediaLog, type MediaWorkers, openWorkers, type WorkerSettings } from './workers.ts'

/** Calls can't be had here: no worker binary, a taken port, nowhere to announce. */
export class MediaUnavailable extends Error {
  override name = 'MediaUnavailable'
}

export type MediaServer = ReturnType<typeof createMediaServer>

/** `decide`: the settings, or a sentence that says why there can be none; asked again after it was a no. */
export function createMediaServer(decide: () => Promise<WorkerSettings | string>, log: MediaLog) {
  let opening: Promise<MediaWorkers> | null = null
  let isClosed = false

  const open = (): Promise<MediaWorkers> => {
    if (isClosed) return Promise.reject(new MediaUnavailable('The server is stopping.'))
    opening ??= start().catch((error) => {
      // A taken port may be free at the next try.
      opening = null
      throw error
    })
    return opening
  }
  const start = async (): Promise<MediaWorkers> => {
    const settings = await decide()
    if (typeof settings === 'string') throw new MediaUnavailable(settings)
    try {
      return await openWorkers(settings, log)
    } catch (error) {
      log.warn({ err: error }, 'media workers could not be started')
      throw new MediaUnavailable(error instanceof Error ? error.message : String(error))
    }
  }
  return {
    /** Starts the workers. Throws MediaUnavailable with a sentence. */
    start: async (): Promise<void> => void (await open()),
    async openRoom(hooks: RoomHooks, options: { hearsItself?: boolean; mostConsumers?: number } = {}) {
      return openRoom({ workers: await open(), hooks, ...options })
    },
    /** Where media arrives: the addresses that clients are told, and the ports of each worker. */
    async paths(): Promise<{ addresses: string[]; udpPorts: number[]; tcpPorts: number[] }> {
      const workers = await open()
      return {
        addresses: workers.addresses,
        udpPorts: workers.all().map(({ ports }) => ports.udp),
        tcpPorts: workers.all().map(({ ports }) => ports.tcp),
      }
    },
    /** Process ids of the workers, for metrics and for tests that kill them. */
    pids: async (): Promise<number[]> => (await open()).all().map(({ worker }) => worker.pid),
    /** Streams forwarded now; asking starts nothing. */
    async consumers(): Promise<number> {
      const workers = await opening?.catch(() => null)
      return (workers?.all() ?? []).reduce((sum, one) => sum + one.consumerCount, 0)
    },
    async close(): Promise<void> {
      isClosed = true
      const workers = await opening?.catch(() => null)
      workers?.close()
    },
  }
}
