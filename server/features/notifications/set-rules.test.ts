import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChannelId } from '../../../contract/ids.ts'
import type { TestApp } from '../../test/app.ts'
import { ask, type Client } from '../../test/client.ts'
import { startTestTeam } from '../../test/team.ts'

describe('notifications.setRules', () => {
  let app: TestApp
  let bob: Client
  let carla: Client
  let channelId: ChannelId
  beforeAll(async () => {
    ;({ app, bob, carla } = await startTestTeam())
    const memberIds = [bob.personId, carla.personId]
    const { joined } = await app.owner.call('channels.create', { kind: 'private', name: 'talk', memberIds })
    channelId = joined.channel.id
  })
  afterAll(() => app?.stop())

  it('refuses a stranger, and a bot', async () => {
    await expect(ask(app.url, 'notifications.setRules', {})).rejects.toMatchObject({ code: 'not_signed_in' })
    const { bot, token } = await app.owner.call('bots.create', { name: 'Bot' })
    expect(bot.kind).toBe('bot')
    await expect(ask(app.url, 'notifications.setRules', {}, token)).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  it('sets what is given, tells the own devices and nobody else, and twice equals once', async () => {
    const [phone, stranger] = await Promise.all([bob.listen(), carla.listen()])
    const { rules } = await bob.call('notifications.setRules', {
      level: 'all',
      keywords: ['Deploy', 'DEPLOY', 'on  call'],
    })
    expect(rules).toEqual({ level: 'all', isToldOfReplies: true, keywords: ['Deploy', 'on call'] })
    const { event } = await phone.waitFor('rules.changed')
    expect(event.rules).toEqual(rules)
    expect((await bob.call('notifications.setRules', { level: 'all' })).rules).toEqual(rules)
    expect((await bob.call('notifications.setRules', { isToldOfReplies: false })).rules).toMatchObject({
      level: 'all',
      isToldOfReplies: false,
    })
    await phone.waitFor('rules.changed', (change) => !change.rules.isToldOfReplies)
    expect(phone.of('rules.changed')).toHaveLength(2)
    expect(stranger.of('rules.changed')).toEqual([])
    expect((await bob.call('sync.start', {})).rules).toMatchObject({
      level: 'all',
      keywords: ['Deploy', 'on call'],
    })
    expect((await carla.call('sync.start', {})).rules).toEqual({
      level: 'mentions',
      isToldOfReplies: true,
      keywords: [],
    })
    phone.close()
    stranger.close()
  })

  it('refuses keywords that could never be found, and too many', async () => {
    const wrong = { code: 'invalid_input', field: expect.stringContaining('keywords') }
    await expect(bob.call('notifications.setRules', { keywords: ['!?'] })).rejects.toMatchObject(wrong)
    const many = Array.from({ length: 51 }, (_, index) => `word ${index}`)
    await expect(bob.call('notifications.setRules', { keywords: many })).rejects.toMatchObject(wrong)
  })

  it('makes a message with a keyword count as a mention, once, and with the most personal reason', async () => {
    await bob.call('notifications.setRules', { keywords: ['café crème'] })
    const ear = await bob.listen()
    const hit = (await carla.send(channelId, 'who wants a **Cafe** CREME?')).message
    const { event } = await ear.waitFor('mention.added', ({ messageId }) => messageId === hit.id)
    expect(event).toMatchObject({ reason: 'keyword', position: hit.position })
    const both = (await carla.send(channelId, `<@${bob.personId}> café crème`)).message
    const named = await ear.waitFor('mention.added', ({ messageId }) => messageId === both.id)
    expect(named.event.reason).toBe('person')
    await bob.send(channelId, 'my own café crème')
    const miss = (await carla.send(channelId, 'cafés crèmes')).message
    const root = (await carla.send(channelId, 'a root')).message
    const reply = (await carla.send(channelId, 'Café crème!', { threadId: root.id })).message
    const inThread = await ear.waitFor('mention.added', ({ messageId }) => messageId === reply.id)
    expect(inThread.event).toMatchObject({ reason: 'keyword', position: null })
    expect(ear.of('mention.added').map((entry) => entry.event.messageId)).toEqual([hit.id, both.id, reply.id])
    const { channels } = await bob.call('sync.start', {})
    const mine = channels.find(({ channel }) => channel.id === channelId)
    expect(mine?.membership.mentionPositions).not.toContain(miss.position)
    const { messages } = await bob.call('reading.mentions', {})
    expect(messages.map(({ id }) => id)).toEqual([reply.id, both.id, hit.id])
    ear.close()
  })

  it('finds no keyword where the rules say no, and none in channels one is not in', async () => {
    await bob.call('notifications.setRules', { keywords: ['rollback'] })
    const other = await app.owner.call('channels.create', { kind: 'public', name: 'elsewhere' })
    const ear = await bob.listen()
    await app.owner.send(other.joined.channel.id, 'rollback')
    await bob.call('channels.setPreference', { channelId, isMuted: true })
    await carla.send(channelId, 'rollback')
    await bob.call('channels.setPreference', { channelId, isMuted: false, notifyLevel: 'nothing' })
    await carla.send(channelId, 'rollback')
    await app.app.listeners.settled()
    const { preference } = await bob.call('channels.setPreference', { channelId, notifyLevel: null })
    expect(preference.notifyLevel).toBeNull()
    const { message } = await carla.send(channelId, 'rollback')
    await ear.waitFor('mention.added', ({ messageId }) => messageId === message.id)
    expect(ear.of('mention.added')).toHaveLength(1)
    expect(ear.of('preference.changed').map(({ event }) => event.preference.notifyLevel)).toEqual([
      null,
      'nothing',
      null,
    ])
    ear.close()
  })
})
