import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { ask, type Client } from '../../test/client.ts'

describe('reading.threads, reading.markThread and reading.followThread', () => {
  let app: TestApp
  let bob: Client
  let carla: Client
  let channelId: ChannelId
  beforeAll(async () => {
    app = await startTestApp()
    bob = await app.invite('member', 'Bob')
    carla = await app.invite('member', 'Carla')
    const memberIds = [bob.personId, carla.personId]
    const { joined } = await app.owner.call('channels.create', { kind: 'private', name: 'talk', memberIds })
    channelId = joined.channel.id
  })
  afterAll(() => app?.stop())

  const root = async (client: Client, body = 'root') => (await client.send(channelId, body)).message.id
  const reply = async (client: Client, threadId: MessageId, body = 'reply') =>
    (await client.send(channelId, body, { threadId })).message.number
  const unreadOf = async (client: Client) => (await client.call('sync.start', {})).unreadThreads

  it('refuses a stranger and somebody who is not in the channel', async () => {
    const rootId = await root(bob)
    const outsider = await app.invite('member', 'Outsider')
    for (const call of [
      (client: Client | null) =>
        client
          ? client.call('reading.markThread', { rootId, number: 1 })
          : ask(app.url, 'reading.markThread', { rootId, number: 1 }),
      (client: Client | null) =>
        client
          ? client.call('reading.followThread', { rootId, isFollowed: true })
          : ask(app.url, 'reading.followThread', { rootId, isFollowed: true }),
    ]) {
      await expect(call(null)).rejects.toMatchObject({ code: 'not_signed_in' })
      await expect(call(outsider)).rejects.toMatchObject({ code: 'not_found' })
    }
    await expect(ask(app.url, 'reading.threads', {})).rejects.toMatchObject({ code: 'not_signed_in' })
    expect(await outsider.call('reading.threads', {})).toEqual({ threads: [], hasOlder: false })
  })

  it('tells those who wrote in a thread of new replies, and nobody else', async () => {
    const rootId = await root(bob)
    const [bobEar, carlaEar, ownerEar] = await Promise.all([bob.listen(), carla.listen(), app.owner.listen()])
    const first = await reply(carla, rootId)
    const told = await bobEar.waitFor('thread.replied', ({ unread }) => unread.rootId === rootId)
    expect(told.event.unread).toEqual({ rootId, channelId, lastReplyNumber: first, isMention: false })
    const own = await carlaEar.waitFor('thread.read', (event) => event.rootId === rootId)
    expect(own.event.readNumber).toBe(first)
    const second = await reply(bob, rootId)
    const heard = await carlaEar.waitFor('thread.replied', ({ unread }) => unread.rootId === rootId)
    expect(heard.event.unread.lastReplyNumber).toBe(second)
    expect(await unreadOf(carla)).toEqual([{ rootId, channelId, lastReplyNumber: second, isMention: false }])
    expect(await unreadOf(bob)).toEqual([])
    expect(ownerEar.of('thread.replied')).toEqual([])
    for (const ear of [bobEar, carlaEar, ownerEar]) ear.close()
  })

  it('makes a mentioned member follow, from that reply on', async () => {
    const rootId = await root(bob)
    const ear = await app.owner.listen()
    await reply(carla, rootId)
    const number = await reply(carla, rootId, `and you, <@${app.owner.personId}>?`)
    const told = await ear.waitFor('thread.replied', ({ unread }) => unread.rootId === rootId)
    expect(told.event.unread).toEqual({ rootId, channelId, lastReplyNumber: number, isMention: true })
    const { threads } = await app.owner.call('reading.threads', {})
    expect(threads.find((thread) => thread.root.id === rootId)).toMatchObject({
      unreadCount: 1,
      readNumber: number - 1,
    })
    ear.close()
  })

  it('marks a thread as read, never back and not past the newest reply', async () => {
    const rootId = await root(bob)
    const ear = await bob.listen()
    await reply(carla, rootId)
    const last = await reply(carla, rootId)
    await ear.waitFor('thread.replied', ({ unread }) => unread.lastReplyNumber === last)
    const mark = (number: number) => bob.call('reading.markThread', { rootId, number })
    await Promise.all([mark(2_147_483_647), mark(last), mark(last - 1)])
    await ear.waitFor('thread.read', (event) => event.rootId === rootId && event.readNumber === last)
    expect((await unreadOf(bob)).filter((one) => one.rootId === rootId)).toEqual([])
    const next = await reply(carla, rootId)
    await ear.waitFor('thread.replied', ({ unread }) => unread.lastReplyNumber === next)
    ear.close()
  })

  it('stays silent for who has stopped to follow, until they are mentioned', async () => {
    const rootId = await root(bob)
    const ear = await bob.listen()
    const first = await reply(carla, rootId)
    await ear.waitFor('thread.replied', ({ unread }) => unread.rootId === rootId)
    const stop = () => bob.call('reading.followThread', { rootId, isFollowed: false })
    await Promise.all([stop(), stop()])
    const read = await ear.waitFor('thread.read', (event) => event.rootId === rootId)
    expect(read.event.readNumber).toBe(first)
    await reply(carla, rootId)
    const third = await reply(carla, rootId, `<@${bob.personId}>`)
    await ear.waitFor('thread.replied', ({ unread }) => unread.lastReplyNumber === third)
    const numbers = ear
      .of('thread.replied')
      .flatMap(({ event: { unread } }) => (unread.rootId === rootId ? [unread.lastReplyNumber] : []))
    // The two may be heard as one batch; the silent one is never told by itself.
    expect(numbers).toEqual([first, third])
    const { threads } = await bob.call('reading.threads', {})
    expect(threads.find((thread) => thread.root.id === rootId)).toMatchObject({ unreadCount: 1 })
    ear.close()
  })

  it('follows a thread one has not written in', async () => {
    const rootId = await root(bob)
    const ear = await app.owner.listen()
    await reply(carla, rootId)
    for (const _ of [1, 2]) await app.owner.call('reading.followThread', { rootId, isFollowed: true })
    expect((await unreadOf(app.owner)).some((one) => one.rootId === rootId)).toBe(false)
    const next = await reply(carla, rootId)
    await ear.waitFor(
      'thread.replied',
      ({ unread }) => unread.rootId === rootId && unread.lastReplyNumber === next,
    )
    ear.close()
  })

  it('is read again when the unread reply is deleted, told and for good', async () => {
    const rootId = await root(bob)
    const ear = await bob.listen()
    const first = await reply(carla, rootId)
    await ear.waitFor('thread.replied', ({ unread }) => unread.lastReplyNumber === first)
    await bob.call('reading.markThread', { rootId, number: first })
    const { message } = await carla.send(channelId, `<@${bob.personId}>`, { threadId: rootId })
    await ear.waitFor('thread.replied', ({ unread }) => unread.lastReplyNumber === message.number)
    await carla.call('messages.delete', { messageId: message.id })
    const { event } = await ear.waitFor('thread.read', ({ readNumber }) => readNumber > first)
    expect(event).toEqual({ type: 'thread.read', rootId, readNumber: message.number })
    expect((await unreadOf(bob)).filter((one) => one.rootId === rootId)).toEqual([])
    const last = await reply(carla, rootId)
    const again = await ear.waitFor('thread.replied', ({ unread }) => unread.lastReplyNumber === last)
    expect(again.event.unread).toEqual({ rootId, channelId, lastReplyNumber: last, isMention: false })
    ear.close()
  })

  it('tells what is left unread when a reply is deleted, and hears it twice without a word', async () => {
    const rootId = await root(bob)
    const ear = await bob.listen()
    const first = await reply(carla, rootId)
    const { message } = await carla.send(channelId, `<@${bob.personId}>`, { threadId: rootId })
    await ear.waitFor('thread.replied', ({ unread }) => unread.lastReplyNumber === message.number)
    await carla.call('messages.delete', { messageId: message.id })
    await app.app.listeners.settled()
    const unread = { rootId, channelId, lastReplyNumber: first, isMention: false }
    expect((await unreadOf(bob)).filter((one) => one.rootId === rootId)).toEqual([unread])
    const told = () => ear.of('thread.replied').filter(({ event }) => event.unread.rootId === rootId)
    await vi.waitFor(() => expect(told().at(-1)?.event.unread).toEqual(unread))
    const count = told().length
    await app.context.db
      .$executeRaw`UPDATE listener SET tx = '0', stream = '', number = 0 WHERE name = 'reading'`
    await app.app.listeners.settled()
    const last = await reply(carla, rootId)
    await ear.waitFor('thread.replied', (event) => event.unread.lastReplyNumber === last)
    expect(told()).toHaveLength(count + 1)
    ear.close()
  })

  it('lists followed threads with their newest replies, page by page', async () => {
    const dora = await app.invite('member', 'Dora')
    await app.owner.call('channels.invite', { channelId, personIds: [dora.personId] })
    const ear = await dora.listen()
    const rootIds: MessageId[] = []
    for (const count of [1, 4, 2]) {
      const rootId = await root(dora, `root of ${count}`)
      rootIds.push(rootId)
      for (let made = 1; made <= count; made += 1) {
        const number = await reply(bob, rootId, `${made} of ${count}`)
        await ear.waitFor('thread.replied', ({ unread }) => unread.lastReplyNumber === number)
      }
    }
    const first = await dora.call('reading.threads', { limit: 2 })
    expect(first.threads.map((thread) => thread.root.id)).toEqual([rootIds[2], rootIds[1]])
    expect(first.threads[1]).toMatchObject({ unreadCount: 4 })
    expect(first.threads[1]?.newestReplies.map(({ body }) => body)).toEqual(['2 of 4', '3 of 4', '4 of 4'])
    expect(first.hasOlder).toBe(true)
    const before = first.threads[1]?.root.thread?.lastReplyAt
    const second = await dora.call('reading.threads', { limit: 2, before })
    expect(second.threads.map((thread) => thread.root.id)).toEqual([rootIds[0]])
    expect(second.hasOlder).toBe(false)
    await dora.call('channels.leave', { channelId })
    expect((await dora.call('reading.threads', {})).threads).toEqual([])
    ear.close()
  })
})
