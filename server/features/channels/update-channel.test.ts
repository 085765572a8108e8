import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { channelStream, directoryStream } from '../../../contract/events.ts'
import { lockStream } from '../../journal/append.ts'
import type { TestApp } from '../../test/app.ts'
import { ask, type Client } from '../../test/client.ts'
import { startTestTeam } from '../../test/team.ts'

describe('channels.update', () => {
  let app: TestApp
  let bob: Client
  let carla: Client
  beforeAll(async () => {
    ;({ app, bob, carla } = await startTestTeam())
  })
  afterAll(() => app?.stop())

  const create = async (kind: 'public' | 'private', name: string) =>
    (await bob.call('channels.create', { kind, name, memberIds: [carla.personId] })).joined.channel

  it('refuses a stranger', async () => {
    const { id: channelId } = await create('public', 'one')
    await expect(ask(app.url, 'channels.update', { channelId, name: 'x' })).rejects.toMatchObject({
      code: 'not_signed_in',
    })
  })

  it('refuses a member who did not make it, and hides a private one even from the owner', async () => {
    const { id: channelId } = await create('private', 'two')
    await expect(carla.call('channels.update', { channelId, name: 'x' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(app.owner.call('channels.update', { channelId, name: 'x' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('tells members, and everybody of a public one, once however often it is asked', async () => {
    const { id: channelId, revision } = await create('public', 'three')
    const ear = await carla.listen()
    const outside = await app.owner.listen()
    const change = () => bob.call('channels.update', { channelId, name: 'Three More', topic: 'All of it' })
    for (const { channel } of await Promise.all([change(), change(), change()])) {
      expect(channel).toMatchObject({ name: 'three-more', topic: 'All of it', revision: revision + 1 })
    }
    await bob.call('channels.update', { channelId, topic: '' })
    await ear.waitFor('channel.changed', ({ channel }) => channel.topic === '')
    await outside.waitFor('channel.changed', ({ channel }) => channel.topic === '')
    const heard = ear.of('channel.changed').filter(({ event }) => event.channel.topic === 'All of it')
    expect(heard.map(({ stream }) => stream === directoryStream).sort()).toEqual([false, true])
    expect(outside.of('channel.changed').every(({ stream }) => stream === directoryStream)).toBe(true)
    ear.close()
    outside.close()
  })

  it('decides on what the one before has made of the channel, not on what it saw when it came', async () => {
    const { id: channelId, revision } = await create('public', 'moment')
    const { db } = app.context
    const change = () => bob.call('channels.update', { channelId, topic: 'the same' })
    const answers = await db.$transaction(async (tx) => {
      await lockStream(tx, channelStream(channelId))
      const asked = [change(), change(), change()]
      await vi.waitFor(async () => {
        const [waiting] = await db.$queryRaw<[{ n: number }]>`
          SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
        expect(waiting.n).toBe(asked.length)
      })
      return { asked }
    })
    for (const { channel } of await Promise.all(answers.asked)) expect(channel.revision).toBe(revision + 1)
  })

  it('refuses a name that another public channel has', async () => {
    await create('public', 'taken')
    const { id: channelId } = await create('public', 'four')
    const attempt = bob.call('channels.update', { channelId, name: 'taken', topic: 'not kept' })
    await expect(attempt).rejects.toMatchObject({ code: 'already_exists', field: 'name' })
    const { channels } = await bob.call('channels.browse', { query: 'four' })
    expect(channels[0]?.channel.topic).toBe('')
  })

  it('refuses to change an archived one', async () => {
    const { id: channelId } = await create('public', 'five')
    await bob.call('channels.archive', { channelId, isArchived: true })
    await expect(bob.call('channels.update', { channelId, name: 'x' })).rejects.toMatchObject({
      code: 'channel_archived',
    })
  })
})
