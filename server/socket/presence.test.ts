import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Presence, ServerSignal } from '../../contract/live.ts'
import { startTestApp, type TestApp } from '../test/app.ts'
import type { Client, Ear } from '../test/client.ts'

let server: TestApp
let alice: Client

beforeAll(async () => {
  server = await startTestApp()
  alice = server.owner
})
afterAll(() => server.stop())

const report = (ear: Ear, presence: 'active' | 'away') =>
  ear.socket.timeout(5000).emitWithAck('presence.report', { presence })
/** Watches people and keeps how each was told last. */
async function watch(ear: Ear, people: Client[]) {
  const seen = new Map<string, Presence>()
  ear.socket.on('presence', (changes: ServerSignal<'presence'>) => {
    for (const { personId, presence } of changes) seen.set(personId, presence)
  })
  const look = (who: Client[]) =>
    ear.socket.timeout(5000).emitWithAck('presence.watch', { personIds: who.map(({ personId }) => personId) })
  await look(people)
  const sees = (who: Client, presence: Presence | undefined) =>
    expect.poll(() => seen.get(who.personId), { timeout: 5000 }).toBe(presence)
  return { seen, look, sees }
}
const socketsOf = (who: Client) =>
  server.app.gateway.io.of('/').adapter.rooms.get(`user:${who.personId}`)?.size ?? 0

describe('presence', () => {
  test('is answered at once for the people on screen, and told when it changes', async () => {
    const [bob, carla] = await Promise.all([server.invite(), server.invite()])
    const [watcher, watched] = await Promise.all([alice.listen(), bob.listen()])
    const { sees } = await watch(watcher, [bob, carla])
    await sees(bob, 'active')
    await sees(carla, 'offline')
    await report(watched, 'away')
    await sees(bob, 'away')
    await report(watched, 'active')
    await sees(bob, 'active')
    watcher.close()
    watched.close()
  })

  test('is told of nobody else, nor of those who have left the screen', async () => {
    const [bob, carla, dora] = await Promise.all([server.invite(), server.invite(), server.invite()])
    const [watcher, ofBob, ofDora] = await Promise.all([alice.listen(), bob.listen(), dora.listen()])
    const { seen, look, sees } = await watch(watcher, [bob])
    await look([carla])
    await sees(carla, 'offline')
    seen.clear()
    await Promise.all([report(ofBob, 'away'), report(ofDora, 'away')])
    const arriving = await carla.listen()
    await sees(carla, 'active')
    expect([...seen.keys()]).toEqual([carla.personId])
    for (const ear of [watcher, ofBob, ofDora, arriving]) ear.close()
  })

  test('of a person with two windows is the livelier one, also when that one closes', async () => {
    const [bob, carla] = await Promise.all([server.invite(), server.invite()])
    const [watcher, first, second] = await Promise.all([alice.listen(), bob.listen(), bob.listen()])
    await report(first, 'away')
    const { sees } = await watch(watcher, [bob, carla])
    await sees(bob, 'active')
    // With this the report of the first window has been told, if it had to be.
    const arriving = await carla.listen()
    await sees(carla, 'active')
    second.close()
    await sees(bob, 'away')
    for (const ear of [watcher, first, arriving]) ear.close()
  })

  test('does not change with a reload, and whoever looks in between sees what all others see', async () => {
    const bob = await server.invite()
    const [watcher, late, before] = await Promise.all([alice.listen(), alice.listen(), bob.listen()])
    const early = await watch(watcher, [bob])
    await early.sees(bob, 'active')
    before.close()
    await expect.poll(() => socketsOf(bob)).toBe(0)
    const between = await watch(late, [bob])
    await between.sees(bob, 'active')
    const after = await bob.listen()
    await report(after, 'away')
    await early.sees(bob, 'away')
    await between.sees(bob, 'away')
    await report(after, 'active')
    await early.sees(bob, 'active')
    await between.sees(bob, 'active')
    for (const ear of [watcher, late, after]) ear.close()
  })
})
