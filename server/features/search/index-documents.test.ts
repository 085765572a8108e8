import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChannelId, FileId, MessageId } from '../../../contract/ids.ts'
import { foldText } from '../../../contract/lib/fold-text.ts'
import { parseSearch } from '../../../contract/lib/search-query.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'
import { pdfBomb, pdfOf } from '../../test/pdf.ts'
import { begin, patch, upload } from '../../test/upload.ts'
import { likePattern, partsLookup, wholeLookup } from './lookup.ts'
import { rebuildSearch } from './rebuild.ts'

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
async function files(person: Client, query: string) {
  const { hits } = await person.call('search.find', { query, kind: 'file' })
  return hits.map((hit) => (hit.kind === 'file' ? hit.name.map(({ text }) => text).join('') : ''))
}

describe('files in search', () => {
  const words = 'The annual revenue of Zürich was high.'
  const send = async (...fileIds: FileId[]) =>
    (await app.owner.send(channelId, 'our report', { fileIds })).message.id
  const put = async (bytes: Uint8Array, name: string) => (await upload(app.owner, channelId, bytes, name)).id
  const has = async (query: string) => (await app.owner.call('search.find', { query })).hits.length

  test('are found by name and text once a message carries them, only by who may read it', async () => {
    const id = await put(Buffer.from(words), 'Über_uns.txt')
    expect([await files(app.owner, 'uber'), await files(app.owner, 'zurich')]).toEqual([[], []])
    const messageId = await send(id)
    await settle()
    expect(await files(app.owner, 'uber')).toEqual(['Über_uns.txt'])
    expect(await files(app.owner, 'in:files from:me zurich revenue')).toEqual(['Über_uns.txt'])
    expect([await files(bob, 'uber'), await files(bob, 'zurich')]).toEqual([[], []])
    const { hits } = await app.owner.call('search.find', { query: 'zurich', kind: 'file' })
    expect(hits[0]).toMatchObject({
      fileId: id,
      messageId,
      excerpt: expect.arrayContaining([{ text: 'Zürich', isMatch: true }]),
    })
    expect([await has('has:file report'), await has('has:image report')]).toEqual([1, 0])
    await app.owner.call('files.delete', { fileId: id })
    expect([await files(app.owner, 'uber'), await files(app.owner, 'zurich')]).toEqual([[], []])
    expect(await app.context.db.fileText.count({ where: { fileId: id } })).toBe(0)
    await settle()
    expect(await has('has:file report')).toBe(0)
  })

  test('are found by their text also where they are looked at after they were sent', async () => {
    const { file } = await begin(app.owner, channelId, 7, 'late.txt')
    const ear = await app.owner.listen()
    await patch(app.owner, file.id, 0, Buffer.from('belated'))
    await send(file.id)
    await ear.waitFor('file.changed', (event) => event.file.id === file.id && event.file.state === 'ready')
    ear.close()
    await settle()
    expect(await files(app.owner, 'belated')).toEqual(['late.txt'])
  })

  test.each([
    [
      'utf-16.txt',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Грузооборот порта', 'utf16le')]),
      'грузо',
    ],
    ['plain.pdf', pdfOf('Rapport annuel', false), 'rapport ann'],
    ['packed.pdf', pdfOf('Quarterly figures', true), 'figures'],
    ['japanese.pdf', pdfOf('東京都の計画', true), '東京'],
    ['of everything.txt', Buffer.from('nul\u0000 is binary'), null],
  ])('%s', async (name, bytes, query) => {
    await send(await put(bytes, name))
    await settle()
    if (query) expect(await files(app.owner, query)).toEqual([name])
    expect(await files(app.owner, name.split('.')[0] as string)).toEqual([name])
  })

  test('that burst what reads them are found by name, and the server goes on', async () => {
    const before = process.memoryUsage().rss
    await send(await put(pdfBomb(), 'bomb.pdf'), await put(Buffer.from('%PDF-1.7 nonsense'), 'broken.pdf'))
    await settle()
    expect(await files(app.owner, 'bomb')).toEqual(['bomb.pdf'])
    expect(await files(app.owner, 'broken')).toEqual(['broken.pdf'])
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000)
  }, 60_000)

  test('leave with their message at once', async () => {
    const id = await put(Buffer.from('ephemeral'), 'gone.txt')
    const messageId = await send(id)
    await settle()
    expect(await files(app.owner, 'ephemeral')).toEqual(['gone.txt'])
    await app.owner.call('messages.delete', { messageId })
    expect(await files(app.owner, 'ephemeral')).toEqual([])
    const left = await app.context.db
      .$queryRaw`SELECT FROM search_document WHERE message_id = ${messageId}::uuid`
    expect([left, await app.context.db.fileText.count({ where: { fileId: id } })]).toEqual([[], 0])
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
    await app.context.db.$executeRaw`DELETE FROM search_document`
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

  test('its building takes less at a time where two hundred are too much, and never stays where it is', async () => {
    const { db } = app.context
    for (let at = 0; at < 30; at += 1) await app.owner.send(channelId, `one of many, ${at}`)
    await settle()
    await db.$executeRaw`
      CREATE FUNCTION refuse_many() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (SELECT count(*) FROM fresh WHERE kind = 'message') > 10 THEN RAISE 'too much at once'; END IF;
        RETURN NULL;
      END $$`
    await db.$executeRaw`
      CREATE TRIGGER refuse_many AFTER INSERT ON search_document REFERENCING NEW TABLE AS fresh
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_many()`
    try {
      await db.$executeRaw`DELETE FROM search_document WHERE kind = 'message'`
      expect(await rebuildSearch(app.context, { isAnew: true })).toBe(true)
      const { hits } = await app.owner.call('search.find', { query: '"one of many"', limit: 50 })
      expect(hits).toHaveLength(30)
    } finally {
      await db.$executeRaw`DROP TRIGGER refuse_many ON search_document`
    }
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
