import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channelStream } from '../../../contract/events.ts'
import type { TestApp } from '../../test/app.ts'
import { ask, type Client } from '../../test/client.ts'
import { startTestTeam } from '../../test/team.ts'

describe('channels.leave', () => {
  let app: TestApp
  let bob: Client
  let carla: Client
  beforeAll(async () => {
    ;({ app, bob, carla } = await startTestTeam())
  })
  afterAll(() => app?.stop())

  const create = async (kind: 'public' | 'private', name: string) =>
    (await bob.call('channels.create', { kind, name, memberIds: [carla.personId] })).joined.channel.id

  it('refuses a stranger, and tells an outsider nothing of a private channel', async () => {
    const channelId = await create('private', 'one')
    await expect(ask(app.url, 'channels.leave', { channelId })).rejects.toMatchObject({
      code: 'not_signed_in',
    })
    await expect(app.owner.call('channels.leave', { channelId })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('refuses to leave a direct conversation', async () => {
    const { joined } = await bob.call('channels.openDirect', { personIds: [carla.personId] })
    const attempt = bob.call('channels.leave', { channelId: joined.channel.id })
    await expect(attempt).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('is out at once; leaving twice in the same moment counts once', async () => {
    const channelId = await create('public', 'two')
    const [out, in_] = await Promise.all([carla.listen(), bob.listen()])
    await Promise.all([
      carla.call('channels.leave', { channelId }),
      carla.call('channels.leave', { channelId }),
    ])
    await out.waitFor('channel.left', (event) => event.channelId === channelId)
    await carla.call('channels.leave', { channelId })
    const left = await in_.waitFor('member.left', (event) => event.channelId === channelId)
    expect(left.event).toMatchObject({ personId: carla.personId, memberCount: 1 })
    await bob.send(channelId, 'is she gone?')
    await in_.waitFor('message.sent', ({ message }) => message.channelId === channelId)
    expect(in_.of('member.left').filter(({ event }) => event.channelId === channelId)).toHaveLength(1)
    // What comes after everything above on a stream she still hears.
    await carla.call('channels.saveSections', {
      sections: [{ id: '00000000-0000-7000-8000-000000000001' as never, name: 'x' }],
    })
    await out.waitFor('sections.changed')
    expect(out.heard.filter(({ stream }) => stream === channelStream(channelId))).toEqual([])
    out.close()
    in_.close()
  })

  it('comes back with nothing unread, no old mentions and no old settings', async () => {
    const channelId = await create('public', 'three')
    const ear = await carla.listen()
    await bob.send(channelId, `for <@${carla.personId}>`)
    await ear.waitFor('mention.added', (event) => event.channelId === channelId)
    await carla.call('channels.setPreference', { channelId, isFavourite: true })
    await carla.call('channels.leave', { channelId })
    const { joined } = await carla.call('channels.join', { channelId })
    expect(joined.membership).toMatchObject({ readPosition: 1, mentionPositions: [], isFavourite: false })
    expect((await carla.call('reading.mentions', {})).messages).toEqual([])
    ear.close()
  })
})
