import pg from 'pg'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../test/app.ts'
import { type Client, Ear } from '../test/client.ts'

let server: TestApp
let alice: Client

beforeAll(async () => {
  server = await startTestApp()
  alice = server.owner
})
afterAll(() => server.stop())

type Options = NonNullable<Parameters<typeof io>[1]>

/** 'ready', or why not. */
function knock(options: Options): Promise<string> {
  const socket = io(server.url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    ...options,
  })
  return new Promise<string>((resolve) => {
    socket.once('ready', () => resolve('ready'))
    socket.once('connect_error', ({ message }) => resolve(message))
  }).finally(() => socket.close())
}

const roomsHere = () => [...server.app.gateway.io.of('/').adapter.rooms.keys()]

describe('connecting', () => {
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['no token', {}],
    ['an unknown token', { token: 'x'.repeat(43) }],
    ['a token that is no text', { token: { toString: 'x' } }],
    ['an endless token', { token: 'x'.repeat(10_000) }],
  ])('with %s is refused as not_signed_in', async (_, auth) => {
    expect(await knock({ auth } as Options)).toBe('not_signed_in')
  })

  test('needs a token or the session cookie', async () => {
    expect(await knock({ auth: { token: alice.token } })).toBe('ready')
    expect(await knock({ extraHeaders: { authorization: `Bearer ${alice.token}` } })).toBe('ready')
    expect(await knock({ extraHeaders: { cookie: `nucleus_session=${alice.token}` } })).toBe('ready')
    expect(await knock({ extraHeaders: { cookie: 'nucleus_session=; other=%E0%A4%A' } })).toBe(
      'not_signed_in',
    )
  })

  test("from another site's page is refused before anybody asks who it is", async () => {
    const cookie = `nucleus_session=${alice.token}`
    for (const origin of [
      'https://evil.example',
      'null',
      'file://',
      'garbage',
      server.url.replace('http', 'https').replace(/\d+$/, '1'),
    ]) {
      expect(await knock({ extraHeaders: { cookie, origin } })).toBe('websocket error')
    }
    expect(await knock({ extraHeaders: { cookie, origin: server.url } })).toBe('ready')
  })

  test('is only possible over a websocket', async () => {
    const response = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`)
    expect(response.status).toBe(400)
  })

  test('and leaving while being let in leaves nothing behind', async () => {
    const byHand = new pg.Client({ connectionString: server.databaseUrl })
    await byHand.connect()
    await alice.call('sync.start', {})
    // Who it is is known by now; what it may hear waits.
    await byHand.query('BEGIN; LOCK TABLE membership IN ACCESS EXCLUSIVE MODE')
    const ears = Array.from({ length: 20 }, () => new Ear(server.url, alice.token))
    await Promise.all(
      ears.map((ear) => new Promise<void>((resolve) => ear.socket.once('connect', () => resolve()))),
    )
    for (const ear of ears) ear.close()
    await expect.poll(() => server.app.gateway.io.of('/').sockets.size, { timeout: 5000 }).toBe(0)
    await byHand.query('COMMIT')
    await byHand.end()
    // The next one comes in after all of those.
    const last = await alice.listen()
    last.close()
    await expect.poll(roomsHere, { timeout: 5000 }).toEqual([])
    const { values } = await server.context.metrics.sockets.get()
    expect(values[0]?.value).toBe(0)
  })
})
