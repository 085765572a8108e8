// What two server processes owe each other, whatever carries their words: run by the tests of each carrier.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { channelStream } from '../../contract/events.ts'
import type { ChannelId } from '../../contract/ids.ts'
import type { Presence, ServerSignal } from '../../contract/live.ts'
import { startTestApp, type TestApp } from './app.ts'
import { Client } from './client.ts'

/** Whatever `cut` does to the words between the processes: every message still arrives, once. */
export function testCut(
  title: string,
  settings: () => Record<string, string>,
  cut: (databaseUrl: string) => Promise<void>,
) {
  test(title, async () => {
    const quick = { LOG_LEVEL: 'silent', SWEEP_INTERVAL_MS: '200', ...settings() }
    const first = await startTestApp({ settings: quick })
    const second = await startTestApp({ databaseUrl: first.databaseUrl, settings: quick })
    const { joined } = await first.owner.call('channels.create', { kind: 'private', name: 'talk' })
    const there = new Client(second.url, first.owner)
    const ears = await Promise.all([first.owner.listen(), there.listen()])
    const send = (index: number) =>
      (index % 2 === 0 ? first.owner : there).send(joined.channel.id, `message ${index}`)
    const before = Array.from({ length: 20 }, (_, index) => send(index))
    await cut(first.databaseUrl)
    await Promise.all([...before, ...Array.from({ length: 20 }, (_, index) => send(index))])
    const { message: last } = await there.send(joined.channel.id, 'the last')
    for (const ear of ears) {
      await ear.waitFor('message.sent', ({ message }) => message.id === last.id)
      expect(ear.of('message.sent').map(({ number }) => number)).toEqual(
        Array.from({ length: 41 }, (_, index) => last.number - 40 + index),
      )
      ear.close()
    }
    await second.stop()
    await first.stop()
  })
}

type Settings = () => Record<string, string>
/** Two processes on one database, Alice at the first and Bob at the second, both in one channel. */
type Pair = { first: TestApp; second: TestApp; alice: Client; bobThere: Client; channel: ChannelId }

const start = (settings: Settings, databaseUrl?: string) =>
  startTestApp({ ...(databaseUrl ? { databaseUrl } : {}), settings: { LOG_LEVEL: 'silent', ...settings() } })

async function startPair(settings: Settings): Promise<Pair> {
  const first = await start(settings)
  const second = await start(settings, first.databaseUrl)
  const alice = first.owner
  const bob = await first.invite()
  const { joined } = await alice.call('channels.create', {
    kind: 'private',
    name: 'talk',
    memberIds: [bob.personId],
  })
  return { first, second, alice, bobThere: new Client(second.url, bob), channel: joined.channel.id }
}

const testDelivery = (pair: () => Pair) =>
  test('what either commits reaches the clients of both, once and in the same order', async () => {
    const { alice, bobThere, channel } = pair()
    const [here, there] = await Promise.all([alice.listen(), bobThere.listen()])
    const sent = await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const { message } = await (index % 2 === 0 ? alice : bobThere).send(channel, `message ${index}`)
        return message.number
      }),
    )
    const last = Math.max(...sent)
    const numbers = sent.sort((a, b) => a - b)
    for (const ear of [here, there]) {
      await ear.waitFor('message.sent', ({ message }) => message.number === last)
      const heard = ear.heard
        .filter(({ stream }) => stream === channelStream(channel))
        .map(({ number }) => number)
      expect(heard).toEqual(numbers)
      ear.close()
    }
  })

const testChannels = (pair: () => Pair) =>
  test('a channel made, joined and left at one process opens and closes at the other', async () => {
    const { alice, bobThere, channel } = pair()
    const there = await bobThere.listen()
    const memberIds = [bobThere.personId]
    const { joined } = await alice.call('channels.create', { kind: 'private', name: 'second', memberIds })
    const other = joined.channel.id
    await there.waitFor('channel.joined', (event) => event.joined.channel.id === other)
    await alice.send(other, 'welcome')
    await there.waitFor('message.sent', ({ message }) => message.channelId === other)
    await alice.call('channels.remove', { channelId: other, personId: bobThere.personId })
    const after = (await alice.send(other, 'behind the door')).message
    await there.waitFor('channel.left', ({ channelId }) => channelId === other)
    await alice.send(channel, 'to all')
    await there.waitFor('message.sent', ({ message }) => message.body === 'to all')
    expect(there.of('message.sent').map(({ event }) => event.message.id)).not.toContain(after.id)
    there.close()
  })

const testDeactivation = (pair: () => Pair) =>
  test('whoever is deactivated at one process is out at the other within a second', async () => {
    const { first, second, alice } = pair()
    const carla = await first.invite()
    const there = await new Client(second.url, carla).listen()
    const startedAt = performance.now()
    await alice.call('people.deactivate', { personId: carla.personId })
    await there.closed()
    expect(performance.now() - startedAt).toBeLessThan(1000)
  })

const testSignals = (pair: () => Pair) =>
  test('typing and presence pass from one to the other', async () => {
    const { alice, bobThere, channel } = pair()
    const [here, there] = await Promise.all([alice.listen(), bobThere.listen()])
    const seen = new Map<string, Presence>()
    here.socket.on('presence', (changes: ServerSignal<'presence'>) => {
      for (const { personId, presence } of changes) seen.set(personId, presence)
    })
    const typing = new Promise<unknown>((resolve) => here.socket.once('typing', resolve))
    here.socket.emit('presence.watch', { personIds: [bobThere.personId] })
    await expect.poll(() => seen.get(bobThere.personId), { timeout: 5000 }).toBe('active')
    there.socket.emit('typing.start', { channelId: channel })
    expect(await typing).toEqual([{ channelId: channel, threadId: null, personId: bobThere.personId }])
    here.close()
    there.close()
  })

const testStop = (pair: () => Pair, settings: Settings, isTalking: boolean) =>
  test('when one process stops the other goes on, and its people are seen to have left', async () => {
    const { first, alice, bobThere, channel } = pair()
    const third = await start(settings, first.databaseUrl)
    const dora = await first.invite()
    await alice.call('channels.invite', { channelId: channel, personIds: [dora.personId] })
    const [here, gone] = await Promise.all([alice.listen(), new Client(third.url, dora).listen()])
    const seen: (Presence | undefined)[] = []
    here.socket.on('presence', (changes: ServerSignal<'presence'>) => seen.push(changes.at(-1)?.presence))
    here.socket.emit('presence.watch', { personIds: [dora.personId] })
    if (isTalking) await expect.poll(() => seen.at(-1), { timeout: 5000 }).toBe('active')
    await third.stop()
    await gone.closed()
    const { message } = await bobThere.send(channel, 'who is left?')
    await here.waitFor('message.sent', (event) => event.message.id === message.id)
    await expect.poll(() => seen.at(-1), { timeout: 5000 }).toBe('offline')
    here.close()
  })

/** `settings` of all processes; asked for only when the tests run. `isTalking`: they hear each other at once. */
export function describeCluster(title: string, settings: Settings, isTalking: boolean) {
  describe(title, () => {
    let both: Pair
    const pair = () => both
    beforeAll(async () => {
      both = await startPair(settings)
    })
    afterAll(async () => {
      await both.second.stop()
      await both.first.stop()
    })
    testDelivery(pair)
    testChannels(pair)
    testDeactivation(pair)
    if (isTalking) testSignals(pair)
    testStop(pair, settings, isTalking)
  })
}
