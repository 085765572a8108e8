import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channelStream } from '../../../contract/events.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { ask, type Client } from '../../test/client.ts'

describe('channels.join', () => {
  let app: TestApp
  let bob: Client
  beforeAll(async () => {
    app = await startTestApp()
    bob = await app.invite('member', 'Bob')
  })
  afterAll(() => app?.stop())

  const create = async (kind: 'public' | 'private', name: string) =>
    (await bob.call('channels.create', { kind, name })).joined.channel.id

  it('refuses a stranger, hides private channels from the owner and all from guests', async () => {
    const open = await create('public', 'open')
    const hidden = await create('private', 'hidden')
    const guest = await app.invite('guest')
    await expect(ask(app.url, 'channels.join', { channelId: open })).rejects.toMatchObject({
      code: 'not_signed_in',
    })
    await expect(app.owner.call('channels.join', { channelId: hidden })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(guest.call('channels.join', { channelId: open })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('begins with nothing unread and hears everything from the head on', async () => {
    const channelId = await create('public', 'talk')
    await bob.send(channelId, 'one')
    await bob.send(channelId, 'two')
    const ear = await app.owner.listen()
    const { joined } = await app.owner.call('channels.join', { channelId })
    expect(joined.membership.readPosition).toBe(2)
    expect(joined.state).toMatchObject({ lastPosition: 2, memberCount: 2 })
    const { event } = await ear.waitFor('channel.joined', (one) => one.joined.channel.id === channelId)
    expect(event.joined).toEqual(joined)
    await bob.send(channelId, 'three')
    const sent = await ear.waitFor('message.sent', ({ message }) => message.body === 'three')
    const numbers = ear.heard
      .filter(({ stream }) => stream === channelStream(channelId))
      .map(({ number }) => number)
    expect(numbers).toEqual([event.head + 1, event.head + 2])
    expect(sent.number).toBe(event.head + 2)
    ear.close()
  })

  it('counts everybody once, however many join in the same moment', async () => {
    const channelId = await create('public', 'crowd')
    const people = await Promise.all(['Ann', 'Ben', 'Cem'].map((name) => app.invite('member', name)))
    const ear = await bob.listen()
    const joins = people.flatMap((person) => [1, 2].map(() => person.call('channels.join', { channelId })))
    await Promise.all(joins)
    await ear.waitFor('member.joined', (event) => event.channelId === channelId && event.memberCount === 4)
    const heard = ear.of('member.joined').filter(({ event }) => event.channelId === channelId)
    expect(heard.map(({ event }) => event.memberCount).sort()).toEqual([2, 3, 4])
    expect(new Set(heard.map(({ event }) => event.personId)).size).toBe(3)
    const { personIds } = await bob.call('channels.members', { channelId })
    expect(personIds).toHaveLength(4)
    ear.close()
  })
})
