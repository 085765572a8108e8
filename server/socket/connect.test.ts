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
function knock(options: Options, { url } = server): Promise<string> {
  const socket = io(url, {
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

describe('too many handshakes of one address', () => {
  const startSlow = (settings: Record<string, string>) =>
    startTestApp({ databaseUrl: server.databaseUrl, settings: { RATE_LIMIT_FACTOR: '0.0005', ...settings } })
  const times = async (count: number, one: () => Promise<string>) => {
    const answers: string[] = []
    for (let round = 0; round < count; round += 1) answers.push(await one())
    return answers
  }

  test('are refused before anybody is asked who it is, whatever address they claim', async () => {
    const slow = await startSlow({})
    let claimed = 0
    const claim = () => {
      claimed += 1
      return knock({ extraHeaders: { 'x-forwarded-for': `203.0.113.${claimed}` } }, slow)
    }
    expect(await times(4, claim)).toEqual([...Array(3).fill('not_signed_in'), 'websocket error'])
    const { values } = await slow.context.metrics.rateLimited.get()
    expect(values).toMatchObject([{ labels: { by: 'address' }, value: 1 }])
    await slow.stop()
  })

  test.each(['1', '10.0.0.0/8, 127.0.0.1, ::ffff:127.0.0.1'])(
    'behind the proxies %s are those of the address that these name, and others come in',
    async (TRUST_PROXY) => {
      const slow = await startSlow({ TRUST_PROXY })
      const from = (address: string) =>
        knock({ auth: { token: alice.token }, extraHeaders: { 'x-forwarded-for': address } }, slow)
      expect(await times(4, () => from('198.51.100.1, 203.0.113.1'))).toEqual([
        ...Array(3).fill('ready'),
        'websocket error',
      ])
      expect(await from('203.0.113.2')).toBe('ready')
      await slow.stop()
    },
  )

  test('are not those of an office of 500 people with three windows each that come back after a cut', async () => {
    const usual = await startSlow({ RATE_LIMIT_FACTOR: '1' })
    const answers = new Set<string>()
    for (let round = 0; round < 15; round += 1)
      for (const answer of await Promise.all(Array.from({ length: 100 }, () => knock({}, usual))))
        answers.add(answer)
    expect([...answers]).toEqual(['not_signed_in'])
    await usual.stop()
  })
})

test('a session has 20 sockets at most: one more closes the oldest, and those of other sessions stay', async () => {
  const bob = await server.invite()
  const others = await bob.listen()
  const ears: Ear[] = []
  for (let count = 0; count < 21; count += 1) ears.push(await alice.listen())
  await ears[0]?.closed()
  expect(ears.map(({ socket }) => socket.connected)).toEqual([false, ...Array(20).fill(true)])
  expect(others.socket.connected).toBe(true)
  ears[20]?.close()
  await expect.poll(() => server.app.gateway.io.of('/').sockets.size).toBe(20)
  const again = await alice.listen()
  expect(ears[1]?.socket.connected).toBe(true)
  for (const ear of [...ears, others, again]) ear.close()
})
