import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StreamName } from '../../../contract/events.ts'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import type { Cursors, StartState } from '../../../contract/sync.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { ask, type Client } from '../../test/client.ts'
import { refused } from '../../test/refused.ts'

let server: TestApp
let alice: Client
let bob: Client
let guest: Client

const create = async (kind: 'public' | 'private', name: string, members: Client[] = []) =>
  (await alice.call('channels.create', { kind, name, memberIds: members.map(({ personId }) => personId) }))
    .joined.channel.id
const start = (who: Client) => who.call('sync.start', {})
const streamsOf = (state: { cursors: Cursors }) => Object.keys(state.cursors).sort()

beforeAll(async () => {
  server = await startTestApp()
  alice = server.owner
  bob = await server.invite()
  guest = await server.invite('guest')
})
afterAll(() => server.stop())

describe('sync.start', () => {
  test('refuses a stranger', async () => {
    expect(await refused(ask(server.url, 'sync.start', {}))).toBe('not_signed_in')
  })

  test('names a number for every stream one may hear, and for no other', async () => {
    const secret = await create('private', 'for-guests', [guest])
    const { channels } = await start(guest)
    expect(channels.map(({ channel }) => channel.id)).toContain(secret)
    const channelStreams = channels.map(({ channel }) => `channel:${channel.id}`)
    expect(streamsOf(await start(guest))).toEqual(
      ['workspace', `user:${guest.personId}`, ...channelStreams].sort(),
    )
    const ofBob = streamsOf(await start(bob))
    expect(ofBob).toContain('directory')
    expect(ofBob).not.toContain(`channel:${secret}`)
  })

  test('gives e-mail only to oneself, and says what one may do', async () => {
    const state = await start(bob)
    expect(state.me).toMatchObject({
      personId: bob.personId,
      sessionId: bob.sessionId,
      email: expect.stringContaining('@'),
    })
    expect(JSON.stringify({ ...state, me: null })).not.toContain('@example.org')
    expect(state.me.abilities.canManagePeople).toBe(false)
    expect((await start(alice)).me.abilities.canManagePeople).toBe(true)
  })
})

/** What the numbers and channels of a state say, without what only belongs to this moment. */
const placeOf = (state: StartState) => ({
  cursors: state.cursors,
  people: state.people
    .map(({ id, name, revision }) => ({ id, name, revision }))
    .sort((a, b) => a.id.localeCompare(b.id)),
  channels: state.channels.map(({ channel, state: stand }) => ({
    id: channel.id,
    name: channel.name,
    ...stand,
  })),
})

describe('a state and what is caught up from it', () => {
  test('lead to the numbers of a fresh state, after any series of commands', async () => {
    const channels = [
      await create('public', 'one', [bob]),
      await create('private', 'two', [bob]),
      await create('public', 'three'),
    ]
    const messages: MessageId[] = []
    const any = <Item>(list: Item[], at: number) => list[at % list.length] as Item
    const commands = {
      send: async (at: number) =>
        void messages.push((await alice.send(any(channels, at), 'text')).message.id),
      edit: (at: number) =>
        alice.call('messages.edit', { messageId: any(messages, at), body: `edited ${at}` }),
      react: (at: number) => alice.call('reactions.add', { messageId: any(messages, at), emoji: '👍' }),
      erase: (at: number) => alice.call('messages.delete', { messageId: any(messages, at) }),
      rename: (at: number) =>
        alice.call('channels.update', { channelId: any(channels, at), topic: `topic ${at}` }),
      title: (at: number) => bob.call('people.updateProfile', { title: `title ${at}` }),
      mark: (at: number) =>
        bob.call('reading.markChannel', { channelId: any(channels, at), position: at, mayGoBack: true }),
      join: (at: number) => bob.call('channels.join', { channelId: any(channels, at) }),
      leave: (at: number) => bob.call('channels.leave', { channelId: any(channels, at) }),
    }
    const step = fc.tuple(
      fc.constantFrom(...(Object.keys(commands) as (keyof typeof commands)[])),
      fc.nat({ max: 30 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 15 }), async (steps) => {
        await alice.send(any(channels, 0), 'first').then(({ message }) => messages.push(message.id))
        await server.app.listeners.settled()
        const before = await start(bob)
        // A refusal (an edit of what was deleted, a leave of what was left) is a step without effect.
        for (const [name, at] of steps) await Promise.resolve(commands[name](at)).catch(() => {})
        await server.app.listeners.settled()
        const { reached, left, joined } = await catchUpAll(bob, before.cursors)
        const fresh = await start(bob)
        const expected = Object.fromEntries(
          Object.entries(fresh.cursors).filter(([stream]) => stream in before.cursors),
        )
        expect(reached).toEqual(expected)
        expect(left.sort()).toEqual(streamsOf(before).filter((stream) => !(stream in fresh.cursors)))
        for (const stream of streamsOf(fresh)) {
          if (!(stream in before.cursors)) expect(joined).toContain(stream.slice('channel:'.length))
        }
        expect(placeOf(await start(bob))).toEqual(placeOf(fresh))
      }),
      { numRuns: 12 },
    )
  })
})

/** Goes on from cursors until nothing is missed; checks on the way that no number is skipped or doubled. */
async function catchUpAll(who: Client, cursors: Cursors) {
  const reached: Record<string, number> = { ...cursors }
  const joined: ChannelId[] = []
  let left: StreamName[] = []
  for (let hasMore = true; hasMore; ) {
    const answer = await who.call('sync.catchUp', { cursors: reached as Cursors })
    for (const { stream, number, event } of answer.entries) {
      expect(number).toBe((reached[stream] as number) + 1)
      reached[stream] = number
      if (event.type === 'channel.joined') joined.push(event.joined.channel.id)
    }
    for (const { stream, head } of answer.fresh) reached[stream] = head
    left = answer.gone
    hasMore = answer.hasMore
  }
  for (const stream of left) delete reached[stream]
  return { reached, left, joined }
}
