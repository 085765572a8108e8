import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { channelStream, type Event } from '../../contract/events.ts'
import type { ChannelId, MessageId } from '../../contract/ids.ts'
import { startTestApp, type TestApp } from '../test/app.ts'
import type { Client } from '../test/client.ts'
import { append, type Recorded } from './append.ts'

let server: TestApp
let alice: Client
let channel: ChannelId

beforeAll(async () => {
  server = await startTestApp({ settings: { SWEEP_INTERVAL_MS: '100' } })
  alice = server.owner
  channel = (await alice.call('channels.create', { kind: 'public', name: 'talk' })).joined.channel.id
})
afterAll(() => server.stop())

const messageId = '0199f000-0000-7000-8000-000000000001' as MessageId
const reaction = (emoji: string): Recorded => {
  const event: Event = {
    type: 'reaction.added',
    channelId: channel,
    messageId,
    emoji,
    personId: alice.personId,
  }
  return { stream: channelStream(channel), event, subjectId: null }
}
/** Committed, and never announced: as after a crash between the two. */
const commitSilently = (emoji: string) =>
  server.context.db.$transaction((tx) => append(tx, alice.personId, new Date(), [reaction(emoji)]))

describe('the sweep', () => {
  test('brings what was committed and never announced to whoever listens, once and in order', async () => {
    const ear = await alice.listen()
    await commitSilently('1️⃣')
    await commitSilently('2️⃣')
    await ear.waitFor('reaction.added', ({ emoji }) => emoji === '2️⃣')
    const { message } = await alice.send(channel, 'after')
    await ear.waitFor('message.sent')
    expect(ear.of('reaction.added').map(({ event }) => event.emoji)).toEqual(['1️⃣', '2️⃣'])
    const numbers = ear.heard
      .filter(({ stream }) => stream === channelStream(channel))
      .map(({ number }) => number)
    expect(numbers).toEqual([message.number - 2, message.number - 1, message.number])
    ear.close()
  })

  test('an announced entry brings the silent one before it along, in its turn', async () => {
    const ear = await alice.listen()
    await commitSilently('3️⃣')
    const { message } = await alice.send(channel, 'next')
    await ear.waitFor('message.sent', (event) => event.message.id === message.id)
    const ofChannel = ear.heard.filter(({ stream }) => stream === channelStream(channel))
    expect(ofChannel.map(({ number, event }) => [number, event.type])).toEqual([
      [message.number - 1, 'reaction.added'],
      [message.number, 'message.sent'],
    ])
    ear.close()
  })

  test('counts what it had to find', async () => {
    const filled = async () => (await server.context.metrics.gapsFilled.get()).values[0]?.value ?? 0
    const before = await filled()
    const ear = await alice.listen()
    await commitSilently('4️⃣')
    await ear.waitFor('reaction.added', ({ emoji }) => emoji === '4️⃣')
    expect(await filled()).toBe(before + 1)
    ear.close()
  })
})
