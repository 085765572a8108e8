// Hands a stream's bytes to the sealing thread without copying them, no faster than it takes them.

/** Handed over at a time; and so much more may wait there. */
const batchBytes = 256 * 1024
const mostWaiting = 1024 * 1024

export type Outgoing = {
  taken: (bytes: number) => void
  done: (received: number) => void
  failed: (error: Error) => void
}
type Piece = Uint8Array<ArrayBuffer>
type Thread = { take: (pieces: Piece[]) => void; end: (isCut: boolean) => void }

/** Its own memory alone is transferred; of a shared slab only a copy may leave. */
function ownMemory(bytes: Uint8Array): Piece {
  const { buffer, byteLength } = bytes
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength
    ? (bytes as Piece)
    : new Uint8Array(bytes)
}

/** `run` resolves with what the thread says in the end. */
export function handOver(
  stream: AsyncIterable<Uint8Array>,
  onBytes: () => void,
  thread: Thread,
): Outgoing & { run: () => Promise<number> } {
  const outcome = Promise.withResolvers<number>()
  // Heard in `run`; until then it must not end the process.
  outcome.promise.catch(() => {})
  let room = Promise.withResolvers<void>()
  let waiting = 0
  let isFailed = false
  let batch: Piece[] = []
  let batched = 0

  const hand = () => {
    if (batched === 0) return
    waiting += batched
    thread.take(batch)
    batch = []
    batched = 0
  }
  const whenTaken = async () => {
    while (waiting > mostWaiting && !isFailed) {
      room = Promise.withResolvers<void>()
      await room.promise
    }
  }
  const handAll = async () => {
    for await (const bytes of stream) {
      if (isFailed) return
      onBytes()
      batch.push(ownMemory(bytes))
      batched += bytes.length
      if (batched < batchBytes) continue
      hand()
      await whenTaken()
    }
  }
  return {
    taken(bytes) {
      waiting -= bytes
      room.resolve()
    },
    done: outcome.resolve,
    failed(error) {
      isFailed = true
      outcome.reject(error)
      room.resolve()
    },
    async run() {
      let cut: unknown = null
      await handAll().catch((error) => {
        cut = error
      })
      hand()
      thread.end(cut !== null)
      if (cut === null) return outcome.promise
      // What came is made durable first; a disk that failed is worse news than a cut.
      await outcome.promise.catch((failure) => {
        if (failure.code) throw failure
      })
      throw cut
    },
  }
}
