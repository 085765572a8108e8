import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import { maxScheduled } from '../../../contract/scheduled.ts'
import { ask, type Client, newClientId } from '../../test/client.ts'
import { refusalOf, refused } from '../../test/refused.ts'
import { startTestTeam } from '../../test/team.ts'

const hourMs = 3_600_000
const inHours = (hours: number) => new Date(Date.now() + hours * hourMs).toISOString()

let team: Awaited<ReturnType<typeof startTestTeam>>
let bob: Client
let channelId: ChannelId
let secret: ChannelId

const input = (more: object = {}) => ({
  clientId: newClientId(),
  channelId,
  body: 'Good morning',
  sendAt: inHours(2),
  ...more,
})

beforeAll(async () => {
  team = await startTestTeam()
  bob = team.bob
  const { owner } = team.app
  const create = async (kind: 'public' | 'private', name: string) =>
    (await owner.call('channels.create', { kind, name, memberIds: kind === 'public' ? [bob.personId] : [] }))
      .joined.channel.id
  channelId = await create('public', 'talk')
  secret = await create('private', 'secret')
})
afterAll(() => team.app.stop())

describe('scheduled.create refuses', () => {
  test('a stranger', async () => {
    expect(await refused(ask(team.app.url, 'scheduled.create', input()))).toBe('not_signed_in')
    expect(await refused(ask(team.app.url, 'scheduled.list', {}))).toBe('not_signed_in')
  })

  test('a channel one does not see, and a thread that is not there', async () => {
    expect(await refused(bob.call('scheduled.create', input({ channelId: secret })))).toBe('not_found')
    const threadId = newClientId() as string as MessageId
    expect(await refused(bob.call('scheduled.create', input({ threadId })))).toBe('not_found')
  })

  test('the past, and what lies too far ahead', async () => {
    const refusal = await refusalOf(bob.call('scheduled.create', input({ sendAt: inHours(-1) })))
    expect([refusal.code, refusal.field]).toEqual(['invalid_input', 'sendAt'])
    expect(await refused(bob.call('scheduled.create', input({ sendAt: inHours(121 * 24) })))).toBe(
      'invalid_input',
    )
  })

  test('an empty text', async () => {
    expect(await refused(bob.call('scheduled.create', input({ body: ' ' })))).toBe('invalid_input')
  })

  test('more than a hundred', async () => {
    const { carla } = team
    await carla.call('channels.join', { channelId })
    for (let count = 0; count < maxScheduled; count += 1) await carla.call('scheduled.create', input())
    expect(await refused(carla.call('scheduled.create', input()))).toBe('forbidden')
  })
})

describe('scheduled.create', () => {
  test('keeps the message for its author alone, and no entry carries its text', async () => {
    const ear = await bob.listen()
    const text = 'A word for nobody but me'
    const { scheduled } = await bob.call('scheduled.create', input({ body: text }))
    const entry = await ear.waitFor('scheduled.changed')
    ear.close()
    const own = await bob.call('scheduled.list', {})
    expect(own.scheduled).toContainEqual(scheduled)
    expect(own.head).toBeGreaterThanOrEqual(entry.number)
    expect((await team.app.owner.call('scheduled.list', {})).scheduled).toEqual([])
    const entries = await team.app.context.db.entry.findMany()
    expect(JSON.stringify(entries.map(({ event }) => event))).not.toContain(text)
  })

  test('twice with one clientId is once', async () => {
    const twice = input()
    const [first, second] = await Promise.all([
      bob.call('scheduled.create', twice),
      bob.call('scheduled.create', twice),
    ])
    expect(second.scheduled.id).toBe(first.scheduled.id)
    const { scheduled } = await bob.call('scheduled.list', {})
    expect(scheduled.filter(({ id }) => id === first.scheduled.id)).toHaveLength(1)
  })

  test('refuses a clientId whose message has been sent', async () => {
    const sent = await bob.send(channelId, 'sent')
    expect(await refused(bob.call('scheduled.create', input({ clientId: sent.message.clientId })))).toBe(
      'already_exists',
    )
  })
})

describe('scheduled.update and scheduled.delete', () => {
  test('refuse a stranger and everybody but the author', async () => {
    const { scheduled } = await bob.call('scheduled.create', input())
    const one = { scheduledId: scheduled.id }
    const { carla, app } = team
    expect(await refused(ask(app.url, 'scheduled.update', one))).toBe('not_signed_in')
    expect(await refused(ask(app.url, 'scheduled.delete', one))).toBe('not_signed_in')
    expect(await refused(ask(app.url, 'scheduled.sendNow', one))).toBe('not_signed_in')
    expect(await refused(carla.call('scheduled.update', { ...one, body: 'mine' }))).toBe('not_found')
    expect(await refused(carla.call('scheduled.sendNow', one))).toBe('not_found')
    expect(await refused(carla.call('scheduled.delete', one))).toBe('not_found')
    expect((await bob.call('scheduled.list', {})).scheduled).toContainEqual(scheduled)
  })

  test('change text and time, and twice equals once', async () => {
    const { scheduled } = await bob.call('scheduled.create', input())
    const change = { scheduledId: scheduled.id, body: 'Good evening', sendAt: inHours(9) }
    const changed = await bob.call('scheduled.update', change)
    expect(changed.scheduled).toEqual({ ...scheduled, body: 'Good evening', sendAt: change.sendAt })
    const head = (await bob.call('scheduled.list', {})).head
    expect(await bob.call('scheduled.update', change)).toEqual(changed)
    expect((await bob.call('scheduled.list', {})).head).toBe(head)
    expect(
      await refused(bob.call('scheduled.update', { scheduledId: scheduled.id, sendAt: inHours(-5) })),
    ).toBe('invalid_input')
  })

  test('delete it for good', async () => {
    const { scheduled } = await bob.call('scheduled.create', input({ body: 'never' }))
    await bob.call('scheduled.delete', { scheduledId: scheduled.id })
    expect(await refused(bob.call('scheduled.delete', { scheduledId: scheduled.id }))).toBe('not_found')
    expect((await bob.call('scheduled.list', {})).scheduled.map(({ id }) => id)).not.toContain(scheduled.id)
  })
})
