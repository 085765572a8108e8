import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ChannelId } from '../../../contract/ids.ts'
import { startTestApp } from '../../test/app.ts'
import { Caller, rtpParameters } from '../../test/caller.ts'
import { Client } from '../../test/client.ts'
import { refused } from '../../test/refused.ts'
import { startTestTeam } from '../../test/team.ts'
import { keepCalls } from './keeper.ts'

let team: Awaited<ReturnType<typeof startTestTeam>>
let olivia: Client
let bob: Client
let carla: Client
let channelId: ChannelId
const callers: Caller[] = []

beforeAll(async () => {
  team = await startTestTeam()
  olivia = team.app.owner
  bob = team.bob
  carla = team.carla
})
afterAll(() => team.app.stop())
afterEach(async () => {
  for (const caller of callers.splice(0)) {
    await caller.ask('call.leave', { callId: caller.callId }).catch(() => {})
    caller.close()
  }
})

let count = 0
async function startCall(memberIds = [bob.personId]) {
  count += 1
  const { joined } = await olivia.call('channels.create', {
    kind: 'private',
    name: `talk-${count}`,
    memberIds,
  })
  channelId = joined.channel.id
  return (await olivia.call('calls.start', { channelId })).call
}
const openCaller = async (client: Client) => {
  const caller = await Caller.open(client)
  callers.push(caller)
  return caller
}
const enter = async (client: Client, callId: Awaited<ReturnType<typeof startCall>>['id']) =>
  (await openCaller(client)).enter(callId)

describe('call.join', () => {
  test('gives a seat with transports, and tells the others', async () => {
    const call = await startCall()
    const first = await enter(olivia, call.id)
    expect(first.answer.state).toBe('joined')
    expect(first.answer.media?.sendTransport.iceCandidates.map(({ protocol }) => protocol).sort()).toEqual([
      'tcp',
      'udp',
    ])
    const second = await enter(bob, call.id)
    expect(second.answer.seats.map(({ personId }) => personId).sort()).toEqual(
      [olivia.personId, bob.personId].sort(),
    )
    const taken = await first.waitFor('call.seatTaken')
    expect(taken.seat.personId).toBe(bob.personId)
    const { call: found } = await bob.call('calls.find', { callId: call.id })
    expect(found.participants.map(({ state }) => state)).toEqual(['joined', 'joined'])
  })

  test('refuses a stranger as if the call were not there', async () => {
    const call = await startCall()
    await enter(olivia, call.id)
    const stranger = await openCaller(carla)
    expect(await refused(stranger.join(call.id))).toBe('not_found')
    expect(await refused(carla.call('calls.find', { callId: call.id }))).toBe('not_found')
    expect(await refused(carla.call('calls.start', { channelId }))).toBe('not_found')
    expect(await refused(carla.call('calls.end', { callId: call.id }))).toBe('not_found')
    expect(await refused(carla.call('calls.decline', { callId: call.id }))).toBe('not_found')
  })

  test('in another window moves the seat there', async () => {
    const call = await startCall()
    const here = await enter(bob, call.id)
    const there = await enter(bob, call.id)
    expect(await here.waitFor('call.seatLost')).toMatchObject({ reason: 'moved' })
    expect(there.answer.seats).toHaveLength(1)
    expect(await refused(here.join(call.id, here.seatId))).toBe('seat_moved')
  })

  test('again with the seat after a lost connection keeps seat and media', async () => {
    const call = await startCall()
    const first = await enter(olivia, call.id)
    const second = await enter(bob, call.id)
    const producerId = await second.produce('camera')
    second.close()
    await first.waitFor('call.seatChanged', ({ seat }) => seat.isAway)
    const back = await openCaller(bob)
    const answer = await back.join(call.id, second.seatId)
    expect(answer).toMatchObject({ seatId: second.seatId, media: null })
    expect(answer.seats.find(({ seatId }) => seatId === second.seatId)?.producers).toMatchObject([
      { producerId },
    ])
    await first.waitFor('call.seatChanged', ({ seat }) => seat.seatId === second.seatId && !seat.isAway)
  })
})

describe('a server that was started anew', () => {
  test('carries on the calls of the one before for those who come back', async () => {
    const call = await startCall()
    const here = await enter(olivia, call.id)
    const again = await startTestApp({ databaseUrl: team.app.databaseUrl })
    const back = await (await Caller.open(new Client(again.url, olivia))).enter(call.id)
    await keepCalls(again.context)
    await back.produce('microphone')
    expect((await olivia.call('calls.find', { callId: call.id })).call).toMatchObject({
      id: call.id,
      endedAt: null,
    })
    back.close()
    await again.stop()
    expect(here.callId).toBe(call.id)
  })
})

describe('what one sends', () => {
  test('is offered to the others, who get nothing before their yes', async () => {
    const call = await startCall()
    const first = await enter(olivia, call.id)
    const second = await enter(bob, call.id)
    const producerId = await first.produce('microphone')
    await second.until(() => second.offers.length === 1, 'an offer')
    expect(second.offers[0]).toMatchObject({ producerId, source: 'microphone', seatId: first.seatId })
    second.isWilling = false
    await first.produce('camera')
    second.isWilling = true
    await second.receive([second.offers[0]?.consumerId ?? ''])
    await second.until(() => second.offers.some(({ source }) => source === 'camera'), 'the camera after a no')
    await first.ask('call.closeProducer', { callId: call.id, producerId })
    await second.waitFor(
      'call.consumerClosed',
      ({ consumerId }) => consumerId === second.offers[0]?.consumerId,
    )
  })

  test('has limits: one microphone, one camera, two screens, of the right kind', async () => {
    const call = await startCall()
    const caller = await enter(olivia, call.id)
    const both = await Promise.allSettled([caller.produce('camera'), caller.produce('camera')])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await caller.produce('microphone')
    expect(await refused(caller.produce('microphone'))).toBe('forbidden')
    await caller.produce('screen', { shareId: 'a' })
    await caller.produce('screen', { shareId: 'b' })
    expect(await refused(caller.produce('screen', { shareId: 'c' }))).toBe('forbidden')
    expect(await refused(caller.produce('screenAudio', { kind: 'video' }))).toBe('invalid_input')
    const unknownCodec = {
      ...rtpParameters('video'),
      codecs: [{ mimeType: 'video/XYZ', payloadType: 96, clockRate: 90_000 }],
    }
    const other = await enter(bob, call.id)
    expect(await refused(other.produce('camera', { rtpParameters: unknownCodec }))).toBe('invalid_input')
    expect(await refused(other.produce('camera', { rtpParameters: { codecs: [] } as never }))).toBe(
      'invalid_input',
    )
  })

  test("can't be touched by others", async () => {
    const call = await startCall()
    const first = await enter(olivia, call.id)
    const second = await enter(bob, call.id)
    const producerId = await first.produce('camera')
    const { callId } = second
    const transportId = first.answer.media?.sendTransport.id ?? ''
    const fingerprints = [{ algorithm: 'sha-256' as const, value: Array(32).fill('AB').join(':') }]
    expect(await refused(second.ask('call.closeProducer', { callId, producerId }))).toBe('not_found')
    expect(await refused(second.ask('call.pauseProducer', { callId, producerId, isPaused: true }))).toBe(
      'not_found',
    )
    expect(await refused(second.ask('call.restartIce', { callId, transportId }))).toBe('not_found')
    expect(
      await refused(
        second.ask('call.connectTransport', { callId, transportId, dtlsParameters: { fingerprints } }),
      ),
    ).toBe('not_found')
    const stranger = await openCaller(carla)
    expect(await refused(stranger.ask('call.restartIce', { callId, transportId }))).toBe('not_in_call')
  })
})

describe('hosts', () => {
  test('mute, ask, remove; others may not', async () => {
    const call = await startCall([bob.personId, carla.personId])
    const host = await enter(olivia, call.id)
    const guest = await enter(bob, call.id)
    await guest.produce('microphone')
    const { callId } = host
    for (const asked of [
      guest.ask('call.muteSeat', { callId, seatId: host.seatId }),
      guest.ask('call.askToUnmute', { callId, seatId: host.seatId }),
      guest.ask('call.removeSeat', { callId, seatId: host.seatId }),
      guest.ask('call.setRules', { callId, isLocked: true }),
      guest.ask('call.makeHost', { callId, seatId: guest.seatId }),
      guest.ask('call.answerLobby', { callId, personId: carla.personId, isAdmitted: true }),
      bob.call('calls.end', { callId }),
    ])
      expect(await refused(asked)).toBe('forbidden')
    await host.ask('call.muteSeat', { callId, seatId: guest.seatId })
    expect(await guest.waitFor('call.muted')).toMatchObject({
      source: 'microphone',
      byPersonId: olivia.personId,
    })
    await host.waitFor('call.seatChanged', ({ seat }) => seat.producers[0]?.isPaused === true)
    await host.ask('call.askToUnmute', { callId, seatId: guest.seatId })
    await guest.waitFor('call.unmuteAsked')
    await host.ask('call.removeSeat', { callId, seatId: guest.seatId })
    expect(await guest.waitFor('call.seatLost')).toMatchObject({ reason: 'removed' })
    expect(await refused(guest.join(callId))).toBe('forbidden')
  })

  test('lock, and let in from the lobby', async () => {
    const call = await startCall([bob.personId, carla.personId])
    const { id: callId } = call
    const host = await enter(olivia, callId)
    await host.ask('call.setRules', { callId, isLocked: true })
    const late = await openCaller(bob)
    expect(await refused(late.join(callId))).toBe('call_locked')
    await host.ask('call.setRules', { callId, isLocked: false, hasLobby: true })
    expect(await late.join(callId)).toMatchObject({ state: 'waiting', media: null, seats: [] })
    expect(await refused(late.produce('camera'))).toBe('not_in_call')
    await host.ear.waitFor('call.waited', ({ personId }) => personId === bob.personId)
    await host.ask('call.answerLobby', { callId, personId: bob.personId, isAdmitted: true })
    const { answer } = await late.waitFor('call.admitted')
    expect(answer.media?.sendTransport.id).toBeTruthy()
    const refusedOne = await openCaller(carla)
    await refusedOne.join(callId)
    await host.ask('call.answerLobby', { callId, personId: carla.personId, isAdmitted: false })
    expect(await refusedOne.waitFor('call.seatLost')).toMatchObject({ reason: 'refused' })
  })

  test('hand on the lead when they go', async () => {
    const call = await startCall()
    const host = await enter(olivia, call.id)
    const guest = await enter(bob, call.id)
    await host.ask('call.leave', { callId: call.id })
    await guest.waitFor('call.seatChanged', ({ seat }) => seat.personId === bob.personId && seat.isHost)
    const { call: found } = await bob.call('calls.find', { callId: call.id })
    expect(found.participants.filter(({ isHost }) => isHost).map(({ personId }) => personId)).toEqual([
      bob.personId,
    ])
  })
})

describe('a killed media worker', () => {
  test('moves the call to another with everybody in it, and the history kept', async () => {
    const call = await startCall()
    const first = await enter(olivia, call.id)
    const second = await enter(bob, call.id)
    await first.produce('camera')
    await second.until(() => second.offers.length === 1, 'the camera')
    const { mediaOf } = await import('./media.ts')
    const before = await mediaOf(team.app.context).pids()
    for (const pid of before) process.kill(pid, 'SIGKILL')
    await Promise.all([first, second].map((one) => one.until(() => one.rebuilds.length === 1, 'new media')))
    expect(await mediaOf(team.app.context).pids()).not.toEqual(before)
    await second.receive()
    await first.produce('camera')
    await second.until(() => second.offers.length === 2, 'the camera again')
    const metrics = await team.app.context.metrics.read()
    expect(metrics).toMatch(/^nucleus_media_rooms_lost_total [1-9]/m)
    expect(metrics).toMatch(/^nucleus_call_seats 2$/m)
    expect(metrics).toMatch(/^nucleus_media_consumers 1$/m)
    const { call: found } = await bob.call('calls.find', { callId: call.id })
    expect(found).toMatchObject({ id: call.id, endedAt: null })
    expect(found.participants.map(({ state }) => state)).toEqual(['joined', 'joined'])
  })
})

describe('who loses access', () => {
  test('to the channel loses the seat at once', async () => {
    const call = await startCall()
    await enter(olivia, call.id)
    const guest = await enter(bob, call.id)
    await olivia.call('channels.remove', { channelId, personId: bob.personId })
    expect(await guest.waitFor('call.seatLost')).toMatchObject({ reason: 'accessEnded' })
    expect(await refused(guest.join(call.id))).toBe('not_found')
  })
})
