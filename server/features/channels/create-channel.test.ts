import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channelStream } from '../../../contract/events.ts'
import type { PersonId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { ask, type Client, newClientId } from '../../test/client.ts'

describe('channels.create', () => {
  let app: TestApp
  let bob: Client
  beforeAll(async () => {
    app = await startTestApp()
    bob = await app.invite('member', 'Bob')
  })
  afterAll(() => app?.stop())

  it('refuses a stranger', async () => {
    const attempt = ask(app.url, 'channels.create', { kind: 'public', name: 'door' })
    await expect(attempt).rejects.toMatchObject({ code: 'not_signed_in' })
  })

  it('refuses a guest', async () => {
    const guest = await app.invite('guest')
    const attempt = guest.call('channels.create', { kind: 'private', name: 'secret' })
    await expect(attempt).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('makes a channel whose maker and first members hear what is sent into it', async () => {
    const ears = await Promise.all([app.owner.listen(), bob.listen()])
    const { joined } = await app.owner.call('channels.create', {
      kind: 'private',
      name: '#Garden  Party',
      topic: 'Lanterns',
      memberIds: [bob.personId, app.owner.personId],
    })
    const { channel, state, membership } = joined
    expect(channel).toMatchObject({
      kind: 'private',
      name: 'garden-party',
      topic: 'Lanterns',
      memberIds: null,
    })
    expect(state).toEqual({ lastPosition: 0, lastMessageAt: null, memberCount: 2, call: null, boards: [] })
    expect(membership.abilities).toMatchObject({ canManage: true, canPost: true })
    const heard = await ears[1].waitFor('channel.joined', (event) => event.joined.channel.id === channel.id)
    expect(heard.event.joined.membership.abilities.canManage).toBe(false)
    expect(heard.event.joined.state.memberCount).toBe(2)
    await app.owner.send(channel.id, 'hello')
    for (const ear of ears) {
      const sent = await ear.waitFor('message.sent', ({ message }) => message.channelId === channel.id)
      const own = ear.heard.filter(({ stream }) => stream === channelStream(channel.id))
      const joinedHead = (
        await ear.waitFor('channel.joined', (event) => event.joined.channel.id === channel.id)
      ).event.head
      expect(own.map(({ number }) => number)).toEqual(
        Array.from({ length: sent.number - joinedHead }, (_, index) => joinedHead + 1 + index),
      )
      ear.close()
    }
  })

  it('tells everybody who can browse of a public channel, and nobody of a private one', async () => {
    const ear = await bob.listen()
    await app.owner.call('channels.create', { kind: 'private', name: 'hidden' })
    const { joined } = await app.owner.call('channels.create', { kind: 'public', name: 'open' })
    await ear.waitFor('channel.changed', (event) => event.channel.id === joined.channel.id)
    expect(ear.of('channel.changed').map(({ event }) => event.channel.name)).toEqual(['open'])
    ear.close()
  })

  it('refuses a public name twice, also in the same moment, and lets private ones be', async () => {
    const create = (kind: 'public' | 'private') => bob.call('channels.create', { kind, name: 'twice' })
    await create('private')
    const outcomes = await Promise.allSettled([create('public'), create('public'), create('public')])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refusal = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult
    expect(refusal.reason).toMatchObject({ code: 'already_exists', field: 'name' })
    await create('private')
  })

  it('makes nothing when one of the people does not exist', async () => {
    const memberIds = [bob.personId, newClientId() as string as PersonId]
    const attempt = app.owner.call('channels.create', { kind: 'public', name: 'half', memberIds })
    await expect(attempt).rejects.toMatchObject({ code: 'not_found' })
    expect((await app.owner.call('channels.browse', { query: 'half' })).channels).toEqual([])
  })
})
