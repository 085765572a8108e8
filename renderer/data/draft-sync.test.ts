import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { DraftView } from '../../contract/drafts.ts'
import type { EventOf } from '../../contract/events.ts'
import type { ChannelId, MessageId, PersonId } from '../../contract/ids.ts'
import { ApiError } from './api.ts'
import { type Database, type DraftKey, deleteDatabase, openDatabase } from './database.ts'
import type { DraftDoors } from './draft-doors.ts'
import { DraftSync, saveDraftsNow } from './draft-sync.ts'
import {
  closeDrafts,
  draftKeyOf,
  draftRow,
  draftsStore,
  dropDraftsOf,
  dropOlderDraft,
  editKey,
  flushDrafts,
  openDrafts,
  writeDraft,
} from './drafts.ts'

const person = '00000001-0000-7000-8000-000000000001' as PersonId
const general = '00000002-0000-7000-8000-000000000001' as ChannelId
const random = '00000002-0000-7000-8000-000000000002' as ChannelId
const root = '00000003-0000-7000-8000-000000000001' as MessageId
const at = '2026-11-22T10:00:00.000Z'

type Input = Parameters<DraftDoors['save']>[0]

const placeOf = ({
  channelId,
  threadId = null,
}: {
  channelId: string
  threadId?: string | null | undefined
}) => ({
  channelId: channelId as ChannelId,
  threadId: threadId as MessageId | null,
})

/** The server's part, as small as can be: what it keeps, what it was asked, and whether it can be reached. */
class Shelf implements DraftDoors {
  kept = new Map<DraftKey, DraftView>()
  writers = new Map<DraftKey, string>()
  revision = 0
  asked: string[] = []
  saves: Input[] = []
  failure: unknown = null
  /** While set, answers wait for it; what was asked is done before. */
  held: Promise<void> | null = null

  put(text: string, more: Partial<DraftView> = {}): EventOf<'draft.changed'> {
    this.revision += 1
    const place = { channelId: more.channelId ?? general, threadId: more.threadId ?? null }
    const key = draftKeyOf(place)
    if (text === '') this.kept.delete(key)
    else this.kept.set(key, { older: [], savedAt: at, ...more, ...place, text, revision: this.revision })
    const writerId = 'another window'
    this.writers.set(key, writerId)
    return { type: 'draft.changed', ...place, revision: this.revision, writerId, isThere: text !== '' }
  }
  save: DraftDoors['save'] = async (input) => {
    this.asked.push(`save ${input.text}`)
    if (this.failure) throw this.failure
    this.saves.push(input)
    const { text, dropOlderIds = [] } = input
    const place = placeOf(input)
    const key = draftKeyOf(place)
    const now = this.kept.get(key)
    const isForeign = now && now.revision !== input.baseRevision && this.writers.get(key) !== input.writerId
    if (text !== '' || isForeign) {
      const older = now?.older.filter(({ id }) => !dropOlderIds.includes(id)) ?? []
      this.put(text || (now?.text ?? ''), { ...place, older })
    } else this.put('', place)
    this.writers.set(key, input.writerId)
    const answer = { draft: this.kept.get(key) ?? null, revision: this.revision }
    await this.held
    return answer
  }
  find: DraftDoors['find'] = async (place) => {
    this.asked.push('find')
    if (this.failure) throw this.failure
    const draft = this.kept.get(draftKeyOf(placeOf(place))) ?? null
    await this.held
    return { draft }
  }
  list: DraftDoors['list'] = async () => {
    this.asked.push('list')
    if (this.failure) throw this.failure
    const drafts = [...this.kept.values()]
    await this.held
    return { drafts }
  }
}

let database: Database
let shelf: Shelf
let sync: DraftSync
const text = (key: DraftKey) => draftsStore.getState().drafts.get(key)?.text
const settle = () => vi.advanceTimersByTimeAsync(0)
/** Holds the shelf's answers back until the returned function is called. */
function hold(): () => Promise<void> {
  let letGo = () => {}
  shelf.held = new Promise((resolve) => {
    letGo = resolve
  })
  return async () => {
    shelf.held = null
    letGo()
    await settle()
  }
}
const offline = new ApiError('offline', 'no answer')

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  database = await openDatabase(person)
  await openDrafts(database)
  shelf = new Shelf()
  sync = new DraftSync(shelf, 'this window')
  await sync.start()
})
afterEach(async () => {
  sync.stop()
  closeDrafts()
  database.close()
  await deleteDatabase(person)
  vi.useRealTimers()
})

describe('a draft is saved', () => {
  test('a moment after typing stops, and now and then while somebody types on', async () => {
    for (const word of ['o', 'on', 'one']) {
      writeDraft(general, word)
      await vi.advanceTimersByTimeAsync(400)
    }
    expect(shelf.saves).toEqual([])
    await vi.advanceTimersByTimeAsync(1000)
    expect(shelf.saves.map((input) => [input.text, input.baseRevision])).toEqual([['one', 0]])
    for (let word = 0; word < 15; word += 1) {
      writeDraft(general, `one ${word}`)
      await vi.advanceTimersByTimeAsync(400)
    }
    expect(shelf.saves.length).toBeGreaterThan(1)
    await vi.advanceTimersByTimeAsync(2000)
    expect(shelf.kept.get(general)?.text).toBe('one 14')
    expect(draftRow(general)).toMatchObject({ isDirty: false, base: shelf.revision })
  })

  test('in its own thread; the change of a message stays here', async () => {
    writeDraft(root, 'to some', general)
    writeDraft(editKey(root), 'another wording', general)
    await vi.advanceTimersByTimeAsync(1000)
    expect(shelf.saves.map(({ channelId, threadId, text }) => [channelId, threadId, text])).toEqual([
      [general, root, 'to some'],
    ])
  })

  test('not at all when it was sent before', async () => {
    writeDraft(general, 'quickly')
    writeDraft(general, '')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(shelf.saves).toEqual([])
  })

  test('one save after the other, each growing from the answer before', async () => {
    const letGo = hold()
    writeDraft(general, 'one')
    await vi.advanceTimersByTimeAsync(1000)
    writeDraft(general, 'one two')
    await vi.advanceTimersByTimeAsync(3000)
    expect(shelf.saves.length).toBe(1)
    await letGo()
    await vi.advanceTimersByTimeAsync(1000)
    expect(shelf.saves.map((input) => [input.text, input.baseRevision])).toEqual([
      ['one', 0],
      ['one two', 1],
    ])
  })

  test('when the network is back; until then it waits, also through a restart', async () => {
    shelf.failure = offline
    writeDraft(general, 'on the train')
    await vi.advanceTimersByTimeAsync(1000)
    await flushDrafts()
    sync.stop()
    closeDrafts()
    await openDrafts(database)
    sync = new DraftSync(shelf, 'this window')
    await sync.start()
    expect(text(general)).toBe('on the train')
    shelf.failure = null
    sync.online()
    await vi.advanceTimersByTimeAsync(100)
    expect(shelf.kept.get(general)?.text).toBe('on the train')
  })

  test('at once before the session ends', async () => {
    writeDraft(general, 'the last words')
    await saveDraftsNow()
    expect(shelf.kept.get(general)?.text).toBe('the last words')
  })

  test('not again and again where it can not be; it stays here, and nothing takes its place', async () => {
    shelf.failure = new ApiError('invalid_input', 'too long')
    writeDraft(general, 'a whole book')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(shelf.asked.filter((name) => name.startsWith('save')).length).toBe(1)
    sync.hear(shelf.put('a note'))
    await settle()
    expect(text(general)).toBe('a whole book')
    shelf.failure = null
    writeDraft(general, 'a chapter')
    await vi.advanceTimersByTimeAsync(1000)
    expect(shelf.saves.at(-1)?.text).toBe('a chapter')
  })

  test('that an older client kept on this device alone', async () => {
    sync.stop()
    closeDrafts()
    await database.put('drafts', { key: random, text: 'from last week', channelId: random })
    await openDrafts(database)
    sync = new DraftSync(shelf, 'this window')
    await sync.start()
    await vi.advanceTimersByTimeAsync(100)
    expect(shelf.kept.get(random)?.text).toBe('from last week')
  })
})

describe('a draft that was sent', () => {
  test('is forgotten everywhere', async () => {
    writeDraft(general, 'hello')
    await vi.advanceTimersByTimeAsync(1000)
    writeDraft(general, '')
    await settle()
    expect(shelf.kept.size).toBe(0)
    expect(draftRow(general)).toBeUndefined()
  })

  test('while a save of it was on its way, or its answer never came, is forgotten after it', async () => {
    const letGo = hold()
    writeDraft(general, 'hello')
    await vi.advanceTimersByTimeAsync(1000)
    writeDraft(general, '')
    await settle()
    await letGo()
    await vi.advanceTimersByTimeAsync(2000)
    expect(shelf.kept.size).toBe(0)
    expect(text(general)).toBeUndefined()
  })

  test('without network is told when there is one, also after a restart', async () => {
    writeDraft(general, 'hello')
    await vi.advanceTimersByTimeAsync(1000)
    shelf.failure = offline
    writeDraft(general, '')
    await settle()
    await flushDrafts()
    sync.stop()
    closeDrafts()
    await openDrafts(database)
    sync = new DraftSync(shelf, 'this window')
    await sync.start()
    expect(text(general)).toBeUndefined()
    shelf.failure = null
    sync.online()
    await vi.advanceTimersByTimeAsync(100)
    expect(shelf.kept.size).toBe(0)
    expect(text(general)).toBeUndefined()
  })

  test('while the page was left, with the answer on its way, is forgotten at the next start', async () => {
    hold()
    writeDraft(general, 'hello')
    await vi.advanceTimersByTimeAsync(1000)
    writeDraft(general, '')
    await flushDrafts()
    sync.stop()
    closeDrafts()
    shelf.held = null
    await openDrafts(database)
    sync = new DraftSync(shelf, 'this window')
    await sync.start()
    await vi.advanceTimersByTimeAsync(100)
    expect(shelf.saves.at(-1)?.text).toBe('')
    expect(text(general)).toBeUndefined()
  })

  test('leaves what another device wrote meanwhile: it is shown', async () => {
    writeDraft(general, 'hello')
    await vi.advanceTimersByTimeAsync(1000)
    shelf.put('another thought')
    writeDraft(general, '')
    await settle()
    expect(text(general)).toBe('another thought')
  })
})

describe('what another device writes', () => {
  test('is fetched and shown, and gone when it is sent there', async () => {
    sync.hear(shelf.put('from the phone'))
    await settle()
    expect(text(general)).toBe('from the phone')
    sync.hear(shelf.put(''))
    expect(text(general)).toBeUndefined()
  })

  test('does not take the place of what is being written here, but stands beside it', async () => {
    writeDraft(general, 'here')
    const older = [{ id: 'one', text: 'from the phone', savedAt: at }]
    sync.hear(shelf.put('from the phone', { older }))
    await settle()
    expect(text(general)).toBe('here')
    await vi.advanceTimersByTimeAsync(1000)
    expect(draftRow(general)).toMatchObject({ text: 'here', older, isDirty: false })
    dropOlderDraft(general, 'one')
    expect(draftRow(general)?.older).toEqual([])
    await vi.advanceTimersByTimeAsync(1000)
    expect(shelf.saves.at(-1)?.dropOlderIds).toEqual(['one'])
    expect(shelf.kept.get(general)).toMatchObject({ text: 'here', older: [] })
  })

  test('and sends does not take away what is being written here', async () => {
    sync.hear(shelf.put('begun'))
    await settle()
    writeDraft(general, 'begun and gone on')
    sync.hear(shelf.put(''))
    expect(text(general)).toBe('begun and gone on')
    await vi.advanceTimersByTimeAsync(1000)
    expect(shelf.kept.get(general)?.text).toBe('begun and gone on')
  })

  test('comes too late when one has begun to write meanwhile', async () => {
    const letGo = hold()
    sync.hear(shelf.put('from the phone'))
    await settle()
    writeDraft(general, 'here')
    await letGo()
    expect(text(general)).toBe('here')
  })

  test('asked for before it was sent there does not come back', async () => {
    const letGo = hold()
    sync.hear(shelf.put('from the phone'))
    await settle()
    sync.hear(shelf.put(''))
    await letGo()
    expect(text(general)).toBeUndefined()
  })

  test('is asked for again when there was no network', async () => {
    shelf.failure = offline
    sync.hear(shelf.put('from the phone'))
    await settle()
    shelf.failure = null
    sync.online()
    await settle()
    expect(text(general)).toBe('from the phone')
  })

  test('and the own echo asks for nothing', async () => {
    writeDraft(general, 'here')
    await vi.advanceTimersByTimeAsync(1000)
    shelf.asked = []
    sync.hear({ ...shelf.put('here'), writerId: 'this window' })
    await settle()
    expect(shelf.asked).toEqual([])
  })

  test('while this one was closed is there at the next start, and gone where it was sent', async () => {
    writeDraft(general, 'sent from the phone later')
    await vi.advanceTimersByTimeAsync(1000)
    await flushDrafts()
    sync.stop()
    closeDrafts()
    shelf.put('')
    shelf.put('from the phone', { channelId: random })
    await openDrafts(database)
    sync = new DraftSync(shelf, 'this window')
    await sync.start()
    expect([text(general), text(random)]).toEqual([undefined, 'from the phone'])
  })

  test('is forgotten with the channel', async () => {
    sync.hear(shelf.put('from the phone'))
    await settle()
    dropDraftsOf(general)
    await vi.advanceTimersByTimeAsync(5000)
    expect(text(general)).toBeUndefined()
    expect(shelf.saves).toEqual([])
  })
})
