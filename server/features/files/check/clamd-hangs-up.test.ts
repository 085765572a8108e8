// A scanner that hangs up in the middle of a stream, at moments that the real one leaves to chance.
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { ScannerFailedError, scan } from './clamd.ts'

const folder = mkdtempSync(join(tmpdir(), 'nucleus-scanner-'))
const path = join(folder, 'scanner.ctl')
let scanner: Server
let asked = 0

async function startScanner(answer: (socket: Socket, time: number) => void): Promise<void> {
  asked = 0
  scanner = createServer((socket) =>
    answer(
      socket.on('error', () => {}),
      ++asked,
    ),
  )
  await new Promise<void>((resolve) => scanner.listen(path, resolve))
}
afterEach(() => void scanner.close())
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** More than the system keeps for a reader that is slow. */
async function* large(): AsyncGenerator<Buffer> {
  for (let i = 0; i < 64; i += 1) yield Buffer.alloc(64 * 1024, 'x')
}
const hangUp = (socket: Socket) => void socket.once('data', () => socket.destroy())

test('one that hangs up twice in a row takes no more, even when its word for it is lost', async () => {
  await startScanner(hangUp)
  expect(await scan({ path }, large)).toBe('too large')
  expect(asked).toBe(2)
})

test('one that hung up once is believed the next time', async () => {
  await startScanner((socket, time) => {
    if (time === 1) hangUp(socket)
    else
      socket
        .resume()
        .on('data', (data) => data.subarray(-4).equals(Buffer.alloc(4)) && socket.end('stream: OK\0'))
  })
  expect(await scan({ path }, large)).toBe('clean')
})

test('one that fell over has refused nothing', async () => {
  await startScanner((socket) => {
    scanner.close()
    hangUp(socket)
  })
  await expect(scan({ path }, large)).rejects.toThrow(ScannerFailedError)
})
