import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channelStream } from '../../../contract/events.ts'
import type { TestApp } from '../../test/app.ts'
import { ask, type Client } from '../../test/client.ts'
import { startTestTeam } from '../../test/team.ts'

describe('channels.remove', () => {
  let app: TestApp
  let bob: Client
  let carla: Client
  beforeAll(async () => {
    ;({ app, bob, carla } = await startTestTeam())
  })
  afterAll(() => app?.stop())

  const create = async (kind: 'public' | 'private', name: string) =>
    (await bob.call('channels.create', { kind, name, memberIds: [carla.personId] })).joined.channel.id

  it('refuses a stranger, an outsider and a member who does not manage it', async () => {
    const channelId = await create('private', 'one')
    const input = { channelId, personId: bob.personId }
    await expect(ask(app.url, 'channels.remove', input)).rejects.toMatchObject({ code: 'not_signed_in' })
    await expect(app.owner.call('channels.remove', input)).rejects.toMatchObject({ code: 'not_found' })
    await expect(carla.call('channels.remove', input)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('lets not one more event reach the removed one; twice equals once', async () => {
    const channelId = await create('private', 'two')
    const [out, in_] = await Promise.all([carla.listen(), bob.listen()])
    await bob.send(channelId, 'with her')
    await out.waitFor('message.sent', ({ message }) => message.channelId === channelId)
    const heardBefore = out.heard.filter(({ stream }) => stream === channelStream(channelId)).length
    const removed = { channelId, personId: carla.personId }
    await Promise.all([bob.call('channels.remove', removed), bob.call('channels.remove', removed)])
    await out.waitFor('channel.left', (event) => event.channelId === channelId)
    await bob.send(channelId, 'without her')
    await in_.waitFor('message.sent', ({ message }) => message.body === 'without her')
    expect(in_.of('member.left').map(({ event }) => event.memberCount)).toEqual([1])
    const { joined } = await bob.call('channels.openDirect', { personIds: [carla.personId] })
    await bob.send(joined.channel.id, 'sorry')
    await out.waitFor('message.sent', ({ message }) => message.body === 'sorry')
    expect(out.heard.filter(({ stream }) => stream === channelStream(channelId))).toHaveLength(heardBefore)
    await expect(carla.call('messages.list', { channelId })).rejects.toMatchObject({ code: 'not_found' })
    await expect(carla.send(channelId, 'x')).rejects.toMatchObject({ code: 'not_found' })
    out.close()
    in_.close()
  })

  it('lets any admin remove somebody from a public channel', async () => {
    const channelId = await create('public', 'three')
    await app.owner.call('channels.remove', { channelId, personId: carla.personId })
    expect((await bob.call('channels.members', { channelId })).personIds).toEqual([bob.personId])
  })
})
