import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ActivityView } from '../../../contract/activity.ts'
import type { InputOf } from '../../../contract/commands.ts'
import type { ActivityId, ChannelId } from '../../../contract/ids.ts'
import type { TestApp } from '../../test/app.ts'
import { ask, type Client } from '../../test/client.ts'
import { startTestTeam } from '../../test/team.ts'
import { trimActivity } from './service.ts'

let made = 0

describe('activity', () => {
  let app: TestApp
  let bob: Client
  let carla: Client
  beforeAll(async () => {
    ;({ app, bob, carla } = await startTestTeam())
  })
  afterAll(() => app?.stop())

  const room = async (...people: Client[]): Promise<ChannelId> => {
    const memberIds = people.map(({ personId }) => personId)
    const input = { kind: 'private', name: `room-${++made}`, memberIds } as const
    return (await app.owner.call('channels.create', input)).joined.channel.id
  }
  const activityOf = async (who: Client, input: InputOf<'activity.list'> = {}): Promise<ActivityView[]> => {
    // Twice: activity hears what reading tells.
    await app.app.listeners.settled()
    await app.app.listeners.settled()
    return (await who.call('activity.list', input)).items
  }
  const inChannel = async (who: Client, channelId: ChannelId) =>
    (await activityOf(who)).filter((line) => line.channelId === channelId && line.kind !== 'joined')
  const unreadAtStart = async (who: Client) => (await who.call('sync.start', {})).activityUnread

  it('all commands refuse a stranger', async () => {
    const stranger = { code: 'not_signed_in' }
    const id = '0199f000-0000-7000-8000-00000000000a' as ActivityId
    await expect(ask(app.url, 'activity.list', {})).rejects.toMatchObject(stranger)
    await expect(ask(app.url, 'activity.markAll', {})).rejects.toMatchObject(stranger)
    await expect(ask(app.url, 'activity.mark', { ids: [id], isUnread: false })).rejects.toMatchObject(
      stranger,
    )
  })

  it('keeps an unread reply when a newer one is deleted, also when it hears of both at once', async () => {
    const channelId = await room(bob, carla)
    const root = (await bob.send(channelId, 'a root')).message
    const first = (await carla.send(channelId, 'first answer', { threadId: root.id })).message
    const second = (await carla.send(channelId, 'second answer', { threadId: root.id })).message
    await activityOf(bob)
    await carla.call('messages.delete', { messageId: second.id })
    await activityOf(bob)
    // As if it had not heard of the deletion yet: all of it comes at once.
    await app.context.db.$executeRaw`
      UPDATE activity SET message_id = ${second.id}::uuid, at = ${new Date(second.sentAt)} WHERE channel_id = ${channelId}::uuid AND kind = 'reply'`
    await app.context.db
      .$executeRaw`UPDATE listener SET tx = '0', stream = '', number = 0 WHERE name = 'activity'`
    await bob.send(channelId, 'and on')
    const lines = await inChannel(bob, channelId)
    expect(lines.map(({ kind, message }) => [kind, message?.id])).toEqual([['reply', first.id]])
  })

  it('gathers mentions, keywords, groups, replies and reactions of others, the newest first', async () => {
    const channelId = await room(bob, carla)
    const { group } = await app.owner.call('groups.create', {
      handle: `crew-${++made}`,
      name: 'Crew',
      memberIds: [bob.personId],
    })
    await bob.call('notifications.setRules', { keywords: ['kiwi'] })
    const own = (await bob.send(channelId, 'what I wrote')).message
    const named = (await carla.send(channelId, `<@${bob.personId}> hello`)).message
    const inGroup = (await carla.send(channelId, `<!group:${group.id}> hello`)).message
    const all = (await carla.send(channelId, '<!channel> hello')).message
    const word = (await carla.send(channelId, 'a KIWI')).message
    const reply = (await carla.send(channelId, 'an answer', { threadId: own.id })).message
    await carla.call('reactions.add', { messageId: own.id, emoji: '🎉' })
    await bob.call('reactions.add', { messageId: own.id, emoji: '👍' })
    const lines = await inChannel(bob, channelId)
    expect(lines.map(({ kind, message }) => [kind, message?.id])).toEqual([
      ['reaction', own.id],
      ['reply', reply.id],
      ['keyword', word.id],
      ['everyone', all.id],
      ['group', inGroup.id],
      ['person', named.id],
    ])
    expect(lines.every(({ isUnread }) => isUnread)).toBe(true)
    expect(lines.every(({ actorId }) => actorId === carla.personId)).toBe(true)
    expect(lines[0]).toMatchObject({ emoji: '🎉', rootId: null })
    expect(lines[1]).toMatchObject({ rootId: own.id })
    expect(await inChannel(carla, channelId)).toEqual([])
    const [only] = await activityOf(bob, { kinds: ['keyword'], limit: 1 })
    expect(only?.message?.id).toBe(word.id)
  })

  it('comes page by page', async () => {
    const eve = await app.invite()
    const channelId = await room(eve)
    for (const text of ['one', 'two', 'three']) await app.owner.send(channelId, `<@${eve.personId}> ${text}`)
    const kinds: InputOf<'activity.list'>['kinds'] = ['person']
    const first = await activityOf(eve, { kinds, limit: 2 })
    expect(first.map(({ message }) => message?.body.split(' ')[1])).toEqual(['three', 'two'])
    const rest = await eve.call('activity.list', { kinds, limit: 2, before: first[1]?.at })
    expect(rest.items.map(({ message }) => message?.body.split(' ')[1])).toEqual(['one'])
    expect(rest.hasOlder).toBe(false)
  })

  it('tells who was added by somebody else to a channel, but not of joining oneself nor of conversations', async () => {
    const eve = await app.invite()
    const channelId = await room(eve)
    const open = (await bob.call('channels.create', { kind: 'public', name: `open-${++made}` })).joined
      .channel.id
    await eve.call('channels.join', { channelId: open })
    await bob.call('channels.openDirect', { personIds: [eve.personId] })
    const lines = await activityOf(eve)
    expect(lines).toMatchObject([
      { kind: 'joined', channelId, actorId: app.owner.personId, message: null, isUnread: true },
    ])
  })

  it('is live: each change tells the unread count, which is that of a fresh start', async () => {
    const eve = await app.invite()
    const channelId = await room(eve)
    const ear = await eve.listen()
    const { message } = await app.owner.send(channelId, `<@${eve.personId}>`)
    await ear.waitFor('activity.changed', ({ unreadCount }) => unreadCount === 2)
    expect(await unreadAtStart(eve)).toBe(2)
    await eve.call('reading.markChannel', { channelId, position: message.position as number })
    await ear.waitFor('activity.changed', ({ unreadCount }) => unreadCount === 0)
    expect((await activityOf(eve)).map(({ isUnread }) => isUnread)).toEqual([false, false])
    ear.close()
  })

  it('activity.mark and activity.markAll change only the own lines; twice equals once', async () => {
    const [eve, fred] = [await app.invite(), await app.invite()]
    const channelId = await room(eve, fred)
    await app.owner.send(channelId, '<!channel> one')
    await app.owner.send(channelId, '<!channel> two')
    const [latest] = await activityOf(eve)
    const ear = await eve.listen()
    const ids = [latest?.id as ActivityId]
    await fred.call('activity.mark', { ids, isUnread: false })
    expect((await activityOf(eve))[0]?.isUnread).toBe(true)
    for (let times = 0; times < 2; times += 1) await eve.call('activity.mark', { ids, isUnread: false })
    expect(await activityOf(eve, { onlyUnread: true })).toHaveLength(2)
    await eve.call('activity.mark', { ids, isUnread: true })
    for (let times = 0; times < 2; times += 1) await eve.call('activity.markAll', {})
    await ear.waitFor('activity.changed', ({ unreadCount }) => unreadCount === 0)
    expect(ear.of('activity.changed').map(({ event }) => event.unreadCount)).toEqual([2, 3, 0])
    expect((await activityOf(fred)).every(({ isUnread }) => isUnread)).toBe(true)
    ear.close()
  })

  it('lists what the rules silence, but never as unread', async () => {
    const eve = await app.invite()
    const [quiet, loud] = [await room(eve), await room(eve)]
    await eve.call('channels.setPreference', { channelId: quiet, notifyLevel: 'nothing' })
    await app.owner.send(quiet, `<@${eve.personId}>`)
    await app.owner.send(loud, `<@${eve.personId}>`)
    const lines = (await activityOf(eve)).filter(({ kind }) => kind === 'person')
    expect(lines.map(({ channelId, isUnread }) => [channelId, isUnread])).toEqual([
      [loud, true],
      [quiet, false],
    ])
  })

  it('a thread is one line, with its newest reply, and is read with the thread', async () => {
    const channelId = await room(bob, carla)
    const root = (await bob.send(channelId, 'a root')).message
    await carla.send(channelId, 'first', { threadId: root.id })
    const [line] = await inChannel(bob, channelId)
    await bob.call('activity.mark', { ids: [line?.id as ActivityId], isUnread: false })
    const second = (await carla.send(channelId, 'second', { threadId: root.id })).message
    const lines = await inChannel(bob, channelId)
    expect(lines).toMatchObject([{ id: line?.id, kind: 'reply', message: { id: second.id }, isUnread: true }])
    await bob.call('reading.markThread', { rootId: root.id, number: second.number })
    expect(await inChannel(bob, channelId)).toMatchObject([{ isUnread: false }])
    const called = (await carla.send(channelId, `<@${bob.personId}> third`, { threadId: root.id })).message
    const both = await inChannel(bob, channelId)
    expect(both.map(({ kind, message }) => [kind, message?.id])).toEqual([
      ['person', called.id],
      ['reply', second.id],
    ])
  })

  it('a reaction taken back leaves with its line, or gives way to the one before it', async () => {
    const channelId = await room(bob, carla)
    const { message } = await bob.send(channelId, 'a joke')
    await app.owner.call('reactions.add', { messageId: message.id, emoji: '👏' })
    await carla.call('reactions.add', { messageId: message.id, emoji: '😂' })
    expect(await inChannel(bob, channelId)).toMatchObject([{ emoji: '😂', actorId: carla.personId }])
    await carla.call('reactions.remove', { messageId: message.id, emoji: '😂' })
    expect(await inChannel(bob, channelId)).toMatchObject([{ emoji: '👏', actorId: app.owner.personId }])
    await app.owner.call('reactions.remove', { messageId: message.id, emoji: '👏' })
    expect(await inChannel(bob, channelId)).toEqual([])
  })

  it('what is erased leaves the list and the table, and so does a channel one has left', async () => {
    const eve = await app.invite()
    const channelId = await room(eve)
    const gone = (await app.owner.send(channelId, `<@${eve.personId}> secret`)).message
    await app.owner.send(channelId, `<@${eve.personId}> stays`)
    expect(await inChannel(eve, channelId)).toHaveLength(2)
    await app.owner.call('messages.delete', { messageId: gone.id })
    expect(await inChannel(eve, channelId)).toHaveLength(1)
    expect(await app.context.db.activity.count({ where: { messageId: gone.id } })).toBe(0)
    await app.owner.call('channels.remove', { channelId, personId: eve.personId })
    // At that very moment, whatever the listener has heard.
    expect((await eve.call('activity.list', {})).items).toEqual([])
    expect(await unreadAtStart(eve)).toBe(0)
    await activityOf(eve)
    expect(await app.context.db.activity.count({ where: { channelId, personId: eve.personId } })).toBe(0)
  })

  it('hears everything a second time and changes nothing', async () => {
    const channelId = await room(bob, carla)
    const { message } = await bob.send(channelId, 'mine')
    await carla.send(channelId, `<@${bob.personId}>`)
    await carla.send(channelId, 'reply', { threadId: message.id })
    await carla.call('reactions.add', { messageId: message.id, emoji: '🎉' })
    await activityOf(bob)
    await bob.call('activity.markAll', {})
    const before = await activityOf(bob, { limit: 100 })
    const ear = await bob.listen()
    await app.context.db
      .$executeRaw`UPDATE listener SET tx = '0', stream = '', number = 0 WHERE name = 'activity'`
    expect(await activityOf(bob, { limit: 100 })).toEqual(before)
    expect(ear.of('activity.changed')).toEqual([])
    ear.close()
  })

  it('lets lines go after ninety days', async () => {
    const eve = await app.invite()
    const channelId = await room(eve)
    await app.owner.send(channelId, `<@${eve.personId}>`)
    await activityOf(eve)
    await app.context.db.$executeRaw`
      UPDATE activity SET at = at - interval '91 days' WHERE person_id = ${eve.personId}::uuid AND kind = 'person'`
    expect(await trimActivity(app.context)).toBe(1)
    expect(await trimActivity(app.context)).toBe(0)
    expect((await activityOf(eve)).map(({ kind }) => kind)).toEqual(['joined'])
  })
})
