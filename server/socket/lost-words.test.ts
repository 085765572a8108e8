// Two server processes that do not hear each other: only the sweep brings what the other one committed, stream by stream.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { channelStream } from '../../contract/events.ts'
import { startTestApp, type TestApp } from '../test/app.ts'
import { Client } from '../test/client.ts'

let server: TestApp
let deaf: TestApp
beforeAll(async () => {
  server = await startTestApp()
  deaf = await startTestApp({ databaseUrl: server.databaseUrl, settings: { SWEEP_INTERVAL_MS: '600000' } })
})
afterAll(async () => {
  await deaf.stop()
  await server.stop()
})

test('somebody added and removed while words were lost hears nothing of the channel', async () => {
  const alice = server.owner
  const bob = await server.invite()
  const { joined } = await alice.call('channels.create', { kind: 'private', name: 'board' })
  const there = (client: Client) => new Client(deaf.url, client).listen()
  const [aliceThere, bobThere] = [await there(alice), await there(bob)]
  await alice.call('channels.invite', { channelId: joined.channel.id, personIds: [bob.personId] })
  await alice.call('channels.remove', { channelId: joined.channel.id, personId: bob.personId })
  await deaf.app.gateway.sweep()
  const { message } = await alice.send(joined.channel.id, 'not for Bob')
  // Bob is told something after it on a stream of his own: when that is there, the other would have been.
  await alice.call('people.updateProfile', { title: 'Founder' })
  await deaf.app.gateway.sweep()
  await aliceThere.waitFor('message.sent', (event) => event.message.id === message.id)
  await bobThere.waitFor('person.changed', ({ person }) => person.title === 'Founder')
  const stream = channelStream(joined.channel.id)
  expect(
    bobThere.heard.filter((entry) => entry.stream === stream && entry.event.type === 'message.sent'),
  ).toEqual([])
  aliceThere.close()
  bobThere.close()
})
