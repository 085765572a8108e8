import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ChannelId, MessageId, PersonId } from '../../contract/ids.ts'
import { type Database, type DraftKey, deleteDatabase, openDatabase } from './database.ts'
import {
  closeDrafts,
  draftsStore,
  dropDraftsOf,
  editKey,
  flushDrafts,
  forgetHandedOver,
  openDrafts,
  writeDraft,
} from './drafts.ts'

const person = '00000001-0000-7000-8000-000000000001' as PersonId
const general = '00000002-0000-7000-8000-000000000001' as ChannelId
const random = '00000002-0000-7000-8000-000000000002' as ChannelId
const root = '00000003-0000-7000-8000-000000000001' as MessageId
let database: Database

const text = (key: DraftKey) => draftsStore.getState().drafts.get(key)?.text
const stored = async () => (await database.getAll('drafts')).map((row) => [row.key, row.text])

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  database = await openDatabase(person)
  await openDrafts(database)
})
afterEach(async () => {
  closeDrafts()
  database.close()
  await deleteDatabase(person)
  vi.useRealTimers()
})

describe('a draft', () => {
  test('of a message that is being changed is no draft of the thread under it', async () => {
    writeDraft(root, 'a reply', general)
    writeDraft(editKey(root), 'another wording', general)
    await flushDrafts()
    expect([text(root), text(editKey(root))]).toEqual(['a reply', 'another wording'])
    dropDraftsOf(general)
    await flushDrafts()
    expect(await stored()).toEqual([])
  })

  test('that was handed over is forgotten; what was typed in its place meanwhile stays', () => {
    writeDraft(root, 'tomorrow', general)
    forgetHandedOver(root, 'tomorrow')
    expect(text(root)).toBeUndefined()
    writeDraft(root, 'typed since', general)
    forgetHandedOver(root, 'tomorrow')
    expect(text(root)).toBe('typed since')
    forgetHandedOver(random, '')
    expect(text(random)).toBeUndefined()
  })

  test('stays with its channel or thread, and is written a moment later', async () => {
    writeDraft(general, 'to all')
    writeDraft(root, 'to some', general)
    expect([text(general), text(random), text(root)]).toEqual(['to all', undefined, 'to some'])
    expect(await stored()).toEqual([])
    await vi.advanceTimersByTimeAsync(500)
    await vi.waitFor(async () =>
      expect(await stored()).toEqual([
        [general, 'to all'],
        [root, 'to some'],
      ]),
    )
  })

  test('emptied is gone from the disk too', async () => {
    writeDraft(general, 'to all')
    await flushDrafts()
    writeDraft(general, '')
    await flushDrafts()
    expect(await stored()).toEqual([])
  })

  test('is there again after a restart; what was typed before it was read wins', async () => {
    writeDraft(general, 'old')
    writeDraft(random, 'kept')
    await flushDrafts()
    closeDrafts()
    expect(text(general)).toBeUndefined()
    const reading = openDrafts(database)
    writeDraft(general, 'new')
    await reading
    expect([text(general), text(random)]).toEqual(['new', 'kept'])
  })

  test('goes with its channel, those of its threads too', async () => {
    writeDraft(general, 'to all')
    writeDraft(root, 'to some', general)
    writeDraft(random, 'elsewhere')
    dropDraftsOf(general)
    await flushDrafts()
    expect(await stored()).toEqual([[random, 'elsewhere']])
  })

  test('read after the end of the session is not shown', async () => {
    writeDraft(general, 'secret')
    await flushDrafts()
    closeDrafts()
    const reading = openDrafts(database)
    closeDrafts()
    await reading
    expect(text(general)).toBeUndefined()
  })
})
