import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChannelId, FileId, MessageId } from '../../../contract/ids.ts'
import { foldText } from '../../../contract/lib/fold-text.ts'
import { parseSearch } from '../../../contract/lib/search-query.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'
import { likePattern, partsLookup, wholeLookup } from './lookup.ts'
import { rebuildSearch } from './rebuild.ts'
import { eraseDocument, type FileDocument, indexDocument } from './service.ts'

let app: TestApp
let bob: Client
let channelId: ChannelId

beforeAll(async () => {
  app = await startTestApp()
  bob = await app.invite('member', 'Bob')
  channelId = (await app.owner.call('channels.create', { kind: 'private', name: 'files' })).joined.channel.id
})
afterAll(() => app.stop())

const settle = () => app.app.listeners.settled()
const put = (document: FileDocument) => app.context.db.$transaction((tx) => indexDocument(tx, document))
const newFileId = () => crypto.randomUUID() as FileId

async function files(person: Client, query: string) {
  const { hits } = await person.call('search.find', { query, kind: 'file' })
  return hits.map((hit) => (hit.kind === 'file' ? hit.name.map(({ text }) => text).join('') : ''))
}

describe('files in search', () => {
  let messageId: MessageId
  const report = (): FileDocument => ({
    kind: 'file',
    id: fileId,
    messageId,
    name: 'Über_uns.pdf',
    isImage: false,
  })
  const fileId = newFileId()

  beforeAll(async () => {
    messageId = (await app.owner.send(channelId, 'our report')).message.id
    await settle()
  })

  test('are found by name, and by text once it is known; only where their message may be read', async () => {
    await put(report())
    expect(await files(app.owner, 'uber')).toEqual(['Über_uns.pdf'])
    expect(await files(app.owner, 'in:files from:me pdf')).toEqual(['Über_uns.pdf'])
    expect(await files(bob, 'uber')).toEqual([])
    await put({ ...report(), text: 'The annual revenue of Zürich was high.' })
    expect(await files(app.owner, 'zurich revenue')).toEqual(['Über_uns.pdf'])
    expect(await files(bob, 'zurich')).toEqual([])
    const { hits } = await app.owner.call('search.find', { query: 'zurich', kind: 'file' })
    expect(hits[0]).toMatchObject({
      fileId,
      messageId,
      excerpt: expect.arrayContaining([{ text: 'Zürich', isMatch: true }]),
    })
  })

  test('keep their text when only the name is heard again; twice equals once', async () => {
    await put(report())
    await put(report())
    expect(await files(app.owner, 'zurich')).toEqual(['Über_uns.pdf'])
  })

  test('let their message be found by has:', async () => {
    const has = async (query: string) => (await app.owner.call('search.find', { query })).hits.length
    expect(await has('has:file report')).toBe(1)
    expect(await has('has:image report')).toBe(0)
    const picture = { ...report(), id: newFileId(), name: 'plan.png', isImage: true }
    await put(picture)
    expect(await has('has:image report')).toBe(1)
    await app.context.db.$transaction((tx) => eraseDocument(tx, picture.id))
    expect(await has('has:image report')).toBe(0)
    expect(await has('has:file report')).toBe(1)
  })

  test('a message view that carries files is heard by name', async () => {
    const { message } = await app.owner.send(channelId, 'with a file')
    const file = {
      id: newFileId(),
      name: 'heard-of.txt',
      kind: 'text',
      state: 'ready',
      channelId,
      messageId: null,
    }
    await app.context.db.$executeRaw`
      UPDATE entry SET event = jsonb_set(event, '{message,files}', ${JSON.stringify([file])}::jsonb)
      WHERE subject_id = ${message.id}::uuid`
    await app.context.db.$executeRaw`UPDATE listener SET tx = '0' WHERE name = 'search'`
    await settle()
    expect(await files(app.owner, 'heard-of')).toEqual(['heard-of.txt'])
  })

  test('leave with their message at once', async () => {
    await app.owner.call('messages.delete', { messageId })
    expect(await files(app.owner, 'zurich')).toEqual([])
    const left = await app.context.db
      .$queryRaw`SELECT FROM search_document WHERE message_id = ${messageId}::uuid`
    expect(left).toEqual([])
    // What comes late finds no message to go with.
    await put({ ...report(), text: 'The annual revenue of Zürich' })
    expect(await files(app.owner, 'zurich')).toEqual([])
  })
})

describe('the index', () => {
  test('built anew is the same as the one that grew', async () => {
    const sent: MessageId[] = []
    for (const body of ['one https://a.example', `two <@${bob.personId}>`, 'three', 'four `x`'])
      sent.push((await app.owner.send(channelId, body)).message.id)
    await app.owner.call('messages.edit', { messageId: sent[2] as MessageId, body: 'drei' })
    await app.owner.call('messages.delete', { messageId: sent[3] as MessageId })
    await app.owner.call('channels.update', { channelId, topic: 'With a topic' })
    await settle()
    const dump = () => app.context.db.$queryRaw`
      SELECT *, search_terms(kind, words, channel_id, is_public, author_id, at, marks)::text AS terms
      FROM search_document ORDER BY source_id`
    const grown = await dump()
    expect(await rebuildSearch(app.context, { isAnew: true })).toBe(true)
    expect(await dump()).toEqual(grown)
    await app.context.db.$executeRaw`DELETE FROM search_document WHERE kind <> 'file'`
    // What has no source any more goes.
    await app.context.db.$executeRaw`
      INSERT INTO search_document (source_id, kind, channel_id, at, words) VALUES (uuidv7(), 'message', ${channelId}::uuid, now(), ' ghost ')`
    expect(await rebuildSearch(app.context, { isAnew: true })).toBe(true)
    expect(await dump()).toEqual(grown)
  })

  test('its building goes on where it was stopped', async () => {
    const { db } = app.context
    await db.$executeRaw`DELETE FROM search_document WHERE kind = 'message'`
    expect(await rebuildSearch(app.context, { isAnew: true, until: performance.now() - 1 })).toBe(false)
    const [before] = await db.$queryRaw<[{ version: number }]>`SELECT version FROM search_rebuild`
    expect(before.version).toBe(0)
    const [newest] = await db.$queryRaw<[{ id: MessageId }]>`
      SELECT id FROM message WHERE deleted_at IS NULL ORDER BY id DESC LIMIT 1`
    // As if the last message alone were left to do.
    await db.$executeRaw`
      UPDATE search_rebuild SET begun_at = now(), after_id = (SELECT id FROM message WHERE id < ${newest.id}::uuid ORDER BY id DESC LIMIT 1)`
    expect(await rebuildSearch(app.context)).toBe(true)
    const rows = await db.$queryRaw<
      { id: string }[]
    >`SELECT source_id AS id FROM search_document WHERE kind = 'message'`
    expect(rows).toEqual([{ id: newest.id }])
    await rebuildSearch(app.context, { isAnew: true })
  })

  test('knows every part of every text: what LIKE finds, it finds', async () => {
    const letters = fc.constantFrom(...'abcé ßİ_.-+#9東京都大가나שم🎉'.split(/(?:)/u))
    const text = fc.array(letters, { minLength: 1, maxLength: 24 }).map((list) => list.join(''))
    const cases = fc.sample(fc.tuple(text, fc.nat(20), fc.integer({ min: 1, max: 8 }), fc.boolean()), {
      numRuns: 300,
      seed: 5,
    })
    const rows = cases.flatMap(([body, from, length, isPhrase]) => {
      const words = ` ${foldText(body)} `
      const part = [...foldText(body)]
        .slice(from, from + length)
        .join('')
        .trim()
      const { terms } = parseSearch(isPhrase ? `"${part}"` : part)
      if (terms.length === 0) return []
      return [
        {
          words,
          like: terms.map(likePattern),
          parts: partsLookup(terms),
          whole: isPhrase ? wholeLookup(terms) : null,
        },
      ]
    })
    expect(rows.length).toBeGreaterThan(100)
    const missed = await app.context.db.$queryRaw<unknown[]>`
      SELECT words, "like", parts, whole FROM (
        SELECT *, search_terms('message', words, null, false, null, now(), null) AS terms
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS t(words text, "like" text[], parts text, whole text)
      ) t WHERE words LIKE ALL("like") AND NOT (
        (parts IS NULL OR terms @@ parts::tsquery) AND (whole IS NULL OR terms @@ whole::tsquery))`
    expect(missed).toEqual([])
  })
})
