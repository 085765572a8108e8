// One stretch of an upload: bytes come, are sealed, and become durable now and then, so that a crash costs little.
import type { Sealing } from '../sealing/chunks.ts'
import { chunkBytes } from '../sealing/chunks.ts'
import { dropTail, keepTail, openPart } from './parts.ts'
import { SealedWriter } from './sealed-writer.ts'
import { syncInTurn } from './sync-turns.ts'

/** So much more on the disk begins a sync; it goes on beside the receiving. */
const syncEveryBytes = 32 * 1024 * 1024

type Stretch = {
  folder: string
  sealing: Sealing
  /** Plain bytes known to be durable. */
  trusted: number
  /** Told of each state that is durable, in between. */
  onDurable: (received: number) => Promise<void>
}

/**
 * Takes the stream's bytes behind what is there, until it ends, is cut or the file is whole. Answers how many plain bytes
 * are durable then; after an error the ones that are count all the same.
 */
export async function receive(stream: AsyncIterable<Uint8Array>, stretch: Stretch): Promise<number> {
  const { folder, sealing } = stretch
  const part = await openPart(folder, sealing, stretch.trusted)
  try {
    const writer = new SealedWriter(part.handle, sealing, part.received - part.tail.length)
    await writer.take(part.tail)
    let failure: unknown = null
    const syncing = startSyncs(part.handle, writer, stretch)
    try {
      for await (const bytes of stream) {
        await writer.take(bytes)
        syncing.look()
      }
    } catch (error) {
      failure = error
    }
    const tail = await writer.finish()
    await syncing.over()
    await syncInTurn(part.handle)
    if (tail) await keepTail(folder, sealing.fileId, Math.floor(writer.taken / chunkBytes), tail)
    else await dropTail(folder, sealing.fileId)
    await stretch.onDurable(writer.taken)
    if (failure) throw failure
    return writer.taken
  } finally {
    await part.handle.close()
  }
}

function startSyncs(handle: Parameters<typeof syncInTurn>[0], writer: SealedWriter, { onDurable }: Stretch) {
  let synced = writer.written
  let running: Promise<void> | null = null
  let failure: unknown = null
  const sync = async () => {
    const reached = writer.written
    await syncInTurn(handle)
    await onDurable(reached)
    synced = reached
  }
  return {
    look() {
      if (failure) throw failure
      if (running || writer.written - synced < syncEveryBytes) return
      running = sync()
        .catch((error) => {
          failure = error
        })
        .finally(() => {
          running = null
        })
    },
    async over() {
      await running
      if (failure) throw failure
    },
  }
}
