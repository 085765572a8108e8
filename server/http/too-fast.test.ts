import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ErrorView } from '../../contract/errors.ts'
import type { ChannelId } from '../../contract/ids.ts'
import { startTestApp, type TestApp } from '../test/app.ts'
import { Client, newClientId } from '../test/client.ts'

let server: TestApp
let slow: TestApp
let alice: Client
let bob: Client
let channel: ChannelId

/** At 0.02: two messages a minute, one sign-in, 600 requests of one address. */
beforeAll(async () => {
  server = await startTestApp()
  slow = await startTestApp({ databaseUrl: server.databaseUrl, settings: { RATE_LIMIT_FACTOR: '0.02' } })
  const { owner } = server
  const { joined } = await owner.call('channels.create', { kind: 'public', name: 'talk' })
  channel = joined.channel.id
  const member = await server.invite()
  await member.call('channels.join', { channelId: channel })
  alice = new Client(slow.url, owner)
  bob = new Client(slow.url, member)
})
afterAll(async () => {
  await slow.stop()
  await server.stop()
})

const post = (url: string, name: string, input: unknown, headers: Record<string, string> = {}) =>
  fetch(`${url}/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(input),
  })
const sendRaw = (who: Client) =>
  post(
    slow.url,
    'messages.send',
    { clientId: newClientId(), channelId: channel, body: 'x' },
    { authorization: `Bearer ${who.token}` },
  )
const limitedBy = async (by: string) =>
  (await slow.context.metrics.rateLimited.get()).values.find(({ labels }) => labels.by === by)?.value ?? 0

describe('too many calls', () => {
  test('of one person are answered with 429, a sentence and how long to wait; another person goes on', async () => {
    const statuses = [(await sendRaw(alice)).status, (await sendRaw(alice)).status]
    const refused = await sendRaw(alice)
    expect([...statuses, refused.status]).toEqual([200, 200, 429])
    const seconds = Number(refused.headers.get('retry-after'))
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(60)
    const { error } = (await refused.json()) as ErrorView
    expect(error).toMatchObject({ code: 'rate_limited', message: expect.stringContaining(`${seconds} s`) })
    expect(Math.ceil((error.retryAfterMs ?? 0) / 1000)).toBe(seconds)
    expect((await sendRaw(bob)).status).toBe(200)
    expect(await limitedBy('person')).toBe(1)
    expect((await alice.call('messages.list', { channelId: channel })).messages).toHaveLength(3)
  })

  test('of one address at an open door are refused, whatever address the caller claims', async () => {
    const wrong = { email: 'nobody@example.org', password: 'wrong' }
    const signIn = (claimed: string) =>
      post(slow.url, 'sessions.signIn', wrong, { 'x-forwarded-for': claimed })
    expect((await signIn('203.0.113.1')).status).toBe(401)
    const refused = await signIn('203.0.113.2')
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true])
    expect(await limitedBy('address')).toBe(1)
  })

  test('behind a trusted proxy are counted by the address the proxy names', async () => {
    const settings = { RATE_LIMIT_FACTOR: '0.02', TRUST_PROXY: '1' }
    const proxied = await startTestApp({ databaseUrl: server.databaseUrl, settings })
    const signIn = async (address: string) => {
      const input = { email: 'somebody@example.org', password: 'wrong' }
      return (await post(proxied.url, 'sessions.signIn', input, { 'x-forwarded-for': address })).status
    }
    expect([await signIn('203.0.113.7'), await signIn('203.0.113.8'), await signIn('203.0.113.7')]).toEqual([
      401, 401, 429,
    ])
    await proxied.stop()
  })

  test('of any kind from one address are a flood, refused before anybody is looked up', async () => {
    const flooded = await startTestApp({
      databaseUrl: server.databaseUrl,
      settings: { RATE_LIMIT_FACTOR: '0.0001' },
    })
    const statuses: number[] = []
    for (const name of ['sync.start', 'sessions.list', 'channels.browse', 'messages.list']) {
      statuses.push((await post(flooded.url, name, {}, { authorization: `Bearer ${'x'.repeat(43)}` })).status)
    }
    expect(statuses).toEqual([401, 401, 401, 429])
    await flooded.stop()
  })

  test('of everybody at once are refused, each sender by their own; other messages go on', async () => {
    // Twenty a minute at 1: one at 0.06, where three messages may be sent.
    const strict = await startTestApp({
      databaseUrl: server.databaseUrl,
      settings: { RATE_LIMIT_FACTOR: '0.06' },
    })
    const dora = new Client(strict.url, await server.invite())
    await dora.call('channels.join', { channelId: channel })
    await dora.send(channel, '<!channel> come here')
    const again = dora.send(channel, '<!channel> and again')
    await expect(again).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: expect.any(Number) })
    await dora.send(channel, 'without calling')
    await strict.stop()
  })
})
