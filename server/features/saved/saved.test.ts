import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutputOf } from '../../../contract/commands.ts'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import { maxSaved } from '../../../contract/saved.ts'
import type { TestApp } from '../../test/app.ts'
import { ask, type Client } from '../../test/client.ts'
import { refused } from '../../test/refused.ts'
import { startTestTeam } from '../../test/team.ts'

describe('saved.add, saved.remove, saved.setDone and saved.list', () => {
  let app: TestApp
  let bob: Client
  let carla: Client
  beforeAll(async () => {
    ;({ app, bob, carla } = await startTestTeam())
  })
  afterAll(() => app?.stop())

  let made = 0
  const create = async (kind: 'public' | 'private', members = [bob.personId]) => {
    made += 1
    const { joined } = await app.owner.call('channels.create', {
      kind,
      name: `r-${made}`,
      memberIds: members,
    })
    return joined.channel.id
  }
  const say = async (channelId: ChannelId, body: string) => (await app.owner.send(channelId, body)).message.id
  const list = async (who: Client, isDone = false) =>
    (await who.call('saved.list', { isDone, limit: 100 })).saved.map(({ message }) => message.body)
  const marks = async (who: Client, messageId: MessageId) =>
    (await who.call('sync.start', {})).saved.filter((mark) => mark.messageId === messageId)

  it('refuse a stranger, and somebody who may not see the message', async () => {
    const messageId = await say(await create('private'), 'for bob')
    for (const name of ['saved.add', 'saved.remove'] as const)
      expect(await refused(ask(app.url, name, { messageId }))).toBe('not_signed_in')
    expect(await refused(ask(app.url, 'saved.setDone', { messageId, isDone: true }))).toBe('not_signed_in')
    expect(await refused(ask(app.url, 'saved.list', {}))).toBe('not_signed_in')
    expect(await refused(carla.call('saved.add', { messageId }))).toBe('not_found')
    expect(await refused(carla.call('saved.setDone', { messageId, isDone: true }))).toBe('not_found')
    expect(await marks(carla, messageId)).toEqual([])
  })

  it('tell every device of the person, once, and nobody else', async () => {
    const channelId = await create('private')
    const messageId = await say(channelId, 'read this later')
    // Who has just come into a channel is told their marks there; here that is to be over.
    await app.app.listeners.settled()
    const [ear, owners] = await Promise.all([bob.listen(), app.owner.listen()])
    await Promise.all([bob.call('saved.add', { messageId }), bob.call('saved.add', { messageId })])
    expect(await list(bob)).toContain('read this later')
    expect(await marks(bob, messageId)).toEqual([{ messageId, channelId, isDone: false }])
    for (let twice = 0; twice < 2; twice += 1) await bob.call('saved.setDone', { messageId, isDone: true })
    expect(await list(bob)).not.toContain('read this later')
    expect(await list(bob, true)).toContain('read this later')
    for (let twice = 0; twice < 2; twice += 1) await bob.call('saved.remove', { messageId })
    expect(await list(bob, true)).not.toContain('read this later')
    await ear.waitFor('saved.changed', ({ mark }) => mark.isDone === null)
    expect(ear.of('saved.changed').map(({ event }) => event.mark)).toEqual([
      { messageId, channelId, isDone: false },
      { messageId, channelId, isDone: true },
      { messageId, channelId, isDone: null },
    ])
    await app.owner.send(channelId, 'the last')
    await owners.waitFor('message.sent', ({ message }) => message.body === 'the last')
    expect(owners.of('saved.changed')).toEqual([])
    ear.close()
    owners.close()
  })

  it('save again what was done: it is to do, and on top', async () => {
    const channelId = await create('private')
    const [first, second] = [await say(channelId, 'the first'), await say(channelId, 'the second')]
    await bob.call('saved.add', { messageId: first })
    await bob.call('saved.setDone', { messageId: first, isDone: true })
    await bob.call('saved.add', { messageId: second })
    await bob.call('saved.add', { messageId: first })
    expect((await list(bob)).slice(0, 2)).toEqual(['the first', 'the second'])
  })

  it('show in pages what was saved, the newest first, without a gap', async () => {
    const channelId = await create('private', [carla.personId])
    const bodies: string[] = []
    for (let index = 0; index < 7; index += 1) {
      bodies.unshift(`page ${index}`)
      await carla.call('saved.add', { messageId: await say(channelId, `page ${index}`) })
    }
    const read: string[] = []
    let before: string | null = null
    for (let more = true; more; ) {
      const page: OutputOf<'saved.list'> = await carla.call('saved.list', { limit: 3, before })
      read.push(...page.saved.map(({ message }) => message.body))
      before = page.saved.at(-1)?.at ?? null
      more = page.hasOlder
    }
    expect(read).toEqual(bodies)
  })

  it('show nothing of a channel one was taken out of, and all again once one is back', async () => {
    const channelId = await create('private')
    const messageId = await say(channelId, 'our secret')
    await bob.call('saved.add', { messageId })
    await app.owner.call('channels.remove', { channelId, personId: bob.personId })
    expect(await list(bob)).not.toContain('our secret')
    expect(await marks(bob, messageId)).toEqual([])
    const ear = await bob.listen()
    await app.owner.call('channels.invite', { channelId, personIds: [bob.personId] })
    await ear.waitFor('saved.changed', ({ mark }) => mark.messageId === messageId && mark.isDone === false)
    expect(await list(bob)).toContain('our secret')
    // What one may not see any more can still be taken off the list.
    await app.owner.call('channels.remove', { channelId, personId: bob.personId })
    await bob.call('saved.remove', { messageId })
    await app.owner.call('channels.invite', { channelId, personIds: [bob.personId] })
    expect(await list(bob)).not.toContain('our secret')
    ear.close()
  })

  it('keep what stands in a public channel one has left, with the channel itself', async () => {
    const channelId = await create('public')
    const messageId = await say(channelId, 'for everybody')
    await bob.call('saved.add', { messageId })
    const ear = await bob.listen()
    await bob.call('channels.leave', { channelId })
    await ear.waitFor('saved.changed', ({ mark }) => mark.messageId === messageId && mark.isDone === false)
    const page = await bob.call('saved.list', {})
    expect(page.saved.map(({ message }) => message.body)).toContain('for everybody')
    expect(page.channels.map(({ id }) => id)).toEqual([channelId])
    ear.close()
  })

  it('a guest loses sight of the public channel they left', async () => {
    const guest = await app.invite('guest', 'Gina')
    const channelId = await create('public', [guest.personId])
    const messageId = await say(channelId, 'seen by a guest')
    await guest.call('saved.add', { messageId })
    expect(await list(guest)).toEqual(['seen by a guest'])
    await app.owner.call('channels.remove', { channelId, personId: guest.personId })
    expect(await list(guest)).toEqual([])
    expect(await marks(guest, messageId)).toEqual([])
  })

  it('forget a message that is deleted, and save no deleted one', async () => {
    const channelId = await create('private')
    const messageId = await say(channelId, 'said in haste')
    await bob.call('saved.add', { messageId })
    const ear = await bob.listen()
    await app.owner.call('messages.delete', { messageId })
    await ear.waitFor('saved.changed', ({ mark }) => mark.messageId === messageId && mark.isDone === null)
    expect(await app.context.db.saved.count({ where: { messageId } })).toBe(0)
    expect(await refused(bob.call('saved.add', { messageId }))).toBe('message_deleted')
    ear.close()
  })

  it(`refuse one more than ${maxSaved}`, async () => {
    const dora = await app.invite('member', 'Dora')
    const channelId = await create('private', [dora.personId])
    const messageId = await say(channelId, 'one too many')
    await app.context.db.$executeRaw`
      WITH made AS (
        INSERT INTO message (channel_id, number, author_id, client_id, body, sent_at)
        SELECT ${channelId}::uuid, 1000 + n, ${app.owner.personId}::uuid, gen_random_uuid(), 'x', now()
        FROM generate_series(1, ${maxSaved}::int) n RETURNING id
      ) INSERT INTO saved SELECT ${dora.personId}::uuid, id, ${channelId}::uuid, now() FROM made`
    expect(await refused(dora.call('saved.add', { messageId }))).toBe('invalid_input')
    const [some] = (await dora.call('saved.list', { limit: 1 })).saved
    await dora.call('saved.remove', { messageId: some!.message.id })
    await dora.call('saved.add', { messageId })
  })
})
