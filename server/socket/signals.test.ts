import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChannelId, PersonId } from '../../contract/ids.ts'
import type { ServerSignal } from '../../contract/live.ts'
import { startTestApp, type TestApp } from '../test/app.ts'
import { Client, type Ear } from '../test/client.ts'

let server: TestApp
let alice: Client
let bob: Client
let carla: Client
let channel: ChannelId

const signal = (ear: Ear, name: string, ...input: unknown[]): Promise<{ ok: boolean }> =>
  ear.socket.timeout(5000).emitWithAck(name, ...input)
/** Every typist that a socket hears of from now on, flattened. */
function gatherTyping(ear: Ear) {
  const heard: ServerSignal<'typing'> = []
  ear.socket.on('typing', (payload: ServerSignal<'typing'>) => void heard.push(...payload))
  return heard
}
const createPrivate = async (name: string, members: Client[]) => {
  const memberIds = members.map(({ personId }) => personId)
  return (await alice.call('channels.create', { kind: 'private', name, memberIds })).joined.channel.id
}

beforeAll(async () => {
  server = await startTestApp()
  alice = server.owner
  ;[bob, carla] = await Promise.all([server.invite(), server.invite()])
  channel = await createPrivate('talk', [bob])
})
afterAll(() => server.stop())

describe('typing', () => {
  test('reaches the members of the channel and nobody else', async () => {
    const [ears, outside] = await Promise.all([Promise.all([alice.listen(), bob.listen()]), carla.listen()])
    const heard = ears.map((ear) => gatherTyping(ear))
    const heardOutside = gatherTyping(outside)
    expect(await signal(ears[1] as Ear, 'typing.start', { channelId: channel })).toEqual({ ok: true })
    const expected = [{ channelId: channel, threadId: null, personId: bob.personId }]
    await expect.poll(() => heard).toEqual([expected, expected])
    // Carla hears signals, only not these: she is in a room of her own with Bob.
    const shared = (await alice.call('channels.openDirect', { personIds: [bob.personId, carla.personId] }))
      .joined.channel.id
    await outside.waitFor('channel.joined', ({ joined }) => joined.channel.id === shared)
    await signal(ears[1] as Ear, 'typing.start', { channelId: shared })
    await expect.poll(() => heardOutside.map(({ channelId }) => channelId)).toEqual([shared])
    for (const ear of [...ears, outside]) ear.close()
  })

  test('of whoever is not in the channel reaches nobody', async () => {
    const [ear, outside] = await Promise.all([bob.listen(), carla.listen()])
    const heard = gatherTyping(ear)
    await signal(outside, 'typing.start', { channelId: channel })
    const inside = await alice.listen()
    await signal(inside, 'typing.start', { channelId: channel })
    await expect.poll(() => heard.map(({ personId }) => personId)).toEqual([alice.personId])
    for (const one of [ear, outside, inside]) one.close()
  })

  test('is told once per moment, however often it is signalled', async () => {
    const ear = await bob.listen()
    const heard = gatherTyping(ear)
    await Promise.all(Array.from({ length: 10 }, () => signal(ear, 'typing.start', { channelId: channel })))
    await expect.poll(() => heard.length).toBeGreaterThan(0)
    expect(heard.length).toBeLessThan(10)
    ear.close()
  })
})

describe('a socket', () => {
  test.each<[string, string, unknown[]]>([
    ['no input', 'typing.start', []],
    ['null', 'typing.start', [null]],
    ['a text', 'typing.start', ['hello']],
    ['a foreign kind of id', 'typing.start', [{ channelId: 'x' }]],
    ['a list', 'presence.watch', [[]]],
    [
      '201 people',
      'presence.watch',
      [{ personIds: Array(201).fill('0199f000-0000-7000-8000-000000000001' as PersonId) }],
    ],
    ['a state that is none', 'presence.report', [{ presence: 'offline' }]],
    ['bytes', 'presence.report', [Buffer.from('x')]],
    ['prototype keys', 'presence.report', [JSON.parse('{"__proto__":{"presence":"active"}}')]],
    ['too much', 'presence.report', [1, 2, 3]],
  ])('answers %s with { ok: false } and goes on', async (_, name, input) => {
    const ear = await bob.listen()
    expect(await signal(ear, name, ...input)).toEqual({ ok: false })
    expect(await signal(ear, 'presence.report', { presence: 'active' })).toEqual({ ok: true })
    ear.close()
  })

  test('is refused signals beyond its rate, and only then', async () => {
    const slow = await startTestApp({
      databaseUrl: server.databaseUrl,
      settings: { RATE_LIMIT_FACTOR: '0.05' },
    })
    const ear = await new Client(slow.url, bob).listen()
    const answers = []
    for (let count = 0; count < 5; count += 1)
      answers.push((await signal(ear, 'presence.report', { presence: 'active' })).ok)
    expect(answers).toEqual([true, true, true, false, false])
    ear.close()
    await slow.stop()
  })

  test('that sends names and shapes nobody knows stays open and hurts nobody', async () => {
    const [ear, other] = await Promise.all([bob.listen(), alice.listen()])
    for (const name of ['entries', 'heads', 'constructor', '__proto__', 'toString'])
      ear.socket.emit(name, { stream: 'workspace' })
    expect(await signal(ear, 'presence.report', { presence: 'active' })).toEqual({ ok: true })
    const { message } = await alice.send(channel, 'still here')
    for (const one of [ear, other])
      await one.waitFor('message.sent', (event) => event.message.id === message.id)
    ear.close()
    other.close()
  })

  test('that sends a packet of more than 64 KB is closed, and no other', async () => {
    const [ear, other] = await Promise.all([bob.listen(), alice.listen()])
    ear.socket.emit('typing.start', { channelId: 'x'.repeat(70_000) })
    await ear.closed()
    expect(other.socket.connected).toBe(true)
    const { message } = await alice.send(channel, 'fine')
    await other.waitFor('message.sent', (event) => event.message.id === message.id)
    other.close()
  })
})
