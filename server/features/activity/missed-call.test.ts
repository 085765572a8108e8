import { afterAll, beforeAll, expect, test } from 'vitest'
import { ringMs } from '../../../contract/calls.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { Caller } from '../../test/caller.ts'
import { keepCalls } from '../calls/keeper.ts'

let app: TestApp
let aheadMs = 0
const clock = { now: () => new Date(Date.now() + aheadMs) }

beforeAll(async () => {
  app = await startTestApp({ clock })
})
afterAll(() => app?.stop())

test('a missed call stands in the activity of who was called, once, and is read with the conversation', async () => {
  const bob = await app.invite('member', 'Bob')
  const { joined } = await app.owner.call('channels.openDirect', { personIds: [bob.personId] })
  const channelId = joined.channel.id
  const ear = await bob.listen()
  const { call } = await app.owner.call('calls.start', { channelId })
  const caller = await Caller.open(app.owner)
  await caller.join(call.id)
  aheadMs += ringMs + 1000
  await keepCalls(app.context)
  await ear.waitFor('activity.changed', ({ unreadCount }) => unreadCount === 1)
  const { items } = await bob.call('activity.list', {})
  expect(items).toMatchObject([
    { kind: 'call', channelId, actorId: app.owner.personId, isUnread: true, message: { id: call.messageId } },
  ])
  const position = items[0]?.message?.position as number
  await bob.call('reading.markChannel', { channelId, position })
  await ear.waitFor('activity.changed', ({ unreadCount }) => unreadCount === 0)
  expect((await app.owner.call('activity.list', {})).items).toEqual([])
  caller.close()
  ear.close()
})
