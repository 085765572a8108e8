import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import { maxDoneKept } from '../../../contract/reminders.ts'
import { ask, type Client, newClientId } from '../../test/client.ts'
import { refusalOf, refused } from '../../test/refused.ts'
import { startTestTeam } from '../../test/team.ts'

const hourMs = 3_600_000
const inHours = (hours: number) => new Date(Date.now() + hours * hourMs).toISOString()

let team: Awaited<ReturnType<typeof startTestTeam>>
let bob: Client
let secretMessageId: MessageId
let secret: ChannelId

const input = (more: object = {}) => ({
  clientId: newClientId(),
  text: 'Call the bank',
  remindAt: inHours(2),
  ...more,
})

beforeAll(async () => {
  team = await startTestTeam()
  bob = team.bob
  const { owner } = team.app
  const { joined } = await owner.call('channels.create', { kind: 'private', name: 'secret' })
  secret = joined.channel.id
  secretMessageId = (await owner.send(secret, 'the salaries')).message.id
})
afterAll(() => team.app.stop())

describe('reminders.create refuses', () => {
  test('a stranger', async () => {
    expect(await refused(ask(team.app.url, 'reminders.create', input()))).toBe('not_signed_in')
    expect(await refused(ask(team.app.url, 'reminders.list', {}))).toBe('not_signed_in')
  })

  test("somebody else's private message, as if there were none", async () => {
    const hidden = await refusalOf(bob.call('reminders.create', input({ messageId: secretMessageId })))
    const absent = await refusalOf(bob.call('reminders.create', input({ messageId: newClientId() })))
    expect([hidden.code, hidden.message]).toEqual(['not_found', absent.message])
    expect((await bob.call('reminders.list', {})).reminders).toEqual([])
  })

  test('the past, what lies years ahead, and a reminder of nothing', async () => {
    expect(await refused(bob.call('reminders.create', input({ remindAt: inHours(-1) })))).toBe(
      'invalid_input',
    )
    expect(await refused(bob.call('reminders.create', input({ remindAt: inHours(4 * 366 * 24) })))).toBe(
      'invalid_input',
    )
    expect(await refused(bob.call('reminders.create', input({ text: '' })))).toBe('invalid_input')
  })
})

describe('reminders.create', () => {
  test('keeps words for their owner alone, and no entry carries them', async () => {
    const text = 'Nobody else reads this'
    const { reminder } = await bob.call('reminders.create', input({ text }))
    expect((await bob.call('reminders.list', {})).reminders).toContainEqual(reminder)
    expect((await team.carla.call('reminders.list', {})).reminders).toEqual([])
    const entries = await team.app.context.db.entry.findMany()
    expect(JSON.stringify(entries.map(({ event }) => event))).not.toContain(text)
  })

  test('twice with one clientId is once', async () => {
    const twice = input()
    const [first, second] = await Promise.all([
      bob.call('reminders.create', twice),
      bob.call('reminders.create', twice),
    ])
    expect(second.reminder.id).toBe(first.reminder.id)
  })

  test('of a message shows it for as long as one may see it', async () => {
    const { owner } = team.app
    await owner.call('channels.invite', { channelId: secret, personIds: [bob.personId] })
    const { reminder } = await bob.call('reminders.create', input({ text: '', messageId: secretMessageId }))
    expect(reminder.message?.body).toBe('the salaries')
    await owner.call('channels.remove', { channelId: secret, personId: bob.personId })
    const { reminders } = await bob.call('reminders.list', {})
    const shown = reminders.find(({ id }) => id === reminder.id)
    expect(shown).toEqual({ ...reminder, message: null })
    expect(JSON.stringify(reminders)).not.toContain('salaries')
  })
})

describe('reminders.update, complete and delete', () => {
  test('refuse a stranger and everybody but the owner', async () => {
    const { reminder } = await bob.call('reminders.create', input())
    const one = { reminderId: reminder.id }
    const { carla, app } = team
    expect(await refused(ask(app.url, 'reminders.update', one))).toBe('not_signed_in')
    expect(await refused(ask(app.url, 'reminders.complete', { ...one, isDone: true }))).toBe('not_signed_in')
    expect(await refused(ask(app.url, 'reminders.delete', one))).toBe('not_signed_in')
    expect(await refused(carla.call('reminders.update', { ...one, text: 'mine' }))).toBe('not_found')
    expect(await refused(carla.call('reminders.complete', { ...one, isDone: true }))).toBe('not_found')
    expect(await refused(carla.call('reminders.delete', one))).toBe('not_found')
  })

  test('change, finish, reopen and delete; twice equals once', async () => {
    const { reminder } = await bob.call('reminders.create', input())
    const one = { reminderId: reminder.id }
    const remindAt = inHours(30)
    const changed = await bob.call('reminders.update', { ...one, text: 'Call the tax office', remindAt })
    expect(changed.reminder).toEqual({ ...reminder, text: 'Call the tax office', remindAt })
    const done = await bob.call('reminders.complete', { ...one, isDone: true })
    expect(done.reminder.doneAt).not.toBeNull()
    expect(await bob.call('reminders.complete', { ...one, isDone: true })).toEqual(done)
    const open = await bob.call('reminders.complete', { ...one, isDone: false })
    expect(open.reminder).toEqual(changed.reminder)
    await bob.call('reminders.delete', one)
    expect(await refused(bob.call('reminders.delete', one))).toBe('not_found')
  })

  test('forget the oldest of those that are done', async () => {
    const { carla } = team
    const ids: string[] = []
    for (let count = 0; count <= maxDoneKept; count += 1) {
      const { reminder } = await carla.call('reminders.create', input())
      await carla.call('reminders.complete', { reminderId: reminder.id, isDone: true })
      ids.push(reminder.id)
    }
    const { reminders } = await carla.call('reminders.list', {})
    expect(reminders.map(({ id }) => id).sort()).toEqual(ids.slice(1).sort())
  })
})
