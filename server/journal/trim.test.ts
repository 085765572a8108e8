import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { channelStream, userStream } from '../../contract/events.ts'
import type { ChannelId } from '../../contract/ids.ts'
import type { Cursors } from '../../contract/sync.ts'
import { startTestApp, type TestApp } from '../test/app.ts'
import type { Client } from '../test/client.ts'
import { refused } from '../test/refused.ts'
import { trimJournal } from './trim.ts'

const dayMs = 86_400_000
let now = new Date()
let server: TestApp
let alice: Client
let channel: ChannelId

beforeAll(async () => {
  server = await startTestApp({
    clock: { now: () => now },
    settings: { JOURNAL_KEEP_DAYS: '3', SESSION_DAYS: '90' },
  })
  alice = server.owner
  channel = (await alice.call('channels.create', { kind: 'public', name: 'talk' })).joined.channel.id
})
afterAll(() => server.stop())

const later = (days: number) => {
  now = new Date(now.getTime() + days * dayMs)
}
const cursorsNow = async () => (await alice.call('sync.start', {})).cursors
const catchUp = (cursors: Cursors) => alice.call('sync.catchUp', { cursors })
const standOf = async (name: string) => {
  const { head, floor } = await server.context.db.stream.findUniqueOrThrow({ where: { name } })
  return { head, floor, entries: await server.context.db.entry.count({ where: { stream: name } }) }
}

/** Those of the running server. */
const names = ['reading', 'audit']

describe('trimming the journal', () => {
  test('leaves what is younger than JOURNAL_KEEP_DAYS, and everything that was sent', async () => {
    await alice.send(channel, 'young')
    await server.app.listeners.settled()
    later(2.9)
    expect(await trimJournal(server.context, names)).toBe(0)
    expect((await standOf(channelStream(channel))).floor).toBe(0)
  })

  test('takes what is older, raises the floor to it and goes on counting from the head', async () => {
    const own = userStream(alice.personId)
    const old = await cursorsNow()
    await alice.send(channel, 'old')
    // The side road has told Alice that she has read what she wrote.
    await server.app.listeners.settled()
    await alice.call('reading.markChannel', { channelId: channel, position: 0, mayGoBack: true })
    const between = await cursorsNow()
    later(4)
    const { message } = await alice.send(channel, 'new')
    await alice.call('reading.markChannel', { channelId: channel, position: 2 })
    await server.app.listeners.settled()
    expect(await trimJournal(server.context, names)).toBeGreaterThan(0)
    expect(await standOf(channelStream(channel))).toEqual({
      head: message.number,
      floor: message.number - 1,
      entries: 1,
    })
    expect((await alice.call('messages.list', { channelId: channel })).messages).toHaveLength(3)

    // Who was there up to the trimmed entries goes on; who was not gets fresh state, by name.
    const { entries } = await catchUp(between)
    expect(entries.map(({ number, stream }) => [stream, number])).toContainEqual([
      channelStream(channel),
      message.number,
    ])
    expect(await refused(catchUp({ [own]: old[own] } as Cursors))).toBe('cursor_outdated')
    expect(await refused(catchUp(old))).toBe('cursor_outdated')
    const { fresh } = await catchUp({ [channelStream(channel)]: old[channelStream(channel)] } as Cursors)
    expect(fresh).toMatchObject([
      { stream: channelStream(channel), head: message.number, state: { lastPosition: 3 } },
    ])
    expect((await alice.send(channel, 'newer')).message.number).toBe(message.number + 1)
  })

  test('keeps what a listener has not taken in yet, however old', async () => {
    await server.context.db
      .$executeRaw`INSERT INTO listener (name, tx, stream, number) VALUES ('slow', '0', '', 0)`
    await alice.send(channel, 'waiting for slow')
    later(30)
    await alice.send(channel, 'after')
    expect(await trimJournal(server.context, [...names, 'slow'])).toBe(0)
    // One that the server has no more keeps nothing back.
    await server.app.listeners.settled()
    expect(await trimJournal(server.context, names)).toBeGreaterThan(0)
  })
})
