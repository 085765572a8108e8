// The server's end of the sealing thread.
import { Worker } from 'node:worker_threads'
import type { Context } from '../../../core/context.ts'
import { perContext } from '../../../core/per-context.ts'
import type { Sealing } from '../sealing/chunks.ts'
import { handOver, type Outgoing } from './hand-over.ts'

export type Order =
  | ({ do: 'begin'; stretch: number } & Begin)
  | { do: 'take'; stretch: number; pieces: Uint8Array[] }
  | { do: 'end'; stretch: number; isCut: boolean }
export type Told =
  | { say: 'taken'; stretch: number; bytes: number }
  | { say: 'durable'; stretch: number; received: number }
  | { say: 'done'; stretch: number; received: number }
  | { say: 'failed'; stretch: number; message: string; code: string | null }
type Begin = { folder: string; sealing: Omit<Sealing, 'key'> & { key: Uint8Array }; trusted: number }

/** Where bytes of an upload go on, and who hears how far they are. */
export type Stretch = Begin & {
  onBytes: () => void
  /** So many plain bytes of the file are durable. */
  onDurable: (received: number) => void
}

/** What is left of an upload's garbage are small objects: a few milliseconds' worth. */
const maxYoungGenerationSizeMb = 6
const program = new URL('./sealing-thread.ts', import.meta.url)

/** The thread starts with the first upload. */
export function createSealer() {
  const stretches = new Map<number, Outgoing & Pick<Stretch, 'onDurable'>>()
  let worker: Worker | null = null
  let begun = 0

  const start = (): Worker => {
    const started = new Worker(program, { resourceLimits: { maxYoungGenerationSizeMb } })
    const lose = (error: Error) => {
      if (worker === started) worker = null
      for (const stretch of stretches.values()) stretch.failed(error)
    }
    started.unref()
    started.on('message', (told: Told) => {
      const stretch = stretches.get(told.stretch)
      if (told.say === 'taken') stretch?.taken(told.bytes)
      else if (told.say === 'durable') stretch?.onDurable(told.received)
      else if (told.say === 'done') stretch?.done(told.received)
      else stretch?.failed(Object.assign(new Error(told.message), told.code ? { code: told.code } : {}))
    })
    started.once('error', lose)
    started.once('exit', () => lose(new Error('the sealing thread has ended')))
    return started
  }
  const post = (order: Order, memory: ArrayBuffer[] = []) => {
    worker ??= start()
    worker.postMessage(order, memory)
  }
  return {
    /** Seals what comes and writes it; answers how many bytes of the file are durable then. What came before an error counts. */
    async seal(
      stream: AsyncIterable<Uint8Array>,
      { folder, sealing, trusted, ...hear }: Stretch,
    ): Promise<number> {
      const stretch = ++begun
      const outgoing = handOver(stream, hear.onBytes, {
        take: (pieces) =>
          post(
            { do: 'take', stretch, pieces },
            pieces.map(({ buffer }) => buffer),
          ),
        end: (isCut) => post({ do: 'end', stretch, isCut }),
      })
      stretches.set(stretch, { ...outgoing, onDurable: hear.onDurable })
      try {
        post({ do: 'begin', stretch, folder, sealing, trusted })
        return await outgoing.run()
      } finally {
        stretches.delete(stretch)
      }
    },
    async stop(): Promise<void> {
      const ended = worker
      worker = null
      await ended?.terminate()
    },
  }
}

const sealerOf = perContext((_context: Context) => createSealer())

export const seal = (
  context: Context,
  stream: AsyncIterable<Uint8Array>,
  stretch: Stretch,
): Promise<number> => sealerOf(context).seal(stream, stretch)
export const stopSealer = (context: Context): Promise<void> => sealerOf(context).stop()
