import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChannelId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { ask, type Client } from '../../test/client.ts'

describe('reading.markChannel and reading.markAll', () => {
  let app: TestApp
  let bob: Client
  beforeAll(async () => {
    app = await startTestApp()
    bob = await app.invite('member', 'Bob')
  })
  afterAll(() => app?.stop())

  /** A channel of both with `count` messages of the owner; those of `mentioning` name Bob. */
  const create = async (name: string, count: number, mentioning: number[] = []) => {
    const created = await app.owner.call('channels.create', {
      kind: 'private',
      name,
      memberIds: [bob.personId],
    })
    const { id } = created.joined.channel
    const ear = await bob.listen()
    for (let position = 1; position <= count; position += 1) {
      await app.owner.send(id, mentioning.includes(position) ? `look <@${bob.personId}>` : 'talk')
    }
    for (const position of mentioning)
      await ear.waitFor('mention.added', (event) => event.channelId === id && event.position === position)
    ear.close()
    return id
  }
  const membership = async (channelId: ChannelId) =>
    (await bob.call('sync.start', {})).channels.find(({ channel }) => channel.id === channelId)!.membership

  it('refuses a stranger and somebody who is not in the channel', async () => {
    const { joined } = await app.owner.call('channels.create', { kind: 'public', name: 'public-one' })
    const input = { channelId: joined.channel.id, position: 1 }
    await expect(ask(app.url, 'reading.markChannel', input)).rejects.toMatchObject({ code: 'not_signed_in' })
    await expect(ask(app.url, 'reading.markAll', {})).rejects.toMatchObject({ code: 'not_signed_in' })
    await expect(bob.call('reading.markChannel', input)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('goes forward only, not past the newest message, and tells all devices once', async () => {
    const channelId = await create('forward', 3)
    const ear = await bob.listen()
    const mark = async (position: number) =>
      (await bob.call('reading.markChannel', { channelId, position })).readPosition
    expect(await mark(2)).toBe(2)
    expect(await Promise.all([mark(2), mark(1), mark(0)])).toEqual([2, 2, 2])
    expect(await mark(2_147_483_647)).toBe(3)
    await ear.waitFor('channel.read', (event) => event.readPosition === 3)
    expect(ear.of('channel.read').map(({ event }) => event)).toEqual([
      { type: 'channel.read', channelId, readPosition: 2, mentionPositions: null },
      { type: 'channel.read', channelId, readPosition: 3, mentionPositions: null },
    ])
    ear.close()
  })

  it('goes back when asked to, with the mentions that are unread again', async () => {
    const channelId = await create('back', 5, [1, 3, 5])
    await bob.call('reading.markChannel', { channelId, position: 5 })
    expect(await membership(channelId)).toMatchObject({ readPosition: 5, mentionPositions: [] })
    const ear = await bob.listen()
    const { readPosition } = await bob.call('reading.markChannel', {
      channelId,
      position: 2,
      mayGoBack: true,
    })
    expect(readPosition).toBe(2)
    const { event } = await ear.waitFor('channel.read')
    expect(event).toEqual({ type: 'channel.read', channelId, readPosition: 2, mentionPositions: [3, 5] })
    expect(await membership(channelId)).toMatchObject({ readPosition: 2, mentionPositions: [3, 5] })
    ear.close()
  })

  it('stays back, though an own message that was sent before is heard later; the next one moves it again', async () => {
    const channelId = await create('kept', 3)
    // Holds the listeners at this moment: they hear nothing of a transaction that began later.
    const horizon = new pg.Client({ connectionString: app.databaseUrl })
    await horizon.connect()
    await horizon.query('BEGIN')
    await horizon.query('SELECT pg_current_xact_id()')
    await bob.send(channelId, 'an own word')
    await bob.call('reading.markChannel', { channelId, position: 1, mayGoBack: true })
    await horizon.query('COMMIT')
    await horizon.end()
    await app.app.listeners.settled()
    expect(await membership(channelId)).toMatchObject({ readPosition: 1 })
    await bob.send(channelId, 'and another')
    await app.app.listeners.settled()
    expect(await membership(channelId)).toMatchObject({ readPosition: 5 })
  })

  it('marks everything as read at once', async () => {
    const ids = [await create('all-one', 2), await create('all-two', 1, [1])]
    const ear = await bob.listen()
    await Promise.all([bob.call('reading.markAll', {}), bob.call('reading.markAll', {})])
    for (const id of ids) await ear.waitFor('channel.read', (event) => event.channelId === id)
    await bob.call('reading.markAll', {})
    for (const id of ids) {
      expect(ear.of('channel.read').filter(({ event }) => event.channelId === id)).toHaveLength(1)
      expect((await membership(id)).mentionPositions).toEqual([])
    }
    const { channels } = await bob.call('sync.start', {})
    expect(
      channels.every(({ state, membership: { readPosition } }) => readPosition === state.lastPosition),
    ).toBe(true)
    ear.close()
  })
})
