// Asks ClamAV's daemon about a stream of bytes: INSTREAM over its socket (clamd(8), "zINSTREAM").
import { once } from 'node:events'
import { createConnection, type Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import type { ScannerAddress } from '../../../core/files-settings.ts'

export type Verdict = 'clean' | 'infected' | 'too large'

/** The scanner is not there, or did not say what it thinks: to be asked again later. */
export class ScannerAwayError extends Error {
  override name = 'ScannerAwayError'
}

/** It took the bytes and hung up, or said nothing: to be asked again, but not for ever. It may be the file's fault. */
export class ScannerFailedError extends Error {
  override name = 'ScannerFailedError'
}

const silenceMs = 60_000
/** It has all bytes and thinks: longer than its own limit for that (MaxScanTime, two minutes unless set). */
const thinkingMs = 150_000
const mostAnswerBytes = 4096

function verdictOf(answer: string): Verdict {
  if (/\bOK\0?$/.test(answer)) return 'clean'
  if (/\bFOUND\0?$/.test(answer)) return 'infected'
  if (/size limit exceeded/i.test(answer)) return 'too large'
  throw new ScannerFailedError('the scanner gave no verdict')
}

/**
 * `read` gives the bytes from their beginning, as often as it is called. Throws ScannerAwayError when nobody is there,
 * ScannerFailedError when it says nothing of these bytes.
 */
export async function scan(address: ScannerAddress, read: () => AsyncIterable<Buffer>): Promise<Verdict> {
  const verdict = await ask(address, read())
  if (verdict !== 'hung up') return verdict
  // It hangs up on a stream that is too long, and what it said before may be lost: once a write has failed, Node reads
  // nothing any more. Who is there again at once and hangs up again did not fall over.
  const again = await ask(address, read()).catch((error) => {
    if (error instanceof ScannerAwayError) throw new ScannerFailedError('the scanner broke off')
    throw error
  })
  return again === 'hung up' ? 'too large' : again
}

/** `hung up`: before it had all bytes, and nothing that it said was heard. */
async function ask(address: ScannerAddress, bytes: AsyncIterable<Buffer>): Promise<Verdict | 'hung up'> {
  const socket = createConnection(address)
  let isSilent = false
  socket.setTimeout(silenceMs, () => {
    isSilent = true
    socket.destroy()
  })
  let answer = ''
  socket.on('data', (data) => {
    answer = (answer + data.toString('latin1')).slice(0, mostAnswerBytes)
  })
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  // What an error means is seen by what was sent and heard.
  socket.on('error', () => {})
  try {
    await once(socket, 'connect').catch(() => {
      throw new ScannerAwayError('the scanner does not answer')
    })
    const isSent = await send(socket, bytes, () => socket.destroyed || answer !== '')
    socket.setTimeout(thinkingMs)
    await closed
    return answer === '' && !isSent && !isSilent ? 'hung up' : verdictOf(answer)
  } finally {
    socket.destroy()
  }
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done).off('close', done)
      resolve()
    }
    socket.on('drain', done).on('close', done)
  })
}

/** Whether all of it was taken; not when `isOver` says meanwhile that the rest is not wanted. */
async function send(socket: Socket, bytes: AsyncIterable<Buffer>, isOver: () => boolean): Promise<boolean> {
  socket.write('zINSTREAM\0')
  for await (const piece of bytes) {
    // What it says meanwhile is read first.
    await setImmediate()
    if (isOver()) return false
    const head = Buffer.alloc(4)
    head.writeUInt32BE(piece.length)
    socket.write(head)
    if (!socket.write(piece)) await drained(socket)
  }
  if (isOver()) return false
  return new Promise((resolve) => socket.write(Buffer.alloc(4), (error) => resolve(!error)))
}
