import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { ask, type Client, newClientId } from '../../test/client.ts'

describe('channels.invite', () => {
  let app: TestApp
  let bob: Client
  let carla: Client
  let guest: Client
  beforeAll(async () => {
    app = await startTestApp()
    bob = await app.invite('member', 'Bob')
    carla = await app.invite('member', 'Carla')
    guest = await app.invite('guest', 'Guest')
  })
  afterAll(() => app?.stop())

  const create = async (kind: 'public' | 'private', name: string) =>
    (await bob.call('channels.create', { kind, name })).joined.channel.id

  it('refuses a stranger, outsiders, guests and deactivated people', async () => {
    const channelId = await create('private', 'one')
    const input = { channelId, personIds: [carla.personId] }
    await expect(ask(app.url, 'channels.invite', input)).rejects.toMatchObject({ code: 'not_signed_in' })
    await expect(app.owner.call('channels.invite', input)).rejects.toMatchObject({ code: 'not_found' })
    await bob.call('channels.invite', { channelId, personIds: [guest.personId] })
    await expect(guest.call('channels.invite', input)).rejects.toMatchObject({ code: 'forbidden' })
    const open = await create('public', 'two')
    const fromOutside = carla.call('channels.invite', { channelId: open, personIds: [carla.personId] })
    await expect(fromOutside).rejects.toMatchObject({ code: 'forbidden' })
    const gone = await app.invite('member', 'Gone')
    await app.owner.call('people.deactivate', { personId: gone.personId })
    const invite = bob.call('channels.invite', { channelId, personIds: [gone.personId] })
    await expect(invite).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('adds each person once and gives each their own view', async () => {
    const channelId = await create('private', 'three')
    const [carlaEar, guestEar] = await Promise.all([carla.listen(), guest.listen()])
    const personIds = [carla.personId, guest.personId, bob.personId, carla.personId]
    const answers = await Promise.all(
      [1, 2, 3].map(() => bob.call('channels.invite', { channelId, personIds })),
    )
    expect(answers.flatMap(({ added }) => added).sort()).toEqual([carla.personId, guest.personId].sort())
    const isIt = (event: { joined: { channel: { id: string } } }) => event.joined.channel.id === channelId
    const forCarla = (await carlaEar.waitFor('channel.joined', isIt)).event.joined
    const forGuest = (await guestEar.waitFor('channel.joined', isIt)).event.joined
    expect(forCarla.membership.abilities.canInvite).toBe(true)
    expect(forGuest.membership.abilities.canInvite).toBe(false)
    expect(forCarla.state).toEqual(forGuest.state)
    expect(forCarla.state.memberCount).toBe(3)
    await guest.send(channelId, 'thank you')
    await carlaEar.waitFor('message.sent', ({ message }) => message.channelId === channelId)
    carlaEar.close()
    guestEar.close()
  })

  it('adds nobody when one does not exist', async () => {
    const channelId = await create('public', 'four')
    const personIds = [carla.personId, newClientId() as string as PersonId]
    const attempt = bob.call('channels.invite', { channelId, personIds })
    await expect(attempt).rejects.toMatchObject({ code: 'not_found' })
    expect((await bob.call('channels.members', { channelId })).personIds).toEqual([bob.personId])
  })

  it('adds a thousand people in one go', async () => {
    const rows = await app.context.db.$queryRaw<{ id: PersonId }[]>`
      INSERT INTO person (name, role) SELECT 'Person ' || n, 'member' FROM generate_series(1, 1000) n RETURNING id`
    const channelId = await create('public', 'five')
    const { added } = await bob.call('channels.invite', { channelId, personIds: rows.map(({ id }) => id) })
    expect(added).toHaveLength(1000)
    const { channels } = await bob.call('channels.browse', { query: 'five' })
    expect(channels[0]?.memberCount).toBe(1001)
  })
})
