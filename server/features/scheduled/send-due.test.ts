import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChannelId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { type Client, newClientId } from '../../test/client.ts'
import { refused } from '../../test/refused.ts'

const hourMs = 3_600_000
let server: TestApp
let bob: Client
let aheadMs = 0
const clock = { now: () => new Date(Date.now() + aheadMs) }
const inMs = (ms: number) => new Date(clock.now().getTime() + ms).toISOString()

const newChannel = async (name: string): Promise<ChannelId> =>
  (await server.owner.call('channels.create', { kind: 'public', name, memberIds: [bob.personId] })).joined
    .channel.id
const schedule = async (channelId: ChannelId, body: string, afterMs: number) =>
  (await bob.call('scheduled.create', { clientId: newClientId(), channelId, body, sendAt: inMs(afterMs) }))
    .scheduled
const ownIds = async () => (await bob.call('scheduled.list', {})).scheduled.map(({ id }) => id)
const refusalAfter = async (scheduledId: string) =>
  (await bob.call('scheduled.list', {})).scheduled.find(({ id }) => id === scheduledId)?.refusal

beforeAll(async () => {
  server = await startTestApp({ clock })
  bob = await server.invite('member', 'Bob')
})
afterAll(() => server.stop())

describe('a scheduled message', () => {
  test('is sent at its moment, as its author, and leaves the list of all their windows', async () => {
    const channelId = await newChannel('on-time')
    const ear = await server.owner.listen()
    const { id, sendAt } = await schedule(channelId, 'on time', 1500)
    const own = await bob.listen()
    const { event } = await ear.waitFor('message.sent', ({ message }) => message.body === 'on time')
    ear.close()
    const lateMs = Date.parse(event.message.sentAt) - Date.parse(sendAt)
    expect(lateMs).toBeGreaterThanOrEqual(0)
    expect(lateMs).toBeLessThan(1000)
    expect(event.message.authorId).toBe(bob.personId)
    await own.waitFor('scheduled.changed')
    own.close()
    expect(await ownIds()).not.toContain(id)
  })

  test('of a thread arrives in its thread', async () => {
    const channelId = await newChannel('threads')
    const root = await bob.send(channelId, 'root')
    const ear = await bob.listen()
    await bob.call('scheduled.create', {
      clientId: newClientId(),
      channelId,
      threadId: root.message.id,
      body: 'reply',
      sendAt: inMs(200),
    })
    const { event } = await ear.waitFor('message.sent', ({ message }) => message.body === 'reply')
    ear.close()
    expect(event.message.threadId).toBe(root.message.id)
    expect(event.message.position).toBeNull()
  })

  test('goes at once with scheduled.sendNow, and once', async () => {
    const channelId = await newChannel('now')
    const ear = await bob.listen()
    const { id } = await schedule(channelId, 'now', 5 * hourMs)
    await bob.call('scheduled.sendNow', { scheduledId: id })
    await ear.waitFor('message.sent', ({ message }) => message.body === 'now')
    await ear.waitFor('scheduled.changed')
    ear.close()
    await server.app.listeners.settled()
    expect(await server.context.db.message.count({ where: { body: 'now' } })).toBe(1)
    expect(await refused(bob.call('scheduled.sendNow', { scheduledId: id }))).toBe('not_found')
  })

  test('of a time that went by while no server ran goes as soon as one does', async () => {
    const channelId = await newChannel('slept')
    const ear = await bob.listen()
    await schedule(channelId, 'overslept', 2 * hourMs)
    aheadMs += 3 * hourMs
    await ear.waitFor('message.sent', ({ message }) => message.body === 'overslept')
    ear.close()
  })

  test('is one message when two processes look at the same moment', async () => {
    const channelId = await newChannel('two')
    const second = await startTestApp({ clock, databaseUrl: server.databaseUrl })
    const ear = await bob.listen()
    const bodies = Array.from({ length: 20 }, (_, index) => `crowd ${index}`)
    for (const body of bodies) await schedule(channelId, body, 1500)
    for (const body of bodies) await ear.waitFor('message.sent', ({ message }) => message.body === body)
    ear.close()
    await second.stop()
    const count = await server.context.db.message.count({ where: { channelId } })
    expect(count).toBe(bodies.length)
  })
})

describe('a scheduled message that is refused at its moment', () => {
  const refusedOne = async (name: string, between: (channelId: ChannelId) => Promise<unknown>) => {
    const channelId = await newChannel(name)
    const { id } = await schedule(channelId, `text of ${name}`, 6 * hourMs)
    await between(channelId)
    const ear = await bob.listen()
    aheadMs += 7 * hourMs
    await ear.waitFor('scheduled.changed')
    ear.close()
    expect(await server.context.db.message.count({ where: { body: `text of ${name}` } })).toBe(0)
    return { id, channelId }
  }

  test('stays in the list with its reason: left', async () => {
    const { id, channelId } = await refusedOne('left', (channelId) =>
      bob.call('channels.leave', { channelId }),
    )
    expect(await refusalAfter(id)).toBe('forbidden')
    expect(await refused(bob.call('scheduled.sendNow', { scheduledId: id }))).toBe('forbidden')
    // Words alone do not send it.
    await bob.call('scheduled.update', { scheduledId: id, body: 'text of left' })
    expect(await refusalAfter(id)).toBe('forbidden')
    // Back in, a new time gives it a new try.
    await bob.call('channels.join', { channelId })
    const ear = await bob.listen()
    await bob.call('scheduled.update', { scheduledId: id, sendAt: inMs(100) })
    await ear.waitFor('message.sent', ({ message }) => message.body === 'text of left')
    ear.close()
  })

  test('archived', async () => {
    const { id } = await refusedOne('archived', (channelId) =>
      server.owner.call('channels.archive', { channelId, isArchived: true }),
    )
    expect(await refusalAfter(id)).toBe('channel_archived')
  })

  test('deactivated: nobody speaks for who is not there any more', async () => {
    const carla = await server.invite('member', 'Carla')
    const channelId = await newChannel('gone')
    await carla.call('channels.join', { channelId })
    const { scheduled } = await carla.call('scheduled.create', {
      clientId: newClientId(),
      channelId,
      body: 'from beyond',
      sendAt: inMs(hourMs),
    })
    await server.owner.call('people.deactivate', { personId: carla.personId })
    aheadMs += 2 * hourMs
    const ear = await bob.listen()
    // Due later than hers: when this one is out, hers has been decided.
    await schedule(channelId, 'after her', 100)
    await ear.waitFor('message.sent', ({ message }) => message.body === 'after her')
    ear.close()
    const row = await server.context.db.scheduledMessage.findUnique({ where: { id: scheduled.id } })
    expect(row).toMatchObject({ refusal: 'forbidden', dueAt: null })
    expect(await server.context.db.message.count({ where: { body: 'from beyond' } })).toBe(0)
  })
})
