// The pool of mediasoup workers: one process per core, each with one UDP and one TCP port for everybody it serves. A dead
// one is replaced; what it carried is told.
import { createWorker } from 'mediasoup'
import type { TransportListenInfo, WebRtcServer, Worker } from 'mediasoup/types'

export type WorkerSettings = {
  binary: string
  count: number
  /** Worker i listens on firstPort + i; 0: on any free one. */
  firstPort: number
  listen: string
  /** What clients are told instead of `listen`; none: `listen` itself. The first is mediasoup's, the others are added. */
  announced: string[]
}

export type MediaWorker = {
  index: number
  worker: Worker
  server: WebRtcServer
  ports: { udp: number; tcp: number }
  /** Further addresses under which the same ports are reached. */
  otherAddresses: string[]
  /** Consumers it forwards to now. */
  consumerCount: number
}

export type MediaLog = { warn(facts: object, message: string): void }

const restartPauseMs = 20
const mostRestartPauseMs = 5000
/** One that dies sooner than this after its start is not started again at once. */
const shortLifeMs = 1000

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function startWorker(settings: WorkerSettings, index: number): Promise<MediaWorker> {
  const worker = await createWorker({ workerBin: settings.binary, logLevel: 'error' })
  try {
    const port = settings.firstPort === 0 ? {} : { port: settings.firstPort + index }
    const info = (protocol: 'udp' | 'tcp'): TransportListenInfo => ({
      protocol,
      ip: settings.listen,
      ...port,
      ...(settings.announced[0] ? { announcedAddress: settings.announced[0] } : {}),
      // A burst of key frames of many cameras must not overflow the socket.
      sendBufferSize: 4 * 1024 * 1024,
      recvBufferSize: 4 * 1024 * 1024,
    })
    const server = await worker.createWebRtcServer({ listenInfos: [info('udp'), info('tcp')] })
    const { udpSockets, tcpServers } = await server.dump()
    const ports = { udp: udpSockets[0]?.port ?? 0, tcp: tcpServers[0]?.port ?? 0 }
    return { index, worker, server, ports, otherAddresses: settings.announced.slice(1), consumerCount: 0 }
  } catch (error) {
    worker.close()
    throw error
  }
}

export type MediaWorkers = Awaited<ReturnType<typeof openWorkers>>

/**
 * Starts `count` workers. Throws when one can't be started (its port is taken, the binary does not run). Later deaths
 * replace the worker on the same port; rooms hear of it from their routers.
 */
export async function openWorkers(settings: WorkerSettings, log: MediaLog) {
  const pool: MediaWorker[] = []
  let isClosed = false

  const replace = async (index: number, firstPauseMs: number) => {
    await pause(firstPauseMs)
    for (let attempt = 1; !isClosed; attempt += 1) {
      try {
        const fresh = await startWorker(settings, index)
        if (isClosed) fresh.worker.close()
        else adopt(fresh)
        return
      } catch (error) {
        // The system may not have given the port back yet.
        log.warn({ err: error, attempt }, 'media worker could not be restarted')
        await pause(Math.min(restartPauseMs * attempt, mostRestartPauseMs))
      }
    }
  }
  const adopt = (media: MediaWorker) => {
    const startedAtMs = performance.now()
    pool.push(media)
    media.worker.on('died', () => {
      pool.splice(pool.indexOf(media), 1)
      if (isClosed) return
      log.warn({ worker: media.index }, 'media worker died; its calls move to another')
      void replace(media.index, performance.now() - startedAtMs < shortLifeMs ? shortLifeMs : 0)
    })
  }

  try {
    for (let index = 0; index < settings.count; index += 1) adopt(await startWorker(settings, index))
  } catch (error) {
    for (const { worker } of pool) worker.close()
    throw error
  }
  return {
    addresses: settings.announced.length > 0 ? settings.announced : [settings.listen],
    /** The one with the fewest consumers; null while every worker is being replaced. */
    least: (): MediaWorker | null =>
      pool.reduce<MediaWorker | null>(
        (best, one) => (best === null || one.consumerCount < best.consumerCount ? one : best),
        null,
      ),
    all: (): readonly MediaWorker[] => pool,
    close(): void {
      isClosed = true
      for (const { worker } of pool) worker.close()
    },
  }
}
