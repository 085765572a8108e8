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

/** Throws ScannerAwayError when nobody is there, ScannerFailedError when it says nothing of these bytes. */
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
      throw new ScannerAwayError('the scanner does not answer')
    })
    await send(socket, bytes, () => failure !== null || socket.destroyed || answer !== '')
    socket.setTimeout(thinkingMs)
    await closed
    // It says that a stream is too long and hangs up; that the rest could not be sent is no failure then.
    if (failure && answer === '') throw new ScannerFailedError('the scanner broke off')
    return verdictOf(answer)
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

async function send(socket: Socket, bytes: AsyncIterable<Buffer>, isOver: () => boolean) {
  socket.write('zINSTREAM\0')
  for await (const piece of bytes) {
    // What it says meanwhile is read first: once a write has failed, Node reads nothing any more.
    await setImmediate()
    if (isOver()) return
    const head = Buffer.alloc(4)
    head.writeUInt32BE(piece.length)
    socket.write(head)
    if (!socket.write(piece)) await drained(socket)
  }
  if (!isOver()) socket.write(Buffer.alloc(4))
}
