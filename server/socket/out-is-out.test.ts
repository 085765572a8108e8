import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { channelStream } from '../../contract/events.ts'
import type { ChannelId } from '../../contract/ids.ts'
import { startTestApp, type TestApp, testPassword } from '../test/app.ts'
import { ask, Client, Ear } from '../test/client.ts'

let server: TestApp
let alice: Client
let bob: Client
let names = 0

const create = async (kind: 'public' | 'private', members: Client[] = []) => {
  const memberIds = members.map(({ personId }) => personId)
  return (await alice.call('channels.create', { kind, name: `channel-${++names}`, memberIds })).joined.channel
    .id
}
const remove = (channelId: ChannelId, who: Client) =>
  alice.call('channels.remove', { channelId, personId: who.personId })
const add = (channelId: ChannelId, who: Client) =>
  alice.call('channels.invite', { channelId, personIds: [who.personId] })
const heardOf = (ear: Ear, channelId: ChannelId) =>
  ear.heard.filter(({ stream }) => stream === channelStream(channelId))
/** A second sign-in of the same person. */
const signInAgain = async (email: string) =>
  new Client(
    server.url,
    await ask(server.url, 'sessions.signIn', { email, password: testPassword, as: 'token' }),
  )

beforeAll(async () => {
  server = await startTestApp()
  alice = server.owner
  bob = await server.invite('member', 'Bob')
})
afterAll(() => server.stop())

describe('whoever is removed from a channel', () => {
  test('hears not one entry above the removal, however much is sent at that moment', async () => {
    const ear = await bob.listen()
    const witness = await alice.listen()
    for (let round = 0; round < 25; round += 1) {
      const channel = await create('private', [bob])
      const sends = () => Array.from({ length: 6 }, (_, index) => alice.send(channel, `message ${index}`))
      const sent = await Promise.all([...sends(), remove(channel, bob).then(() => null), ...sends()])
      const numbers = sent.flatMap((answer) => answer?.message.number ?? [])
      await witness.waitFor(
        'message.sent',
        ({ message }) => message.channelId === channel && message.number === Math.max(...numbers),
      )
      await ear.waitFor('channel.left', ({ channelId }) => channelId === channel)
      const removal = witness.of('member.left').find(({ event }) => event.channelId === channel)
      // Bob's own stream still arrives: whatever of the channel was to reach him would be here before it.
      await bob.call('reading.markAll', {})
      const last = (await alice.call('channels.openDirect', { personIds: [bob.personId] })).joined.channel.id
      const { message } = await alice.send(last, `round ${round}`)
      await ear.waitFor('message.sent', (event) => event.message.id === message.id)
      const above = heardOf(ear, channel).filter(({ number }) => number >= (removal?.number ?? 0))
      expect(above).toEqual([])
    }
    ear.close()
    witness.close()
  })

  test('and added again hears what comes then, and nothing of the time between', async () => {
    const channel = await create('private', [bob])
    const ear = await bob.listen()
    await remove(channel, bob)
    await ear.waitFor('channel.left', ({ channelId }) => channelId === channel)
    const { message: between } = await alice.send(channel, 'between')
    await add(channel, bob)
    await ear.waitFor('channel.joined', ({ joined }) => joined.channel.id === channel)
    const { message: after } = await alice.send(channel, 'after')
    await ear.waitFor('message.sent', ({ message }) => message.id === after.id)
    expect(heardOf(ear, channel).map(({ number }) => number)).not.toContain(between.number)
    ear.close()
  })

  test('while connecting hears nothing above the removal either', async () => {
    for (let round = 0; round < 25; round += 1) {
      const channel = await create('private', [bob])
      const ear = new Ear(server.url, bob.token)
      const [, answers] = await Promise.all([
        Promise.all([remove(channel, bob), ear.ready]),
        Promise.all(Array.from({ length: 8 }, (_, index) => alice.send(channel, `message ${index}`))),
      ])
      const { message: last } = await alice.send(channel, 'the last')
      const { joined } = await alice.call('channels.openDirect', { personIds: [bob.personId] })
      const { message } = await alice.send(joined.channel.id, `round ${round}`)
      await ear.waitFor('message.sent', (event) => event.message.id === message.id)
      const { entries } = await alice.call('sync.catchUp', { cursors: { [channelStream(channel)]: 0 } })
      const removal = entries.find(({ event }) => event.type === 'member.left')
      expect(answers).toHaveLength(8)
      expect(last.number).toBeGreaterThan(removal?.number ?? Number.POSITIVE_INFINITY)
      expect(heardOf(ear, channel).filter(({ number }) => number > (removal?.number ?? 0))).toEqual([])
      ear.close()
    }
  })
})

describe('whoever is removed while being let in', () => {
  test('is not let in to what was read before the removal', async () => {
    const other = await startTestApp()
    const { owner } = other
    const carla = await other.invite()
    const memberIds = [carla.personId]
    const open = async (name: string) =>
      (await owner.call('channels.create', { kind: 'private', name, memberIds })).joined.channel.id
    const [kept, closing] = [await open('kept'), await open('closing')]
    // Reading who may hear what takes its snapshot and then waits for this lock.
    const byHand = new pg.Client({ connectionString: other.databaseUrl })
    await byHand.connect()
    await byHand.query(`
      CREATE FUNCTION held() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock_shared(42); RETURN true; END $$;
      ALTER TABLE session RENAME TO session_table;
      CREATE VIEW session AS SELECT * FROM session_table WHERE held()`)
    // With somebody listening here the removal is pushed at once, before the late answer comes.
    const witness = await owner.listen()
    // Who they are is known for the next second.
    await Promise.all([owner.call('sync.start', {}), carla.call('sync.start', {})])
    await byHand.query('SELECT pg_advisory_lock(42)')
    const ear = new Ear(other.url, carla.token)
    const waiting = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
    await expect.poll(async () => (await byHand.query(waiting)).rowCount).toBeGreaterThan(0)
    await owner.call('channels.remove', { channelId: closing, personId: carla.personId })
    await witness.waitFor('member.left')
    await byHand.query('SELECT pg_advisory_unlock(42)')
    await byHand.end()
    await ear.ready
    await owner.send(closing, 'behind the door')
    const { message } = await owner.send(kept, 'hello')
    await ear.waitFor('message.sent', (event) => event.message.id === message.id)
    expect(heardOf(ear, closing)).toEqual([])
    ear.close()
    witness.close()
    await other.stop()
  })
})

describe('whoever is added', () => {
  test('hears the channel from then on without connecting anew', async () => {
    const channel = await create('private')
    const ear = await bob.listen()
    await add(channel, bob)
    const { message } = await alice.send(channel, 'welcome')
    const entry = await ear.waitFor('message.sent', (event) => event.message.id === message.id)
    expect(entry.event.message).toEqual(message)
    ear.close()
  })
})

describe('a person', () => {
  test('who is deactivated loses every socket within a second and can not come back', async () => {
    const carla = await server.invite('member', 'Carla')
    const again = await signInAgain('carla@example.org')
    const ears = await Promise.all([carla.listen(), again.listen(), bob.listen()])
    const startedAt = performance.now()
    await alice.call('people.deactivate', { personId: carla.personId })
    await Promise.all(ears.slice(0, 2).map((ear) => ear.closed()))
    expect(performance.now() - startedAt).toBeLessThan(1000)
    expect(ears[2]?.socket.connected).toBe(true)
    await expect(carla.listen()).rejects.toThrow('not_signed_in')
    ears[2]?.close()
  })

  test('whose session is ended loses the sockets of that session only, and is told why', async () => {
    const there = await signInAgain('bob@example.org')
    const [kept, ended, alsoEnded] = await Promise.all([bob.listen(), there.listen(), there.listen()])
    const told = new Promise((resolve) => ended.socket.once('signedOut', resolve))
    await bob.call('sessions.end', { sessionId: there.sessionId })
    await Promise.all([ended.closed(), alsoEnded.closed()])
    expect(await told).toEqual({ reason: 'session_ended' })
    await kept.waitFor('session.ended', ({ sessionId }) => sessionId === there.sessionId)
    expect(kept.socket.connected).toBe(true)
    kept.close()
  })

  test('whose role changes hears again only what the new role may hear', async () => {
    const dora = await server.invite('member', 'Dora')
    const ear = await dora.listen()
    await alice.call('people.setRole', { personId: dora.personId, role: 'guest' })
    await ear.closed()
    const back = await dora.listen()
    const before = await create('public')
    const { joined } = await alice.call('channels.openDirect', { personIds: [dora.personId] })
    await alice.send(joined.channel.id, 'after')
    await back.waitFor('message.sent')
    const directory = back.heard.filter(({ stream }) => stream === 'directory')
    expect([directory, heardOf(back, before)]).toEqual([[], []])
    back.close()
  })
})
