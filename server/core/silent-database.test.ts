// A database that accepts everything and answers nothing, as one behind a firewall that began to drop packets.
import { connect, createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '../test/database.ts'
import { isUnreachable, openDatabase } from './db.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

/** Passes bytes on until it is told to be silent, on the connections there are. */
async function startWire(target: URL) {
  const pairs: [Socket, Socket][] = []
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname)
    near.pipe(far).pipe(near)
    for (const socket of [near, far]) socket.on('error', () => {})
    pairs.push([near, far])
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as { port: number }).port,
    fallSilent() {
      for (const [near, far] of pairs) near.unpipe(far).on('data', () => {})
    },
    stop() {
      for (const socket of pairs.flat()) socket.destroy()
      server.close()
    },
  }
}

test('a question to a silent database ends in time, and the next one takes another connection', async () => {
  const url = new URL(database.url)
  const wire = await startWire(new URL(url))
  url.port = String(wire.port)
  url.hostname = '127.0.0.1'
  const db = openDatabase(url.href, 1, 300)
  await db.$queryRaw`SELECT 1`
  wire.fallSilent()
  const failure: unknown = await db.$queryRaw`SELECT 1`.catch((error: unknown) => error)
  expect(isUnreachable(failure)).toBe(true)
  expect(await db.$queryRaw`SELECT 2 AS two`).toEqual([{ two: 2 }])
  await db.$disconnect()
  wire.stop()
})
