import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { channelStream } from '../../../contract/events.ts'
import type { ChannelId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { Client, type Ear } from '../../test/client.ts'
import { refused } from '../../test/refused.ts'

let server: TestApp
let second: TestApp
let people: Client[]
let channels: ChannelId[]

beforeAll(async () => {
  server = await startTestApp({ settings: { CLUSTER: 'postgres', LOG_LEVEL: 'silent' } })
  second = await startTestApp({ databaseUrl: server.databaseUrl, settings: { CLUSTER: 'postgres' } })
  people = [server.owner, await server.invite(), await server.invite()]
  const memberIds = people.slice(1).map(({ personId }) => personId)
  const create = async (name: string) =>
    (await server.owner.call('channels.create', { kind: 'private', name, memberIds })).joined.channel.id
  channels = [await create('one'), await create('two'), await create('three')]
})
afterAll(async () => {
  await second.stop()
  await server.stop()
})

const upFrom = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index)
const heardOf = (ear: Ear, channel: ChannelId) =>
  ear.heard.filter(({ stream }) => stream === channelStream(channel))

describe('200 messages at once, in three channels, at two server processes', () => {
  test('have numbers and positions without gaps, heard in the same order by everybody', async () => {
    const listeners = people.map((person, index) => (index === 2 ? new Client(second.url, person) : person))
    const ears = await Promise.all(listeners.map((person) => person.listen()))
    const sent = await Promise.all(
      upFrom(0, 200).map(async (index) => {
        const author = people[index % 3] as Client
        const at = index % 2 === 0 ? author : new Client(second.url, author)
        return (await at.send(channels[index % 3] as ChannelId, `message ${index}`)).message
      }),
    )
    for (const channel of channels) {
      const here = sent.filter(({ channelId }) => channelId === channel).sort((a, b) => a.number - b.number)
      await Promise.all(
        ears.map((ear) => ear.waitFor('message.sent', ({ message }) => message.id === here.at(-1)?.id)),
      )
      expect(here.map(({ position }) => position)).toEqual(upFrom(1, here.length))
      expect(here.map(({ number }) => number)).toEqual(upFrom(here[0]?.number ?? 0, here.length))
      for (const ear of ears) {
        const heard = heardOf(ear, channel)
        expect(heard.map(({ number }) => number)).toEqual(here.map(({ number }) => number))
        expect(heard.map(({ event }) => event.type === 'message.sent' && event.message)).toEqual(here)
      }
      const { messages } = await server.owner.call('messages.list', { channelId: channel, limit: 200 })
      expect(messages).toEqual(here)
    }
    for (const ear of ears) ear.close()
  })
})

describe('a message that the database can not take', () => {
  test('is refused alone: those committed together with it are sent', async () => {
    await server.context.db.$executeRawUnsafe(
      `ALTER TABLE message ADD CONSTRAINT no_poison CHECK (body <> 'poison')`,
    )
    const [channel] = channels as [ChannelId]
    const { state: before } = await stateOf(channel)
    const bodies = ['one', 'two', 'poison', 'three', 'four']
    const sends = bodies.map((body) => server.owner.send(channel, body))
    expect(await refused(sends[2] as Promise<unknown>)).toBe('internal')
    const kept = await Promise.all(sends.filter((_, index) => index !== 2))
    expect(kept.map(({ message }) => message.body)).toEqual(['one', 'two', 'three', 'four'])
    expect(kept.map(({ message }) => message.position)).toEqual(upFrom(before.lastPosition + 1, 4))
  })
})

async function stateOf(channelId: ChannelId) {
  const { channels: joined } = await server.owner.call('sync.start', {})
  return joined.find(({ channel }) => channel.id === channelId) as (typeof joined)[number]
}
