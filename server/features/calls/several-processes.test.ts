import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChannelId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { Caller } from '../../test/caller.ts'
import { Client } from '../../test/client.ts'

const settings = { CLUSTER: 'postgres', LOG_LEVEL: 'silent' }
let home: TestApp
let first: TestApp
let second: TestApp
let olivia: Client
let bob: Client
let channelId: ChannelId

beforeAll(async () => {
  home = await startTestApp()
  first = await startTestApp({ databaseUrl: home.databaseUrl, settings })
  second = await startTestApp({ databaseUrl: home.databaseUrl, settings })
  olivia = new Client(first.url, home.owner)
  const invited = await home.invite('member', 'Bob')
  bob = new Client(second.url, invited)
  const memberIds = [bob.personId]
  channelId = (await olivia.call('channels.create', { kind: 'private', name: 'talk', memberIds })).joined
    .channel.id
})
afterAll(async () => {
  await second.stop()
  await home.stop()
})

test('people of two processes are in one call, and it goes on at the other when one stops', async () => {
  const { call } = await olivia.call('calls.start', { channelId })
  const here = await (await Caller.open(olivia)).enter(call.id)
  const there = await (await Caller.open(bob)).enter(call.id)
  expect(there.answer.seats.map(({ personId }) => personId).sort()).toEqual(
    [olivia.personId, bob.personId].sort(),
  )
  // Its own process knows it from the database.
  expect((await bob.call('calls.find', { callId: call.id })).call.participants).toHaveLength(2)

  const producerId = await there.produce('camera')
  await here.until(() => here.offers.some((offer) => offer.producerId === producerId), "Bob's camera")
  await here.produce('microphone')
  await there.until(() => there.offers.length === 1, "Olivia's microphone")
  await here.ask('call.muteSeat', { callId: call.id, seatId: there.seatId, source: 'camera' })
  expect(await there.waitFor('call.muted')).toMatchObject({ source: 'camera' })
  expect(there.offers[0]?.rtpParameters).toBeTruthy()

  there.close()
  await here.waitFor('call.seatChanged', ({ seat }) => seat.isAway && seat.personId === bob.personId)
  const back = await Caller.open(bob)
  expect(await back.join(call.id, there.seatId)).toMatchObject({ seatId: there.seatId, media: null })

  here.close()
  await first.stop()
  const again = await back.join(call.id, there.seatId)
  expect(again.call.id).toBe(call.id)
  expect(again.media?.sendTransport.id).toBeTruthy()
  back.close()
}, 30_000)
