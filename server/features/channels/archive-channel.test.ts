import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../../test/app.ts'
import { ask, type Client } from '../../test/client.ts'
import { startTestTeam } from '../../test/team.ts'

describe('channels.archive', () => {
  let app: TestApp
  let bob: Client
  let carla: Client
  beforeAll(async () => {
    ;({ app, bob, carla } = await startTestTeam())
  })
  afterAll(() => app?.stop())

  const create = async (name: string) =>
    (await bob.call('channels.create', { kind: 'public', name, memberIds: [carla.personId] })).joined.channel
      .id

  it('refuses a stranger and a member who did not make it', async () => {
    const channelId = await create('one')
    const input = { channelId, isArchived: true }
    await expect(ask(app.url, 'channels.archive', input)).rejects.toMatchObject({ code: 'not_signed_in' })
    await expect(carla.call('channels.archive', input)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('ends writing, joining and inviting, keeps reading, and comes back; twice equals once', async () => {
    const channelId = await create('two')
    await bob.send(channelId, 'before')
    const first = await bob.call('channels.archive', { channelId, isArchived: true })
    const second = await bob.call('channels.archive', { channelId, isArchived: true })
    expect(second).toEqual(first)
    const refused = { code: 'channel_archived' }
    await expect(carla.send(channelId, 'x')).rejects.toMatchObject(refused)
    await expect(app.owner.call('channels.join', { channelId })).rejects.toMatchObject(refused)
    const invite = bob.call('channels.invite', { channelId, personIds: [app.owner.personId] })
    await expect(invite).rejects.toMatchObject(refused)
    expect((await carla.call('messages.list', { channelId })).messages).toHaveLength(1)
    const ear = await carla.listen()
    await app.owner.call('channels.archive', { channelId, isArchived: false })
    await ear.waitFor('channel.changed', ({ channel }) => channel.id === channelId && !channel.isArchived)
    await carla.send(channelId, 'after')
    ear.close()
  })
})
