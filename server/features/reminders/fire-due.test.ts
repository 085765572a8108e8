import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { type Client, newClientId } from '../../test/client.ts'

const hourMs = 3_600_000
let server: TestApp
let bob: Client
let aheadMs = 0
const clock = { now: () => new Date(Date.now() + aheadMs) }
const inMs = (ms: number) => new Date(clock.now().getTime() + ms).toISOString()
const remind = async (afterMs: number, more: object = {}) =>
  (
    await bob.call('reminders.create', {
      clientId: newClientId(),
      text: 'stand up',
      remindAt: inMs(afterMs),
      ...more,
    })
  ).reminder
const find = async (reminderId: string) =>
  (await bob.call('reminders.list', {})).reminders.find(({ id }) => id === reminderId)

beforeAll(async () => {
  server = await startTestApp({ clock })
  bob = await server.invite('member', 'Bob')
})
afterAll(() => server.stop())

test('a reminder fires at its second, to its owner alone', async () => {
  const ear = await bob.listen()
  const others = await server.owner.listen()
  const { id, remindAt } = await remind(1200)
  const entry = await ear.waitFor('reminder.fired', ({ reminderId }) => reminderId === id)
  const lateMs = Date.parse(entry.at) - Date.parse(remindAt)
  expect(lateMs).toBeGreaterThanOrEqual(0)
  expect(lateMs).toBeLessThan(1000)
  expect((await find(id))?.firedAt).not.toBeNull()
  expect(others.of('reminder.fired')).toEqual([])
  ear.close()
  others.close()
})

test('two processes fire it once', async () => {
  const second = await startTestApp({ clock, databaseUrl: server.databaseUrl })
  const ear = await bob.listen()
  const ids: string[] = []
  for (let count = 0; count < 10; count += 1) ids.push((await remind(1500)).id)
  for (const id of ids) await ear.waitFor('reminder.fired', ({ reminderId }) => reminderId === id)
  await second.stop()
  const fired = ear.of('reminder.fired').map(({ event }) => event.reminderId)
  ear.close()
  expect(fired.sort()).toEqual(ids.sort())
})

test('put off, it fires again; done, it does not fire', async () => {
  const ear = await bob.listen()
  const one = await remind(hourMs)
  const done = await remind(hourMs)
  await bob.call('reminders.complete', { reminderId: done.id, isDone: true })
  aheadMs += 2 * hourMs
  await ear.waitFor('reminder.fired', ({ reminderId }) => reminderId === one.id)
  const { reminder } = await bob.call('reminders.update', { reminderId: one.id, remindAt: inMs(hourMs) })
  expect(reminder.firedAt).toBeNull()
  aheadMs += 2 * hourMs
  const later = await remind(100)
  await ear.waitFor('reminder.fired', ({ reminderId }) => reminderId === later.id)
  const fired = ear.of('reminder.fired').map(({ event }) => event.reminderId)
  ear.close()
  expect(fired.filter((id) => id === one.id)).toHaveLength(2)
  expect(fired).not.toContain(done.id)
})

test('of a message one may no longer see fires, and shows no text', async () => {
  const { joined } = await server.owner.call('channels.create', {
    kind: 'private',
    name: 'hidden',
    memberIds: [bob.personId],
  })
  const channelId = joined.channel.id
  const { message } = await server.owner.send(channelId, 'between us')
  const { id } = await remind(hourMs, { text: '', messageId: message.id })
  await server.owner.call('channels.remove', { channelId, personId: bob.personId })
  const ear = await bob.listen()
  aheadMs += 2 * hourMs
  await ear.waitFor('reminder.fired', ({ reminderId }) => reminderId === id)
  ear.close()
  expect(await find(id)).toMatchObject({ messageId: message.id, message: null })
})
