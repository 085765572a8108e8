import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { maxDraftLength, maxDrafts } from '../../../contract/drafts.ts'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import type { TestApp } from '../../test/app.ts'
import { ask, type Client } from '../../test/client.ts'
import { refused } from '../../test/refused.ts'
import { startTestTeam } from '../../test/team.ts'

const [desk, phone] = [randomUUID(), randomUUID()]

describe('drafts.save, drafts.find and drafts.list', () => {
  let app: TestApp
  let bob: Client
  let carla: Client
  beforeAll(async () => {
    ;({ app, bob, carla } = await startTestTeam())
  })
  afterAll(() => app?.stop())

  let made = 0
  const create = async (kind: 'public' | 'private' = 'private') => {
    made += 1
    const memberIds = [bob.personId]
    const { joined } = await app.owner.call('channels.create', { kind, name: `r-${made}`, memberIds })
    return joined.channel.id
  }
  const save = (
    channelId: ChannelId,
    text: string,
    baseRevision: number,
    writerId = desk,
    more: { threadId?: MessageId; dropOlderIds?: string[] } = {},
  ) => bob.call('drafts.save', { channelId, text, baseRevision, writerId, ...more })
  const textIn = async (channelId: ChannelId, threadId: MessageId | null = null) =>
    (await bob.call('drafts.find', { channelId, threadId })).draft?.text

  it('refuse a stranger, and whoever is not in the channel', async () => {
    const [channelId, open] = [await create(), await create('public')]
    const input = { channelId, text: 'mine', baseRevision: 0, writerId: desk }
    expect(await refused(ask(app.url, 'drafts.save', input))).toBe('not_signed_in')
    expect(await refused(ask(app.url, 'drafts.find', { channelId }))).toBe('not_signed_in')
    expect(await refused(ask(app.url, 'drafts.list', {}))).toBe('not_signed_in')
    expect(await refused(carla.call('drafts.save', input))).toBe('not_found')
    expect(await refused(carla.call('drafts.save', { ...input, channelId: open }))).toBe('forbidden')
    await save(channelId, 'mine', 0)
    expect((await carla.call('drafts.find', { channelId })).draft).toBeNull()
    expect((await app.owner.call('drafts.list', {})).drafts).toEqual([])
  })

  it('keep a draft apart for a channel and each of its threads, and in no other channel', async () => {
    const [channelId, elsewhere] = [await create(), await create()]
    const threadId = (await app.owner.send(channelId, 'root')).message.id
    const reply = (await app.owner.send(channelId, 'reply', { threadId })).message.id
    await save(channelId, 'to all', 0)
    await save(channelId, 'to some', 0, desk, { threadId })
    expect([await textIn(channelId), await textIn(channelId, threadId)]).toEqual(['to all', 'to some'])
    expect(await refused(save(elsewhere, 'astray', 0, desk, { threadId }))).toBe('not_found')
    expect(await refused(save(channelId, 'astray', 0, desk, { threadId: reply }))).toBe('forbidden')
    const { drafts } = await bob.call('drafts.list', {})
    expect(drafts.filter((draft) => draft.channelId === channelId).map(({ text }) => text)).toEqual([
      'to some',
      'to all',
    ])
  })

  it('tell the other devices, and nobody else, that it changed and not what it says', async () => {
    const channelId = await create()
    const [ear, owners] = await Promise.all([bob.listen(), app.owner.listen()])
    const { revision, draft } = await save(channelId, 'not yet said', 0)
    expect(draft).toMatchObject({ text: 'not yet said', revision, older: [] })
    expect((await save(channelId, 'not yet said', revision)).revision).toBe(revision)
    const gone = await save(channelId, '', revision)
    expect(gone.draft).toBeNull()
    expect(gone.revision).toBeGreaterThan(revision)
    await save(channelId, '', gone.revision)
    await ear.waitFor('draft.changed', (event) => !event.isThere)
    const place = { type: 'draft.changed', channelId, threadId: null, writerId: desk }
    expect(ear.of('draft.changed').map(({ event }) => event)).toEqual([
      { ...place, revision, isThere: true },
      { ...place, revision: gone.revision, isThere: false },
    ])
    await app.owner.send(channelId, 'the last')
    await owners.waitFor('message.sent', ({ message }) => message.body === 'the last')
    expect(owners.of('draft.changed')).toEqual([])
    ear.close()
    owners.close()
  })

  it('leave no word of a draft behind that was forgotten', async () => {
    const channelId = await create()
    const { revision } = await save(channelId, 'a secret that is not said', 0)
    await save(channelId, '', revision)
    const [found] = await app.context.db.$queryRaw<{ n: number }[]>`
      SELECT (SELECT count(*) FROM entry WHERE event::text LIKE '%a secret that%')::int
        + (SELECT count(*) FROM draft WHERE body LIKE '%a secret that%' OR older::text LIKE '%a secret that%')::int
        + (SELECT count(*) FROM audit_entry a WHERE a::text LIKE '%a secret that%')::int AS n`
    expect(found?.n).toBe(0)
  })

  it('keep both when two devices write at once, until one takes the older in or drops it', async () => {
    const channelId = await create()
    const first = await save(channelId, 'begun', 0)
    await save(channelId, 'begun at the desk', first.revision, desk)
    const second = await save(channelId, 'begun on the phone', first.revision, phone)
    expect(second.draft).toMatchObject({ text: 'begun on the phone', older: [{ text: 'begun at the desk' }] })
    const dropOlderIds = second.draft!.older.map(({ id }) => id)
    const settled = await save(channelId, 'begun on the phone', second.revision, desk, { dropOlderIds })
    expect(settled.draft).toMatchObject({ text: 'begun on the phone', older: [] })
    expect(settled.revision).toBeGreaterThan(second.revision)
  })

  it('do not forget, after sending, what another device has written since', async () => {
    const channelId = await create()
    const first = await save(channelId, 'sent from here', 0, desk)
    await save(channelId, 'another thought', first.revision, phone)
    const { draft } = await save(channelId, '', first.revision, desk)
    expect(draft?.text).toBe('another thought')
    expect(await textIn(channelId)).toBe('another thought')
  })

  it('saved by two devices in the same moment lose neither', async () => {
    const channelIds = await Promise.all(Array.from({ length: 8 }, () => create()))
    for (const channelId of channelIds) {
      await Promise.all([save(channelId, 'left hand', 0, desk), save(channelId, 'right hand', 0, phone)])
      const { draft } = await bob.call('drafts.find', { channelId })
      const kept = [draft?.text, ...(draft?.older ?? []).map(({ text }) => text)]
      expect(kept.sort()).toEqual(['left hand', 'right hand'])
    }
  })

  it('lose what was written in a channel one leaves, at once and for good', async () => {
    const channelId = await create()
    await save(channelId, 'gone with me', 0)
    await app.owner.call('channels.remove', { channelId, personId: bob.personId })
    expect(await app.context.db.draft.count({ where: { channelId } })).toBe(0)
    await app.owner.call('channels.invite', { channelId, personIds: [bob.personId] })
    expect(await textIn(channelId)).toBeUndefined()
  })

  it('take what an archived channel can not take any more: it must not get lost', async () => {
    const channelId = await create()
    await app.owner.call('channels.archive', { channelId, isArchived: true })
    expect((await save(channelId, 'too late', 0)).draft?.text).toBe('too late')
  })

  it('refuse what is far too long or too much', async () => {
    const channelId = await create()
    expect(await refused(save(channelId, 'x'.repeat(maxDraftLength + 1), 0))).toBe('invalid_input')
    const dora = await app.invite('member', 'Dora')
    await app.owner.call('channels.invite', { channelId, personIds: [dora.personId] })
    await app.context.db.$executeRaw`
      WITH made AS (
        INSERT INTO message (channel_id, number, author_id, client_id, body, sent_at)
        SELECT ${channelId}::uuid, 1000 + n, ${app.owner.personId}::uuid, gen_random_uuid(), 'x', now()
        FROM generate_series(1, ${maxDrafts}::int) n RETURNING id
      ) INSERT INTO draft (person_id, place_id, channel_id, thread_id, body, revision, writer_id, saved_at)
        SELECT ${dora.personId}::uuid, id, ${channelId}::uuid, id, 'x', 1, ${desk}::uuid, now() FROM made`
    const input = { channelId, text: 'one too many', baseRevision: 0, writerId: desk }
    expect(await refused(dora.call('drafts.save', input))).toBe('invalid_input')
  })
})
