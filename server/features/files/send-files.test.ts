import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChannelId, FileId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { type Client, newClientId } from '../../test/client.ts'
import { refused } from '../../test/refused.ts'
import { begin, patch, read, upload } from '../../test/upload.ts'

let server: TestApp
let alice: Client
let bob: Client
let channel: ChannelId
let other: ChannelId

const text = (words: string) => Buffer.from(words)
const create = async (name: string, kind: 'public' | 'private' = 'private', members: Client[] = [bob]) =>
  (await alice.call('channels.create', { kind, name, memberIds: members.map(({ personId }) => personId) }))
    .joined.channel.id

beforeAll(async () => {
  server = await startTestApp()
  alice = server.owner
  bob = await server.invite()
  channel = await create('talk')
  other = await create('other')
})
afterAll(() => server.stop())

describe('messages.send with files', () => {
  test('carries them in the order given, wherever the message is read', async () => {
    const files = []
    for (const name of ['one.txt', 'two.txt', 'three.txt'])
      files.push(await upload(alice, channel, text(name), name))
    const ids = [files[2]!.id, files[0]!.id, files[1]!.id]
    const ear = await bob.listen()
    const { message } = await alice.send(channel, `three files <@${bob.personId}>`, { fileIds: ids })
    expect(message.files.map(({ id, messageId, state }) => [id, messageId, state])).toEqual(
      ids.map((id) => [id, message.id, 'ready']),
    )
    const heard = await ear.waitFor('message.sent', (event) => event.message.id === message.id)
    expect(heard.event.message).toEqual(message)
    ear.close()
    const { messages } = await bob.call('messages.list', { channelId: channel })
    expect(messages.find(({ id }) => id === message.id)).toEqual(message)
    expect((await bob.call('messages.find', { messageId: message.id })).message).toEqual(message)
    const { message: reply } = await alice.send(channel, 'more', {
      threadId: message.id,
      fileIds: [(await upload(alice, channel, text('four'))).id],
    })
    const replies = await bob.call('messages.replies', { rootId: message.id })
    expect(replies.root.files).toEqual(message.files)
    expect(replies.messages).toEqual([reply])
    await server.app.listeners.settled()
    const { messages: mentions } = await bob.call('reading.mentions', {})
    expect(mentions[0]?.files).toEqual(message.files)
    const { threads } = await alice.call('reading.threads', {})
    expect([threads[0]?.root.files, threads[0]?.newestReplies[0]?.files]).toEqual([
      message.files,
      reply.files,
    ])
    for (const { id } of message.files)
      expect((await bob.call('files.find', { fileId: id })).file).toMatchObject({ id, messageId: message.id })
  })

  test('needs no words, and counts as unread like any other', async () => {
    const file = await upload(alice, channel, text('only a file'))
    const { message } = await alice.send(channel, '', { fileIds: [file.id] })
    expect(message).toMatchObject({ body: '', files: [{ id: file.id }] })
    await server.app.listeners.settled()
    const state = async (who: Client) =>
      (await who.call('sync.start', {})).channels.find((one) => one.channel.id === channel)
    expect((await state(alice))?.membership.readPosition).toBe(message.position)
    expect((await state(bob))?.membership.readPosition).toBeLessThan(message.position as number)
    expect(await refused(alice.send(channel, ' \n '))).toBe('invalid_input')
  })

  test('twice is one message, and the files are carried once', async () => {
    const file = await upload(alice, channel, text('once'))
    const input = { clientId: newClientId(), channelId: channel, body: 'twice', fileIds: [file.id] }
    const [first, second] = await Promise.all([
      alice.call('messages.send', input),
      alice.call('messages.send', input),
    ])
    expect(second.message).toEqual(first.message)
    expect((await alice.call('messages.send', input)).message).toEqual(first.message)
    const rivals = await upload(alice, channel, text('rivals'))
    const sends = await Promise.allSettled(
      Array.from({ length: 5 }, () => alice.send(channel, 'mine', { fileIds: [rivals.id] })),
    )
    expect(sends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await refused(alice.send(channel, 'again', { fileIds: [rivals.id] }))).toBe('already_exists')
  })

  test('is refused for files of others, of other channels, unfinished ones, and ones that are none', async () => {
    const mine = await upload(alice, channel, text('mine'))
    const bobs = await upload(bob, channel, text('of bob'))
    const { file: unfinished } = await begin(alice, channel, 100)
    await patch(alice, unfinished.id, 0, text('half'))
    const before = (await alice.call('messages.list', { channelId: channel })).messages.length
    const send = (fileIds: FileId[], where = channel) => refused(alice.send(where, 'with it', { fileIds }))
    expect(await send([bobs.id])).toBe('not_found')
    expect(await send([mine.id, bobs.id])).toBe('not_found')
    expect(await send([mine.id], other)).toBe('not_found')
    expect(await send([randomUUID() as FileId])).toBe('not_found')
    expect(await send([unfinished.id])).toBe('file_not_ready')
    expect(await send([mine.id, mine.id])).toBe('invalid_input')
    expect((await alice.call('messages.list', { channelId: channel })).messages).toHaveLength(before)
    expect((await alice.call('files.find', { fileId: mine.id })).file.messageId).toBeNull()
  })

  test('that is still being looked at goes out, and everybody hears when it is ready', {
    timeout: 40_000,
  }, async () => {
    // A scanner that is not there: what arrives waits, and no byte of it is handed out.
    const waiting = await startTestApp({
      databaseUrl: server.databaseUrl,
      settings: {
        CLAMD_ADDRESS: '127.0.0.1:1',
        SWEEP_INTERVAL_MS: '600000',
        NUCLEUS_DATA: server.context.config.dataFolder,
      },
    })
    await expect
      .poll(async () => await server.context.db.file.count({ where: { state: 'checking' } }))
      .toBe(0)
    const there = new (alice.constructor as typeof Client)(waiting.url, alice)
    const { file } = await begin(there, channel, 4)
    await patch(there, file.id, 0, text('late'))
    const { message } = await alice.send(channel, 'soon', { fileIds: [file.id] })
    expect(['checking', 'ready']).toContain(message.files[0]?.state)
    const ear = await bob.listen()
    const ready = ear.waitFor(
      'file.changed',
      (event) => event.file.id === file.id && event.file.state === 'ready',
      15_000,
    )
    const found = (await bob.call('files.find', { fileId: file.id })).file
    const told = found.state === 'ready' ? found : (await ready).event.file
    ready.catch(() => {})
    expect(told).toMatchObject({ messageId: message.id, kind: 'text' })
    expect(told.revision).toBeGreaterThan(message.files[0]!.revision - 1)
    ear.close()
    await waiting.stop()
  })
})

describe('a message that is deleted takes its files along', () => {
  test('their bytes, their names in the journal, and the room they took', async () => {
    const used = (await alice.call('files.usage', {})).ownBytes
    const file = await upload(alice, channel, text('to be erased'), 'the-secret-name.txt')
    const { message } = await alice.send(channel, 'look', { fileIds: [file.id] })
    expect((await read(bob, file.id)).status).toBe(200)
    await alice.call('messages.delete', { messageId: message.id })
    expect((await read(bob, file.id)).status).toBe(404)
    expect((await read(alice, file.id)).status).toBe(404)
    expect((await alice.call('messages.find', { messageId: message.id })).message.files).toEqual([])
    expect((await alice.call('files.usage', {})).ownBytes).toBe(used)
    const entries = await server.context.db.entry.findMany()
    expect(JSON.stringify(entries)).not.toContain('the-secret-name')
    const row = await server.context.db.file.findUnique({ where: { id: file.id } })
    expect(row).toMatchObject({ name: '', wrappedKey: null, state: 'deleted' })
    await expect
      .poll(
        async () => (await server.context.db.file.findUnique({ where: { id: file.id } }))?.erasedAt ?? null,
      )
      .not.toBeNull()
    expect(filesOf(server, file.id)).toEqual([])
    const { files } = await bob.call('files.list', { channelId: channel })
    expect(files.map(({ id }) => id)).not.toContain(file.id)
  })
})

const filesOf = (app: TestApp, id: FileId) =>
  readdirSync(app.context.config.dataFolder, { recursive: true }).filter((name) => String(name).includes(id))
