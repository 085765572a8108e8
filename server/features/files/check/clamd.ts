// Asks ClamAV's daemon about a stream of bytes: INSTREAM over its socket (clamd(8), "zINSTREAM").
import { once } from 'node:events'
import { createConnection } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import type { ScannerAddress } from '../../../core/files-settings.ts'

export type Verdict = 'clean' | 'infected' | 'too large'

/** The scanner is not there, or did not say what it thinks: to be asked again later. */
export class ScannerAwayError extends Error {
  override name = 'ScannerAwayError'
  readonly retryAfterMs: number

  constructor(message: string, retryAfterMs: number) {
    super(message)
    this.retryAfterMs = retryAfterMs
  }
}

const awayMs = 10_000
/** It hung up in the middle: what it said may be lost, and it says it again. */
const brokenOffMs = 1000

const silenceMs = 60_000
const mostAnswerBytes = 4096

function verdictOf(answer: string): Verdict {
  if (/\bOK\0?$/.test(answer)) return 'clean'
  if (/\bFOUND\0?$/.test(answer)) return 'infected'
  if (/size limit exceeded/i.test(answer)) return 'too large'
  throw new ScannerAwayError('the scanner gave no verdict', awayMs)
}

/** Throws ScannerAwayError when nobody answers. */
export async function scan(address: ScannerAddress, bytes: AsyncIterable<Buffer>): Promise<Verdict> {
  const socket = createConnection(address)
  socket.setTimeout(silenceMs, () => socket.destroy(new Error('silent')))
  let answer = ''
  socket.on('data', (data) => {
    answer = (answer + data.toString('latin1')).slice(0, mostAnswerBytes)
  })
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  let failure: Error | null = null
  socket.on('error', (error) => {
    failure = error
  })
  try {
    await once(socket, 'connect').catch(() => {
      throw new ScannerAwayError('the scanner does not answer', awayMs)
    })
    await send(socket, bytes, () => failure !== null || socket.destroyed || answer !== '')
    await closed
    // It says that a stream is too long and hangs up; that the rest could not be sent is no failure then.
    if (failure && answer === '') throw new ScannerAwayError('the scanner broke off', brokenOffMs)
    return verdictOf(answer)
  } finally {
    socket.destroy()
  }
}

async function send(
  socket: ReturnType<typeof createConnection>,
  bytes: AsyncIterable<Buffer>,
  isOver: () => boolean,
) {
  socket.write('zINSTREAM\0')
  for await (const piece of bytes) {
    // What it says meanwhile is read first: once a write has failed, Node reads nothing any more.
    await setImmediate()
    if (isOver()) return
    const head = Buffer.alloc(4)
    head.writeUInt32BE(piece.length)
    socket.write(head)
    if (!socket.write(piece))
      await Promise.race([once(socket, 'drain'), once(socket, 'close')]).catch(() => {})
  }
  if (!isOver()) socket.write(Buffer.alloc(4))
}
