import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { channelStream, type StreamName, userStream } from '../../../contract/events.ts'
import type { ChannelId, PersonId } from '../../../contract/ids.ts'
import type { Cursors } from '../../../contract/sync.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { ask, type Client } from '../../test/client.ts'
import { refused } from '../../test/refused.ts'

let server: TestApp
let alice: Client
let bob: Client
let channel: ChannelId

const create = async (kind: 'public' | 'private', name: string, members: Client[] = []) =>
  (await alice.call('channels.create', { kind, name, memberIds: members.map(({ personId }) => personId) }))
    .joined.channel.id
const catchUp = (who: Client, cursors: Record<string, number>) =>
  who.call('sync.catchUp', { cursors: cursors as Cursors })
/** Where somebody stands once the side roads have told them all that has happened. */
const cursorsOf = async (who: Client) => {
  await server.app.listeners.settled()
  return (await who.call('sync.start', {})).cursors as Record<string, number>
}
const nothing = { entries: [], fresh: [], gone: [], hasMore: false }

beforeAll(async () => {
  server = await startTestApp()
  alice = server.owner
  bob = await server.invite()
  channel = await create('public', 'talk', [bob])
})
afterAll(() => server.stop())

describe('sync.catchUp', () => {
  test('refuses a stranger', async () => {
    expect(await refused(ask(server.url, 'sync.catchUp', { cursors: {} }))).toBe('not_signed_in')
  })

  test('gives nothing to who has missed nothing', async () => {
    expect(await catchUp(bob, await cursorsOf(bob))).toEqual(nothing)
    expect(await catchUp(bob, {})).toEqual(nothing)
  })

  test('gives exactly what was missed, as it was heard, in order, and nothing of what was not asked for', async () => {
    const ear = await bob.listen()
    const other = await create('public', 'other', [bob])
    await ear.waitFor('channel.joined', ({ joined }) => joined.channel.id === other)
    const cursors = await cursorsOf(bob)
    const body = (index: number) => `message ${index}`
    for (let index = 0; index < 6; index += 1)
      await alice.send(index % 2 === 0 ? channel : other, body(index))
    const last = (await alice.send(channel, 'the end')).message
    await ear.waitFor('message.sent', ({ message }) => message.id === last.id)
    const streams = [channelStream(channel), channelStream(other)]
    const missed = ear.heard.filter(
      ({ stream, number }) => streams.includes(stream) && number > (cursors[stream] as number),
    )
    expect(missed).toHaveLength(7)
    const byPlace = (a: { stream: string; number: number }, b: { stream: string; number: number }) =>
      a.stream.localeCompare(b.stream) || a.number - b.number
    const { entries } = await catchUp(bob, cursors)
    expect(entries.filter(({ stream }) => streams.includes(stream)).sort(byPlace)).toEqual(
      missed.sort(byPlace),
    )
    const ofOne = await catchUp(bob, { [channelStream(channel)]: cursors[channelStream(channel)] as number })
    expect(ofOne.entries.map(({ stream }) => stream)).toEqual(Array(4).fill(channelStream(channel)))
    ear.close()
  })

  test('gives 300 missed entries of a channel one by one, and a fresh state of it beyond', async () => {
    const busy = await create('private', 'busy', [bob])
    const cursors = { [channelStream(busy)]: (await cursorsOf(bob))[channelStream(busy)] as number }
    await Promise.all(Array.from({ length: 300 }, (_, index) => alice.send(busy, `message ${index}`)))
    const replayed = await catchUp(bob, cursors)
    expect(replayed).toMatchObject({ fresh: [], gone: [], hasMore: false })
    expect(replayed.entries).toHaveLength(300)
    await alice.send(busy, 'one more')
    const { entries, fresh } = await catchUp(bob, cursors)
    expect(entries).toEqual([])
    expect(fresh).toEqual([
      {
        stream: channelStream(busy),
        head: (cursors[channelStream(busy)] as number) + 301,
        channel: expect.objectContaining({ id: busy }),
        state: expect.objectContaining({ lastPosition: 301, memberCount: 2 }),
      },
    ])
  })

  test('a channel cursor ahead of its head, as after a restored backup, gets fresh state', async () => {
    const stream = channelStream(channel)
    const head = (await cursorsOf(bob))[stream] as number
    const { fresh } = await catchUp(bob, { [stream]: head + 5 })
    expect(fresh).toMatchObject([{ stream, head }])
  })

  test('a cursor of the own stream ahead of its head is outdated', async () => {
    const stream = userStream(bob.personId)
    const head = (await cursorsOf(bob))[stream] as number
    expect(await refused(catchUp(bob, { [stream]: head + 1 }))).toBe('cursor_outdated')
    expect(await refused(catchUp(bob, { [stream]: Number.MAX_SAFE_INTEGER }))).toBe('cursor_outdated')
  })

  test('calls a channel gone after a removal, and gives none of it', async () => {
    const left = await create('private', 'left', [bob])
    const cursors = await cursorsOf(bob)
    await alice.send(left, 'before')
    await alice.call('channels.remove', { channelId: left, personId: bob.personId })
    await alice.send(left, 'after')
    const { entries, fresh, gone } = await catchUp(bob, cursors)
    expect(gone).toEqual([channelStream(left)])
    expect(fresh).toEqual([])
    expect(entries.map(({ stream, event }) => [stream, event.type])).toContainEqual([
      userStream(bob.personId),
      'channel.left',
    ])
    expect(entries.filter(({ stream }) => stream === channelStream(left))).toEqual([])
  })

  test('gives nobody a stream they are not in: it looks like one that does not exist', async () => {
    const secret = await create('private', 'secret')
    const guest = await server.invite('guest')
    await alice.send(secret, 'hidden')
    const asked: [Client, StreamName][] = [
      [bob, channelStream(secret)],
      [bob, userStream(alice.personId)],
      [bob, channelStream(randomUUID() as ChannelId)],
      [bob, userStream(randomUUID() as PersonId)],
      [guest, channelStream(channel)],
      [guest, 'directory' as StreamName],
    ]
    for (const [who, stream] of asked)
      expect(await catchUp(who, { [stream]: 0 })).toEqual({ ...nothing, gone: [stream] })
  })

  test('gives nothing above a removal that is committed while it reads', async () => {
    const closing = await create('private', 'closing', [bob])
    const stream = channelStream(closing)
    const { message } = await alice.send(closing, 'before')
    const byHand = new pg.Client({ connectionString: server.databaseUrl })
    await byHand.connect()
    await byHand.query('BEGIN; LOCK TABLE entry IN ACCESS EXCLUSIVE MODE')
    const asked = catchUp(bob, { [stream]: message.number - 1 })
    await vi.waitFor(async () => {
      const { rows } = await byHand.query(
        `SELECT FROM pg_locks WHERE NOT granted AND relation = 'entry'::regclass`,
      )
      expect(rows.length).toBeGreaterThan(0)
    }, 5000)
    await byHand.query('DELETE FROM membership WHERE channel_id = $1 AND person_id = $2', [
      closing,
      bob.personId,
    ])
    await byHand.query(
      `INSERT INTO entry (stream, number, at, type, event)
       SELECT $1, $2::int + n, now(), 'reaction.added', jsonb_build_object('type', 'reaction.added', 'channelId', $3::uuid,
         'messageId', $3::uuid, 'emoji', 'secret', 'personId', $3::uuid) FROM generate_series(1, 3) n`,
      [stream, message.number, closing],
    )
    await byHand.query('UPDATE stream SET head = head + 3 WHERE name = $1', [stream])
    await byHand.query('COMMIT')
    await byHand.end()
    expect((await asked).entries.map(({ number }) => number)).toEqual([message.number])
  })
})
