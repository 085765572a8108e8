// What crosses in a call: words that are lost, requests at the same moment, connections that die in between.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { RtpCapabilities } from '../../../contract/rtp.ts'
import { Caller } from '../../test/caller.ts'
import type { Client } from '../../test/client.ts'
import { refused } from '../../test/refused.ts'
import { startTestTeam } from '../../test/team.ts'
import { keepCalls } from './keeper.ts'
import { liveCallsOf } from './live-call.ts'

let team: Awaited<ReturnType<typeof startTestTeam>>
let olivia: Client
let bob: Client
const callers: Caller[] = []
let count = 0

beforeAll(async () => {
  team = await startTestTeam()
  olivia = team.app.owner
  bob = team.bob
})
afterAll(() => team.app.stop())
afterEach(() => {
  for (const caller of callers.splice(0)) caller.close()
})

async function startCall() {
  count += 1
  const memberIds = [bob.personId]
  const made = await olivia.call('channels.create', { kind: 'private', name: `cross-${count}`, memberIds })
  return (await olivia.call('calls.start', { channelId: made.joined.channel.id })).call
}
async function open(client: Client) {
  const caller = await Caller.open(client)
  callers.push(caller)
  return caller
}
const enter = async (client: Client, callId: Caller['callId']) => (await open(client)).enter(callId)

test('who has lost the channel loses the seat, also when the word of it was lost', async () => {
  const call = await startCall()
  const here = await enter(olivia, call.id)
  const there = await enter(bob, call.id)
  const { context } = team.app
  await context.db.membership.deleteMany({ where: { channelId: call.channelId, personId: bob.personId } })
  await keepCalls(context)
  expect(await there.waitFor('call.seatLost')).toMatchObject({ reason: 'accessEnded' })
  expect(await here.waitFor('call.seatLeft')).toMatchObject({ seatId: there.seatId })
  expect(await refused(there.produce('camera'))).toBe('not_in_call')
})

test('what was offered over a dying connection is offered again to who comes back, at once', async () => {
  const call = await startCall()
  const here = await enter(olivia, call.id)
  const there = await enter(bob, call.id)
  there.isSilent = true
  const producerId = await here.produce('camera')
  there.close()
  await here.waitFor('call.seatChanged', ({ seat }) => seat.isAway)
  const back = await open(bob)
  await back.join(call.id, there.seatId)
  await back.ask('call.receive', {
    callId: call.id,
    rtpCapabilities: there.answer.media?.routerRtpCapabilities as RtpCapabilities,
    consumerIds: [],
  })
  await back.until(
    () => back.offers.some((offer) => offer.producerId === producerId),
    'the camera again',
    2000,
  )
})

test('who leaves while beginning to send is gone for the others, with the stream', async () => {
  const call = await startCall()
  const here = await enter(olivia, call.id)
  const there = await enter(bob, call.id)
  const [produced] = await Promise.allSettled([
    there.produce('camera'),
    there.ask('call.leave', { callId: call.id }),
  ])
  await here.waitFor('call.seatLeft', ({ seatId }) => seatId === there.seatId)
  // Asked behind everything that could still be said of it.
  await here.ask('call.raiseHand', { callId: call.id, isRaised: true })
  await here.waitFor('call.seatChanged', ({ seat }) => seat.seatId === here.seatId)
  const last = here.heard.findLastIndex(({ name }) => name === 'call.seatLeft')
  const after = here.heard.slice(last).filter(({ name }) => name === 'call.seatChanged')
  expect(after.map(({ news }) => (news as { seat: { seatId: string } }).seat.seatId)).not.toContain(
    there.seatId,
  )
  const live = liveCallsOf(team.app.context).get(call.id)
  expect((await live?.room)?.published.size).toBe(0)
  expect(produced.status).toBe('rejected')
})

test('let in twice at the same moment, one is in once', async () => {
  const call = await startCall()
  const here = await enter(olivia, call.id)
  await here.ask('call.setRules', { callId: call.id, hasLobby: true })
  const there = await open(bob)
  expect((await there.join(call.id)).state).toBe('waiting')
  const admit = () =>
    here.ask('call.answerLobby', { callId: call.id, personId: bob.personId, isAdmitted: true })
  await Promise.all([admit(), admit()])
  expect((await there.waitFor('call.admitted')).answer.state).toBe('joined')
  expect(await there.produce('microphone')).toBeTruthy()
  expect(there.heard.filter(({ name }) => name === 'call.seatLost')).toEqual([])
})
