import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutputOf } from '../../../contract/commands.ts'
import type { ChannelId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { ask, type Client } from '../../test/client.ts'

describe('channels.browse', () => {
  let app: TestApp
  let bob: Client
  beforeAll(async () => {
    app = await startTestApp()
    bob = await app.invite('member', 'Bob')
    const create = (client: Client, kind: 'public' | 'private', name: string, topic = '') =>
      client.call('channels.create', { kind, name, topic })
    for (const number of [1, 2, 3, 4, 5]) await create(app.owner, 'public', `page-${number}`, 'A Book')
    await create(app.owner, 'public', 'percent', '100% sure')
    await create(app.owner, 'public', 'under_score')
    await create(app.owner, 'private', 'hidden-of-owner')
    await create(bob, 'private', 'hidden-of-bob')
    const { joined } = await create(app.owner, 'public', 'old-times')
    await app.owner.call('channels.archive', { channelId: joined.channel.id, isArchived: true })
  })
  afterAll(() => app?.stop())

  const names = async (query: string, more: object = {}) =>
    (await bob.call('channels.browse', { query, ...more })).channels.map(({ channel }) => channel.name)

  it('refuses a stranger and a guest', async () => {
    const guest = await app.invite('guest')
    await expect(ask(app.url, 'channels.browse', {})).rejects.toMatchObject({ code: 'not_signed_in' })
    await expect(guest.call('channels.browse', {})).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('finds by part of a name or topic, and takes every sign for itself', async () => {
    expect(await names('#PAGE-3')).toEqual(['page-3'])
    expect(await names('a book')).toHaveLength(5)
    expect(await names('100%')).toEqual(['percent'])
    expect(await names('r_s')).toEqual(['under_score'])
    expect(await names('%')).toEqual(['percent'])
    expect(await names('\\')).toEqual([])
    expect(await names('\0page-1')).toEqual(['page-1'])
  })

  it('shows own private channels and nobody else’s, and archived ones when asked', async () => {
    expect(await names('hidden')).toEqual(['hidden-of-bob'])
    expect(await names('old')).toEqual([])
    expect(await names('old', { includeArchived: true })).toEqual(['old-times'])
  })

  it('says who is in and how many', async () => {
    const { channels } = await bob.call('channels.browse', { query: 'of-bob' })
    expect(channels[0]).toMatchObject({ isMember: true, memberCount: 1 })
    const other = await bob.call('channels.browse', { query: 'page-1' })
    expect(other.channels[0]).toMatchObject({ isMember: false, memberCount: 1 })
  })

  it('pages through all of them without a gap', async () => {
    const seen: (string | null)[] = []
    let after: string | null = null
    do {
      const page: OutputOf<'channels.browse'> = await bob.call('channels.browse', {
        query: 'page',
        after,
        limit: 2,
      })
      seen.push(...page.channels.map(({ channel }) => channel.name))
      after = page.next
    } while (after)
    expect(seen).toEqual(['page-1', 'page-2', 'page-3', 'page-4', 'page-5'])
  })

  it('finds one channel by its id, however many come before it by name', async () => {
    const { joined } = await app.owner.call('channels.create', { kind: 'public', name: 'zz-last-of-all' })
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        app.owner.call('channels.create', { kind: 'public', name: `before-${index}` }),
      ),
    )
    const first = await bob.call('channels.browse', { limit: 100 })
    expect(first.channels.map(({ channel }) => channel.id)).not.toContain(joined.channel.id)
    const found = await bob.call('channels.browse', { channelId: joined.channel.id })
    expect(found).toEqual({
      channels: [{ channel: joined.channel, memberCount: 1, isMember: false }],
      next: null,
    })
  })

  it('tells by an id no more than by a name: nothing of hidden channels, to guests and strangers nothing', async () => {
    const byId = (client: Client, channelId: ChannelId) => client.call('channels.browse', { channelId })
    const [open] = (await bob.call('channels.browse', { query: 'percent' })).channels
    const id = open?.channel.id as ChannelId
    const secret = await app.owner.call('channels.create', { kind: 'private', name: 'secret' })
    const talk = await app.owner.call('channels.openDirect', { personIds: [bob.personId] })
    const absent = await byId(bob, randomUUID() as ChannelId)
    expect(absent).toEqual({ channels: [], next: null })
    expect(await byId(bob, secret.joined.channel.id)).toEqual(absent)
    expect(await byId(bob, talk.joined.channel.id)).toEqual(absent)
    const guest = await app.invite('guest')
    await expect(byId(guest, id)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(ask(app.url, 'channels.browse', { channelId: id })).rejects.toMatchObject({
      code: 'not_signed_in',
    })
  })

  it('refuses a place that is none', async () => {
    await expect(bob.call('channels.browse', { after: 'x' })).rejects.toMatchObject({
      code: 'invalid_input',
      field: 'after',
    })
  })
})
