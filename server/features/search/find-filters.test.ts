import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { InputOf } from '../../../contract/commands.ts'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'

let app: TestApp
let anna: Client
let bob: Client
let planId: ChannelId
let otherId: ChannelId
let rootId: MessageId

/** Moves what was sent to another moment: tests can't wait for days. */
const sentAt = (messageId: MessageId, at: string) =>
  app.context.db.$transaction([
    app.context.db.$executeRaw`UPDATE message SET sent_at = ${new Date(at)} WHERE id = ${messageId}::uuid`,
    app.context.db
      .$executeRaw`UPDATE search_document SET at = ${new Date(at)} WHERE source_id = ${messageId}::uuid`,
  ])

beforeAll(async () => {
  app = await startTestApp()
  anna = await app.invite('member', 'Anna Berg')
  bob = await app.invite('member', 'Bob Anders')
  planId = (await anna.call('channels.create', { kind: 'public', name: 'plan', topic: 'Where we are going' }))
    .joined.channel.id
  otherId = (await anna.call('channels.create', { kind: 'public', name: 'other' })).joined.channel.id
  for (const channelId of [planId, otherId]) await bob.call('channels.join', { channelId })
  const { message } = await anna.send(planId, 'budget one, see https://example.org/budget')
  rootId = message.id
  await bob.send(planId, 'budget two, a reply', { threadId: rootId })
  await bob.send(otherId, `budget three for <@${anna.personId}>`)
  const fourth = (await bob.send(otherId, 'budget four with `code`')).message
  await anna.call('reactions.add', { messageId: fourth.id, emoji: '👍' })
  const old = (await anna.send(otherId, 'budget five of old')).message
  await app.app.listeners.settled()
  await sentAt(old.id, '2026-03-10T22:30:00Z')
})
afterAll(() => app.stop())

const ask = (query: string, more: Partial<InputOf<'search.find'>> = {}, person = bob) =>
  person.call('search.find', { query, ...more })
async function found(query: string, more: Partial<InputOf<'search.find'>> = {}, person = bob) {
  const { hits } = await ask(query, more, person)
  return hits
    .map((hit) => (hit.kind === 'message' ? (/budget (\w+)/.exec(hit.message.body)?.[1] ?? '?') : hit.kind))
    .sort()
}

describe('search.find with filters', () => {
  test.each([
    ['budget', ['five', 'four', 'one', 'three', 'two']],
    ['from:anna budget', ['five', 'one']],
    ['from:"Anna Berg"', ['five', 'one']],
    ['from:me budget', ['four', 'three', 'two']],
    ['from:an budget', ['five', 'four', 'one', 'three', 'two']],
    ['-from:anna budget', ['four', 'three', 'two']],
    ['in:plan budget', ['one', 'two']],
    ['in:#plan in:other budget', ['five', 'four', 'one', 'three', 'two']],
    ['-in:plan budget', ['five', 'four', 'three']],
    ['has:link', ['one']],
    ['has:code', ['four']],
    ['has:reaction', ['four']],
    ['-has:reaction -has:link budget', ['five', 'three', 'two']],
    ['has:file', []],
    ['is:thread', ['one', 'two']],
    ['-is:thread budget', ['five', 'four', 'three']],
    ['mentions:anna', ['three']],
    ['mentions:me', []],
    ['-mentions:anna in:other', ['five', 'four']],
    ['on:2026-03-10 budget', ['five']],
    ['on:2026-03 budget', ['five']],
    ['before:2026-03-10 budget', []],
    ['before:2026-03-11 budget', ['five']],
    ['after:2026-03-10 budget', ['four', 'one', 'three', 'two']],
    ['-on:2026 budget', []],
    ['-after:2026-03-10 budget', ['five']],
    ['from:anna from:bob has:link has:code', []],
    ['after:2026-04 before:2026-02 budget', []],
    ['', []],
    ['-budget', []],
  ])('%s', async (query, expected) => {
    expect(await found(query)).toEqual(expected)
    expect(await found(query, { sort: 'time' })).toEqual(expected)
  })

  test('days are those of the own time zone', async () => {
    await bob.call('people.updateProfile', { timeZone: 'Asia/Tokyo' })
    expect(await found('on:2026-03-10 budget')).toEqual([])
    expect(await found('on:2026-03-11 budget')).toEqual(['five'])
    await bob.call('people.updateProfile', { timeZone: 'UTC' })
  })

  test('a name that nobody has is told, and nothing is found', async () => {
    const answer = await ask('from:nobody in:nowhere budget')
    expect(answer.hits).toEqual([])
    expect(answer.unknown).toEqual([
      { name: 'from', value: 'nobody' },
      { name: 'in', value: 'nowhere' },
    ])
  })

  test('only in one channel', async () => {
    expect(await found('budget', { channelId: planId })).toEqual(['one', 'two'])
    expect(await found('', { channelId: planId, sort: 'time' })).toEqual(['one', 'two'])
    expect(await found('in:other budget', { channelId: planId })).toEqual(['one', 'two'])
  })

  test('the answer tells the channel, marks the matches, and gives no HTML', async () => {
    const { hits, channels } = await ask('from:anna bud', { channelId: planId })
    expect(channels.map(({ name }) => name)).toEqual(['plan'])
    expect(hits[0]).toMatchObject({
      kind: 'message',
      message: { id: rootId },
      excerpt: [
        { text: 'bud', isMatch: true },
        { text: 'get one, see https://example.org/', isMatch: false },
        { text: 'bud', isMatch: true },
        { text: 'get', isMatch: false },
      ],
    })
  })

  test('channels by name and topic, people by name and title', async () => {
    const kinds = async (query: string, kind: 'channel' | 'person', person = bob) =>
      (await ask(query, { kind }, person)).hits.map((hit) =>
        hit.kind === 'channel' ? hit.channel.name : hit.kind === 'person' ? hit.personId : '',
      )
    expect(await kinds('pla', 'channel')).toEqual(['plan'])
    expect(await kinds('going', 'channel')).toEqual(['plan'])
    expect(await kinds('berg', 'person')).toEqual([anna.personId])
    await anna.call('people.updateProfile', { title: 'Head of Söme Department' })
    await anna.call('channels.update', { channelId: planId, topic: 'Elsewhere' })
    await app.app.listeners.settled()
    expect(await kinds('some dep', 'person')).toEqual([anna.personId])
    expect(await kinds('going', 'channel')).toEqual([])
    expect(await kinds('elsewhere', 'channel')).toEqual(['plan'])
    const guest = await app.invite('guest', 'Gus')
    await app.app.listeners.settled()
    expect(await kinds('plan', 'channel', guest)).toEqual([])
    expect(await kinds('berg', 'person', guest)).toEqual([anna.personId])
  })

  test('whole words come before beginnings, and those before parts', async () => {
    for (const body of ['startling news', 'a restart is due', 'the start is near'])
      await bob.send(planId, body)
    await app.app.listeners.settled()
    const { hits } = await ask('start')
    expect(hits.map((hit) => hit.kind === 'message' && hit.message.body)).toEqual([
      'the start is near',
      'startling news',
      'a restart is due',
    ])
  })
})

describe('names in search.find', () => {
  test('a group is mentioned by its handle, and through it each of its people; guests know only their own groups', async () => {
    const carol = await app.invite('member', 'Carol Cook')
    const { group } = await app.owner.call('groups.create', {
      handle: 'bakers',
      name: 'Bakers',
      memberIds: [carol.personId],
    })
    await bob.send(planId, `budget nine for <!group:${group.id}>`)
    await app.app.listeners.settled()
    for (const query of ['mentions:bakers', 'mentions:@bakers', 'mentions:carol'])
      expect(await found(query)).toEqual(['nine'])
    expect(await found('mentions:me', {}, carol)).toEqual(['nine'])
    expect(await found('-mentions:carol in:plan budget')).toEqual(['one', 'two'])
    const guest = await app.invite('guest', 'Gerda Guest')
    await anna.call('channels.invite', { channelId: planId, personIds: [guest.personId] })
    expect(await found('mentions:bakers', {}, guest)).toEqual([])
    expect(await found('mentions:carol', {}, guest)).toEqual([])
    expect((await ask('mentions:bakers', {}, guest)).unknown).toEqual([{ name: 'mentions', value: 'bakers' }])
    expect(await found('budget nine', {}, guest)).toEqual(['nine'])
  })

  test('a channel is found as it is written, and people inside of one are its own', async () => {
    const channels = async (query: string) =>
      (await ask(query, { kind: 'channel' })).hits.map((hit) => hit.kind === 'channel' && hit.channel.name)
    for (const query of ['#plan', '# plan', 'plan']) expect(await channels(query)).toEqual(['plan'])
    expect(await channels('#')).toEqual([])
    const people = async (query: string) =>
      (await ask(query, { kind: 'person', channelId: otherId })).hits.map(
        (hit) => hit.kind === 'person' && hit.personId,
      )
    expect((await people('')).toSorted()).toEqual([anna.personId, bob.personId].toSorted())
    expect(await people('anna')).toEqual([anna.personId])
    expect(await people('carol')).toEqual([])
  })

  test('of a hundred filters twenty are asked, each name once', async () => {
    const many = Array.from({ length: 90 }, (_, at) => `in:${'abcdefghij'[at % 10]}`).join(' ')
    expect((await ask(many)).unknown.length).toBeLessThanOrEqual(20)
  })
})

describe('pages of search.find', () => {
  const count = 23
  beforeAll(async () => {
    for (let at = 0; at < count; at += 1) await anna.send(otherId, `paged number ${at}`)
    await app.app.listeners.settled()
  })

  test.each(['time', 'relevance'] as const)(
    'by %s: each hit once, also when more is written meanwhile',
    async (sort) => {
      const seen: string[] = []
      let after: string | null = null
      do {
        const page = await ask('paged', { sort, limit: 5, after })
        seen.push(...page.hits.map((hit) => (hit.kind === 'message' ? hit.message.body : '')))
        after = page.next
        await anna.send(planId, `later, not counted: page${'d'} ${seen.length} ${sort}`)
        await app.app.listeners.settled()
      } while (after)
      const numbered = seen.filter((body) => body.startsWith('paged number'))
      expect(new Set(seen).size).toBe(seen.length)
      expect(numbered).toHaveLength(count)
      if (sort === 'time') expect(numbered[0]).toBe(`paged number ${count - 1}`)
    },
  )

  test('a cursor of another sorting, or a broken one, is refused', async () => {
    const { next } = await ask('paged', { sort: 'time', limit: 5 })
    const refusal = { code: 'invalid_input', field: 'after' }
    await expect(ask('paged', { sort: 'relevance', after: next })).rejects.toMatchObject(refusal)
    for (const after of [
      '',
      'x',
      'e30',
      Buffer.from('{"by":"time","at":1e300,"id":"x"}').toString('base64url'),
    ])
      await expect(ask('paged', { sort: 'time', after })).rejects.toMatchObject(refusal)
  })
})

test('what takes too long is refused by name, with advice', async () => {
  const { Client } = pg
  const blocker = new Client({ connectionString: app.databaseUrl })
  await blocker.connect()
  await blocker.query('BEGIN; LOCK TABLE search_document')
  try {
    await expect(ask('budget')).rejects.toMatchObject({
      code: 'search_too_wide',
      status: 422,
      message: expect.stringContaining('Add a word'),
    })
  } finally {
    await blocker.end()
  }
  expect(await found('has:code')).toEqual(['four'])
})
