import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { InputOf } from '../../../contract/commands.ts'
import type { ChannelId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'

let app: TestApp
let bob: Client
let guest: Client
let publicId: ChannelId
let privateId: ChannelId
let serial = 0
/** A word that stands nowhere yet. */
let word: string

beforeAll(async () => {
  app = await startTestApp()
  bob = await app.invite('member', 'Bob')
  guest = await app.invite('guest', 'Gus Guest')
  const make = async (kind: 'public' | 'private', name: string, memberIds: Client[] = []) =>
    (await app.owner.call('channels.create', { kind, name, memberIds: memberIds.map((one) => one.personId) }))
      .joined.channel.id
  publicId = await make('public', 'everyone')
  privateId = await make('private', 'board', [])
})
afterAll(() => app.stop())
beforeEach(() => {
  serial += 1
  word = `xylo${'abcdefghijklmnopqrstuvwxyz'[serial % 26]}quark${serial}`
})

const settle = () => app.app.listeners.settled()
const ask = (person: Client, query: string, more: Partial<InputOf<'search.find'>> = {}) =>
  person.call('search.find', { query, ...more })
const bodies = async (person: Client, query: string, more: Partial<InputOf<'search.find'>> = {}) =>
  (await ask(person, query, more)).hits.map((hit) => (hit.kind === 'message' ? hit.message.body : hit.kind))

/** The answer must be the same, to the last letter, as for a word that stands nowhere. */
async function expectNothing(person: Client, query = word) {
  for (const kind of ['message', 'file', 'channel', 'person'] as const)
    for (const sort of ['relevance', 'time'] as const) {
      const hidden = await ask(person, query, { kind, sort })
      const absent = await ask(person, query.replace('xylo', 'zzyz').replace('quark', 'qvark'), {
        kind,
        sort,
      })
      expect(hidden).toEqual(absent)
      expect(hidden.hits).toEqual([])
    }
}

describe('search.find shows only what may be read', () => {
  test('a stranger is refused', async () => {
    const answer = await fetch(`${app.url}/api/search.find`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'anything' }),
    })
    expect(answer.status).toBe(401)
  })

  test('words of a private channel are nowhere for who is not in it, admins too', async () => {
    await app.owner.send(privateId, `the ${word} plan`)
    await settle()
    expect(await bodies(app.owner, word)).toEqual([`the ${word} plan`])
    await expectNothing(bob)
    await expectNothing(bob, `in:board ${word}`)
    await expectNothing(bob, `${word.slice(2, -1)}`)
    await expectNothing(guest)
  })

  test('a search in a channel that is hidden answers as if it were absent', async () => {
    const absent = '00000000-0000-7000-8000-000000000000' as ChannelId
    const refusal = { code: 'not_found', message: expect.stringContaining('This channel does not exist') }
    await expect(ask(bob, word, { channelId: privateId })).rejects.toMatchObject(refusal)
    await expect(ask(bob, word, { channelId: absent })).rejects.toMatchObject(refusal)
  })

  test('a filter that names a hidden channel is as unknown as one that names none', async () => {
    const hidden = await ask(bob, 'in:board')
    const absent = await ask(bob, 'in:bored')
    expect({ ...hidden, unknown: [] }).toEqual({ ...absent, unknown: [] })
    expect(hidden.unknown).toEqual([{ name: 'in', value: 'board' }])
    expect(absent.unknown).toEqual([{ name: 'in', value: 'bored' }])
    expect((await ask(bob, 'board', { kind: 'channel' })).hits).toEqual([])
    expect((await ask(app.owner, 'board', { kind: 'channel' })).hits).toHaveLength(1)
  })

  test('a public channel is searched without being in it, but not by guests', async () => {
    await app.owner.send(publicId, `public ${word}`)
    await settle()
    expect(await bodies(bob, word)).toEqual([`public ${word}`])
    expect(await bodies(bob, `in:everyone ${word}`)).toEqual([`public ${word}`])
    expect(await bodies(bob, word, { channelId: publicId })).toEqual([`public ${word}`])
    await expectNothing(guest)
    await expectNothing(guest, `in:everyone ${word}`)
    expect((await ask(guest, 'everyone', { kind: 'channel' })).hits).toEqual([])
  })

  test('membership counts at the moment of the search: joined, then left', async () => {
    await app.owner.send(privateId, `secret ${word}`)
    await settle()
    await app.owner.call('channels.invite', {
      channelId: privateId,
      personIds: [bob.personId, guest.personId],
    })
    expect(await bodies(bob, word)).toEqual([`secret ${word}`])
    expect(await bodies(guest, word)).toEqual([`secret ${word}`])
    expect(await bodies(guest, `in:board ${word}`)).toEqual([`secret ${word}`])
    await bob.call('channels.leave', { channelId: privateId })
    await app.owner.call('channels.remove', { channelId: privateId, personId: guest.personId })
    await expectNothing(bob)
    await expectNothing(guest)
  })

  test('a direct conversation belongs to its two people', async () => {
    const { joined } = await app.owner.call('channels.openDirect', { personIds: [bob.personId] })
    await app.owner.send(joined.channel.id, `between us ${word}`)
    await settle()
    expect(await bodies(app.owner, word)).toEqual([`between us ${word}`])
    expect(await bodies(bob, word)).toEqual([`between us ${word}`])
    expect(await bodies(bob, `in:@olivia ${word}`)).toEqual([`between us ${word}`])
    await expectNothing(guest)
    const carla = await app.invite('admin', `Carla ${serial}`)
    await expectNothing(carla)
  })

  test('replies in a thread follow their channel', async () => {
    const root = (await app.owner.send(privateId, 'the plan of the board')).message
    await app.owner.send(privateId, `reply ${word}`, { threadId: root.id })
    await settle()
    expect(await bodies(app.owner, word)).toEqual([`reply ${word}`])
    expect(await bodies(app.owner, `is:thread ${word}`)).toEqual([`reply ${word}`])
    await expectNothing(bob)
  })

  test('deleted is gone at once, before the journal is heard; twice equals once', async () => {
    const { message } = await bob.send(publicId, `to delete ${word}`).catch(async () => {
      await bob.call('channels.join', { channelId: publicId })
      return bob.send(publicId, `to delete ${word}`)
    })
    await settle()
    expect(await bodies(bob, word)).toEqual([`to delete ${word}`])
    await bob.call('messages.delete', { messageId: message.id })
    await expectNothing(bob)
    const left = await app.context.db.$queryRaw`SELECT FROM search_document WHERE words LIKE ${`%${word}%`}`
    expect(left).toEqual([])
    await bob.call('messages.delete', { messageId: message.id })
    await settle()
    await expectNothing(bob)
  })

  test('what was edited away is gone at once, and what came instead is found', async () => {
    const { message } = await app.owner.send(publicId, `first ${word}`)
    await settle()
    await app.owner.call('messages.edit', { messageId: message.id, body: `second version${serial}` })
    await expectNothing(app.owner)
    await settle()
    await expectNothing(app.owner)
    expect(await bodies(app.owner, `version${serial}`)).toEqual([`second version${serial}`])
  })

  test('a document that is behind its source is not shown', async () => {
    const { message } = await app.owner.send(publicId, `stale ${word}`)
    await settle()
    // As the listener would leave it that read the message just before the edit.
    await app.context.db.$executeRaw`UPDATE message SET edited_at = now() WHERE id = ${message.id}::uuid`
    await expectNothing(app.owner)
  })

  test('a page is full although hidden matches stand between', async () => {
    for (let at = 0; at < 6; at += 1) {
      await app.owner.send(publicId, `open ${at} ${word}`)
      for (let more = 0; more < 3; more += 1) await app.owner.send(privateId, `hidden ${at} ${word}`)
    }
    await settle()
    const first = await ask(bob, word, { sort: 'time', limit: 4 })
    expect(first.hits).toHaveLength(4)
    const second = await ask(bob, word, { sort: 'time', limit: 4, after: first.next })
    expect(second.hits).toHaveLength(2)
    expect(second.next).toBeNull()
  })
})
