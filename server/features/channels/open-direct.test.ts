import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../../test/app.ts'
import { ask, type Client } from '../../test/client.ts'
import { startTestTeam } from '../../test/team.ts'

describe('channels.openDirect', () => {
  let app: TestApp
  let bob: Client
  let carla: Client
  beforeAll(async () => {
    ;({ app, bob, carla } = await startTestTeam())
  })
  afterAll(() => app?.stop())

  it('refuses a stranger', async () => {
    const attempt = ask(app.url, 'channels.openDirect', { personIds: [bob.personId] })
    await expect(attempt).rejects.toMatchObject({ code: 'not_signed_in' })
  })

  it('gives the same people the same conversation, whoever opens it and in the same moment', async () => {
    const opened = await Promise.all([
      app.owner.call('channels.openDirect', { personIds: [bob.personId] }),
      bob.call('channels.openDirect', { personIds: [app.owner.personId] }),
      app.owner.call('channels.openDirect', { personIds: [bob.personId, app.owner.personId] }),
      bob.call('channels.openDirect', { personIds: [app.owner.personId, app.owner.personId] }),
    ])
    expect(new Set(opened.map(({ joined }) => joined.channel.id)).size).toBe(1)
    for (const { joined } of opened) {
      expect(joined.channel).toMatchObject({ kind: 'direct', name: null })
      expect(joined.channel.memberIds).toEqual([app.owner.personId, bob.personId].sort())
      expect(joined.state.memberCount).toBe(2)
      expect(joined.membership).toMatchObject({
        isClosed: false,
        abilities: { canLeave: false, canInvite: false },
      })
    }
  })

  it('reaches the other one, whose sidebar it enters with the first message', async () => {
    const ear = await carla.listen()
    const { joined } = await bob.call('channels.openDirect', { personIds: [carla.personId] })
    const heard = await ear.waitFor(
      'channel.joined',
      (event) => event.joined.channel.id === joined.channel.id,
    )
    expect(heard.event.joined.membership.isClosed).toBe(true)
    await bob.send(joined.channel.id, 'hello')
    await ear.waitFor('message.sent', ({ message }) => message.channelId === joined.channel.id)
    const again = await carla.call('channels.openDirect', { personIds: [bob.personId] })
    expect(again.joined.membership).toMatchObject({ isClosed: false, readPosition: 0 })
    expect(again.joined.state.lastPosition).toBe(1)
    ear.close()
  })

  it('opens a closed one again on all devices', async () => {
    const { joined } = await bob.call('channels.openDirect', { personIds: [carla.personId] })
    const channelId = joined.channel.id
    await bob.call('channels.setPreference', { channelId, isClosed: true })
    const ear = await bob.listen()
    const again = await bob.call('channels.openDirect', { personIds: [carla.personId] })
    expect(again.joined.membership.isClosed).toBe(false)
    await ear.waitFor(
      'preference.changed',
      ({ preference }) => preference.channelId === channelId && !preference.isClosed,
    )
    ear.close()
  })

  it('opens notes to oneself', async () => {
    const { joined } = await bob.call('channels.openDirect', { personIds: [bob.personId] })
    expect(joined.channel).toMatchObject({ kind: 'direct', memberIds: [bob.personId] })
    await bob.send(joined.channel.id, 'milk')
  })

  it('brings those who left a group back into it', async () => {
    const personIds = [bob.personId, carla.personId]
    const { joined } = await app.owner.call('channels.openDirect', { personIds })
    expect(joined.channel.kind).toBe('group')
    const ear = await bob.listen()
    await carla.call('channels.leave', { channelId: joined.channel.id })
    const left = await ear.waitFor('channel.changed', ({ channel }) => channel.memberIds?.length === 2)
    await app.owner.send(joined.channel.id, 'she is gone')
    const again = await app.owner.call('channels.openDirect', { personIds })
    expect(again.joined.channel.id).toBe(joined.channel.id)
    expect(again.joined.channel.memberIds).toHaveLength(3)
    const back = await ear.waitFor('channel.changed', ({ channel }) => channel.memberIds?.length === 3)
    expect(back.event.channel.revision).toBeGreaterThan(left.event.channel.revision)
    const own = await carla.call('channels.openDirect', { personIds: [bob.personId, app.owner.personId] })
    expect(own.joined.membership.readPosition).toBe(1)
    ear.close()
  })

  it('refuses a guest and somebody who shares no channel with them', async () => {
    const guest = await app.invite('guest', 'Guest')
    const attempt = () => guest.call('channels.openDirect', { personIds: [bob.personId] })
    await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' })
    const { joined } = await bob.call('channels.create', { kind: 'private', name: 'with-guest' })
    await bob.call('channels.invite', { channelId: joined.channel.id, personIds: [guest.personId] })
    expect((await attempt()).joined.channel.kind).toBe('direct')
    const group = guest.call('channels.openDirect', { personIds: [bob.personId, carla.personId] })
    await expect(group).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('refuses somebody deactivated, but keeps the old talk open', async () => {
    const gone = await app.invite('member', 'Gone')
    const { joined } = await bob.call('channels.openDirect', { personIds: [gone.personId] })
    await app.owner.call('people.deactivate', { personId: gone.personId })
    const again = await bob.call('channels.openDirect', { personIds: [gone.personId] })
    expect(again.joined.channel.id).toBe(joined.channel.id)
    const attempt = carla.call('channels.openDirect', { personIds: [gone.personId] })
    await expect(attempt).rejects.toMatchObject({ code: 'forbidden' })
  })
})
