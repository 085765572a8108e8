import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ringMs, seatKeptMs } from '../../../contract/calls.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { Caller } from '../../test/caller.ts'
import type { Client } from '../../test/client.ts'
import { keepCalls } from './keeper.ts'

let app: TestApp
let olivia: Client
let bob: Client
let aheadMs = 0
const clock = { now: () => new Date(Date.now() + aheadMs) }

beforeAll(async () => {
  app = await startTestApp({ clock })
  olivia = app.owner
  bob = await app.invite('member', 'Bob')
})
afterAll(() => app.stop())

const direct = async (client = olivia, personId = bob.personId) =>
  (await client.call('channels.openDirect', { personIds: [personId] })).joined.channel.id

async function ring() {
  const channelId = await direct()
  const ear = await bob.listen()
  const { call } = await olivia.call('calls.start', { channelId })
  const caller = await Caller.open(olivia)
  await caller.join(call.id)
  return { channelId, call, caller, ear }
}

describe('a call in a direct conversation', () => {
  test('rings, is one call when started twice, and stands in the conversation', async () => {
    const { channelId, call, caller, ear } = await ring()
    const { event } = await ear.waitFor('call.started')
    expect(event.call.participants).toMatchObject([
      { personId: olivia.personId, isHost: true },
      { personId: bob.personId, state: 'ringing' },
    ])
    expect(Date.parse(event.call.ringsUntil ?? '') - Date.parse(event.call.startedAt)).toBe(ringMs)
    expect((await bob.call('calls.start', { channelId })).call.id).toBe(call.id)
    const line = await ear.waitFor('message.sent', ({ message }) => message.id === call.messageId)
    expect(line.event.message.call).toMatchObject({ id: call.id, outcome: 'open' })
    // Who calls has read the line of the call.
    await app.app.listeners.settled()
    const own = (await olivia.call('sync.start', {})).channels.find(({ channel }) => channel.id === channelId)
    expect(own?.membership.readPosition).toBe(own?.state.lastPosition)
    const started = (await bob.call('sync.start', {})).channels.find(
      ({ channel }) => channel.id === channelId,
    )
    expect(started?.state.call?.id).toBe(call.id)
    await caller.ask('call.leave', { callId: call.id })
    caller.close()
    ear.close()
  })

  test('that is declined is over, for the caller too, and says so in the conversation', async () => {
    const { channelId, call, caller, ear } = await ring()
    const { call: said } = await bob.call('calls.decline', { callId: call.id })
    expect(said).toMatchObject({ outcome: 'declined' })
    expect((await bob.call('calls.decline', { callId: call.id })).call.revision).toBe(said.revision)
    expect(await caller.waitFor('call.seatLost')).toMatchObject({ reason: 'ended' })
    const { messages } = await bob.call('messages.list', { channelId })
    expect(messages.find(({ id }) => id === call.messageId)?.call).toMatchObject({
      outcome: 'declined',
      personCount: 1,
    })
    const fresh = (await bob.call('sync.start', {})).channels.find(({ channel }) => channel.id === channelId)
    expect(fresh?.state.call).toBeNull()
    caller.close()
    ear.close()
  })

  test('that nobody answers is a missed call in the history', async () => {
    const { call, caller, ear } = await ring()
    aheadMs += ringMs + 1000
    await keepCalls(app.context)
    const { event } = await ear.waitFor('call.ended', (ended) => ended.call.id === call.id)
    expect(event.call).toMatchObject({ outcome: 'missed' })
    expect(await caller.waitFor('call.seatLost')).toMatchObject({ reason: 'ended' })
    const missed = await bob.call('calls.history', { onlyMissed: true })
    expect(missed.calls.map(({ id }) => id)).toContain(call.id)
    expect((await olivia.call('calls.history', { onlyMissed: true })).calls).toEqual([])
    expect((await olivia.call('calls.history', { limit: 1 })).calls.map(({ id }) => id)).toEqual([call.id])
    caller.close()
    ear.close()
  })

  test('stops ringing in the other windows once one has answered', async () => {
    const { call, caller, ear } = await ring()
    const window = await Caller.open(bob)
    await window.join(call.id)
    const { event } = await ear.waitFor('call.joined', ({ personId }) => personId === bob.personId)
    expect(event.call.participants.find(({ personId }) => personId === bob.personId)?.state).toBe('joined')
    await window.ask('call.leave', { callId: call.id })
    expect(await caller.waitFor('call.seatLost')).toMatchObject({ reason: 'ended' })
    for (const one of [caller, window, ear]) one.close()
  })

  test('whose process died is ended by another, unless somebody came back', async () => {
    const { channelId, call, caller, ear } = await ring()
    await Caller.open(bob).then((window) => window.join(call.id))
    const other = await startTestApp({ databaseUrl: app.databaseUrl, clock })
    expect((await app.owner.call('calls.find', { callId: call.id })).call.endedAt).toBeNull()
    // The other's first turn leaves those alone who may just have had no database.
    await keepCalls(other.context)
    // As if the first one had died: it has not said for long that it carries the call.
    await app.context.db
      .$executeRaw`UPDATE call SET host_seen_at = now() - ${seatKeptMs + 60_000} * interval '1 millisecond'`
    await keepCalls(other.context)
    expect((await olivia.call('calls.find', { callId: call.id })).call).toMatchObject({ outcome: 'ended' })
    expect((await olivia.call('calls.start', { channelId })).call.id).not.toBe(call.id)
    await other.stop()
    caller.close()
    ear.close()
  })
})
