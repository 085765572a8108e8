// The thread that seals what arrives and writes it. Beside the server's own thread, so that a person who uploads costs
// nobody else their pace; and with a small heap, in which the garbage of gigabytes is cheap to collect.
import { parentPort } from 'node:worker_threads'
import { letGo } from './let-go.ts'
import { receive } from './receive.ts'
import type { Order, Told } from './sealer.ts'

const tellEveryBytes = 256 * 1024

type Inbox = { pieces: Uint8Array[]; isOver: boolean; isCut: boolean; wake: () => void }

const inboxes = new Map<number, Inbox>()
const tell = (told: Told) => parentPort?.postMessage(told)

/** The bytes of one stretch, as they are handed over. */
async function* arriving(stretch: number, inbox: Inbox): AsyncGenerator<Uint8Array> {
  let untold = 0
  for (;;) {
    const piece = inbox.pieces.shift()
    if (piece) {
      const { length } = piece
      yield piece
      letGo(piece)
      untold += length
      if (untold < tellEveryBytes && inbox.pieces.length > 0) continue
      tell({ say: 'taken', stretch, bytes: untold })
      untold = 0
    } else if (inbox.isCut) throw new Error('cut')
    else if (inbox.isOver) return
    else await new Promise<void>((resolve) => (inbox.wake = resolve))
  }
}

async function begin({ stretch, folder, sealing, trusted }: Order & { do: 'begin' }): Promise<void> {
  const inbox: Inbox = { pieces: [], isOver: false, isCut: false, wake: () => {} }
  inboxes.set(stretch, inbox)
  try {
    const received = await receive(arriving(stretch, inbox), {
      folder,
      sealing: { ...sealing, key: Buffer.from(sealing.key) },
      trusted,
      onDurable: async (durable) => tell({ say: 'durable', stretch, received: durable }),
    })
    tell({ say: 'done', stretch, received })
  } catch (error) {
    const { message, code = null } = error as NodeJS.ErrnoException
    tell({ say: 'failed', stretch, message, code })
  } finally {
    inboxes.delete(stretch)
  }
}

parentPort?.on('message', (order: Order) => {
  if (order.do === 'begin') return void begin(order)
  const inbox = inboxes.get(order.stretch)
  // A stretch that failed is told so; what was on its way to it is of no use.
  if (!inbox) return
  if (order.do === 'take') inbox.pieces.push(...order.pieces)
  else {
    inbox.isOver = true
    inbox.isCut = order.isCut
  }
  inbox.wake()
})
