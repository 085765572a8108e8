import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChannelId, PersonId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { ask, type Client } from '../../test/client.ts'

describe('mentions: the listener and reading.mentions', () => {
  let app: TestApp
  let bob: Client
  let carla: Client
  let outsider: Client
  let channelId: ChannelId
  beforeAll(async () => {
    app = await startTestApp()
    bob = await app.invite('member', 'Bob')
    carla = await app.invite('member', 'Carla')
    outsider = await app.invite('member', 'Outsider')
    const memberIds = [bob.personId, carla.personId]
    const { joined } = await app.owner.call('channels.create', { kind: 'private', name: 'talk', memberIds })
    channelId = joined.channel.id
  })
  afterAll(() => app?.stop())

  const countMentions = async (messageId: string) => {
    const [row] = await app.context.db.$queryRaw<[{ n: number }]>`
      SELECT count(*)::int AS n FROM mention WHERE message_id = ${messageId}::uuid`
    return row.n
  }
  /** Everything committed so far has been taken in: a mention sent after it was heard. */
  const settle = async () => {
    const ear = await carla.listen()
    const { message } = await bob.send(channelId, `<@${carla.personId}> done`)
    await ear.waitFor('mention.added', (event) => event.messageId === message.id)
    ear.close()
  }

  it('refuses a stranger', async () => {
    await expect(ask(app.url, 'reading.mentions', {})).rejects.toMatchObject({ code: 'not_signed_in' })
  })

  it('mentions members by name, and neither the author nor an outsider nor what stands in code', async () => {
    const [bobEar, outsiderEar] = await Promise.all([bob.listen(), outsider.listen()])
    const names = [bob, outsider, app.owner].map(({ personId }) => `<@${personId}>`).join(' ')
    const { message } = await app.owner.send(channelId, `${names} \`<@${carla.personId}>\``)
    const { event } = await bobEar.waitFor('mention.added')
    expect(event).toEqual({
      type: 'mention.added',
      channelId,
      messageId: message.id,
      position: message.position,
      reason: 'person',
    })
    await settle()
    expect(await countMentions(message.id)).toBe(1)
    expect(outsiderEar.of('mention.added')).toEqual([])
    expect((await outsider.call('reading.mentions', {})).messages).toEqual([])
    bobEar.close()
    outsiderEar.close()
  })

  it('mentions every member once with @channel, but not for a guest', async () => {
    const guest = await app.invite('guest', 'Guest')
    await bob.call('channels.invite', { channelId, personIds: [guest.personId] })
    const { message } = await bob.send(channelId, `<!channel> and <@${carla.personId}>`)
    const { message: ofGuest } = await guest.send(channelId, '<!channel>')
    await settle()
    expect(await countMentions(message.id)).toBe(3)
    expect(await countMentions(ofGuest.id)).toBe(0)
    await bob.call('channels.leave', { channelId })
    await app.owner.call('channels.invite', { channelId, personIds: [bob.personId] })
  })

  it('mentions only those seen lately with @here', async () => {
    const rows = await app.context.db.$queryRaw<{ id: string }[]>`
      INSERT INTO person (name, role, last_seen_at) VALUES ('Now', 'member', now()), ('Before', 'member', now() - interval '11 minutes')
      RETURNING id`
    const [now, before] = rows.map(({ id }) => PersonId.parse(id)) as [PersonId, PersonId]
    await app.owner.call('channels.invite', { channelId, personIds: [now, before] })
    const { message } = await app.owner.send(channelId, '<!here>')
    await settle()
    const mentioned = await app.context.db.mention.findMany({ where: { messageId: message.id } })
    const personIds = mentioned.map(({ personId }) => personId)
    expect(personIds).toContain(now)
    expect(personIds).not.toContain(before)
  })

  it('takes back the mentions of a deleted message, and tells those who had not read it', async () => {
    const ear = await bob.listen()
    const { message } = await app.owner.send(channelId, `<@${bob.personId}>`)
    await ear.waitFor('mention.added', (event) => event.messageId === message.id)
    await app.owner.call('messages.delete', { messageId: message.id })
    const { event } = await ear.waitFor('channel.read', (one) => one.mentionPositions !== null)
    expect(event.mentionPositions).not.toContain(message.position)
    const { channels } = await bob.call('sync.start', {})
    const { membership } = channels.find(({ channel }) => channel.id === channelId)!
    expect(membership).toMatchObject({
      readPosition: event.readPosition,
      mentionPositions: event.mentionPositions,
    })
    expect(await countMentions(message.id)).toBe(0)
    ear.close()
  })

  it('hears everything a second time and tells nothing', async () => {
    const eve = await app.invite('member', 'Eve')
    await app.owner.call('channels.invite', { channelId, personIds: [eve.personId] })
    const ear = await eve.listen()
    // What reading tells: activity has words of its own for it.
    const own = () =>
      ear.heard.flatMap(({ stream, event }) =>
        stream.startsWith('user:') && event.type !== 'activity.changed' ? [event] : [],
      )
    const root = await eve.send(channelId, '<!channel> root')
    const body = `<@${eve.personId}> reply`
    const reply = await carla.send(channelId, body, { threadId: root.message.id, alsoToChannel: true })
    await ear.waitFor('thread.replied', ({ unread }) => unread.lastReplyNumber === reply.message.number)
    await eve.send(channelId, 'and mine', { threadId: root.message.id })
    await ear.waitFor('thread.read')
    const unread = await carla.send(channelId, 'another', { threadId: root.message.id })
    await ear.waitFor('thread.replied', (event) => event.unread.lastReplyNumber === unread.message.number)
    // The first is the own message, read by being written.
    const types = ['channel.read', 'mention.added', 'thread.replied', 'thread.read', 'thread.replied']
    expect(own().map(({ type }) => type)).toEqual(types)
    await app.context.db
      .$executeRaw`UPDATE listener SET tx = '0', stream = '', number = 0 WHERE name = 'reading'`
    const last = await app.owner.send(channelId, `<@${eve.personId}> last`)
    await ear.waitFor('mention.added', (event) => event.messageId === last.message.id)
    expect(own().slice(types.length)).toEqual([
      {
        type: 'mention.added',
        channelId,
        messageId: last.message.id,
        position: last.message.position,
        reason: 'person',
      },
    ])
    ear.close()
  })

  it('lists them newest first, page by page, and only of channels one is in', async () => {
    const dora = await app.invite('member', 'Dora')
    await app.owner.call('channels.invite', { channelId, personIds: [dora.personId] })
    const ear = await dora.listen()
    for (const body of ['one', 'two', 'three']) {
      const { message } = await bob.send(channelId, `<@${dora.personId}> ${body}`)
      await ear.waitFor('mention.added', (event) => event.messageId === message.id)
    }
    const first = await dora.call('reading.mentions', { limit: 2 })
    expect(first.messages.map(({ body }) => body.split(' ')[1])).toEqual(['three', 'two'])
    expect(first.hasOlder).toBe(true)
    const second = await dora.call('reading.mentions', { limit: 2, before: first.messages[1]?.sentAt })
    expect(second.messages.map(({ body }) => body.split(' ')[1])).toEqual(['one'])
    expect(second.hasOlder).toBe(false)
    await app.owner.call('channels.remove', { channelId, personId: dora.personId })
    expect((await dora.call('reading.mentions', {})).messages).toEqual([])
    ear.close()
  })
})
