import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ClientId, FileId } from '../../contract/ids.ts'
import { ApiError } from './api.ts'
import { type Database, deleteDatabase, openDatabase } from './database.ts'
import { discard, discardFile, Outbox, type OutboxFiles, retry, send } from './outbox.ts'
import { OutboxRows } from './outbox-rows.ts'
import { Desk, general, pending, person, random, when } from './test/outbox-desk.ts'

let database: Database
let desk: Desk
let outbox: Outbox
/** Another lock for each test: what one leaves on its way does not hold up the next. */
let lock = 0

/** The files' side: each waits here until it is said how it ended. */
class FilesDesk implements OutboxFiles {
  asked: { uploads: ClientId[]; arrive: () => void; refuse: (error: unknown) => void }[] = []
  released: ClientId[] = []
  cancelled: ClientId[] = []
  retried: { uploads: ClientId[]; all: boolean }[] = []

  arrived = (uploads: ClientId[]) =>
    new Promise<FileId[]>((resolve, reject) => {
      const arrive = () => resolve(uploads.map((id) => `file-${id}` as FileId))
      this.asked.push({ uploads, arrive, refuse: reject })
    })
  /** Until then the message is on the disk, and its files have to be. */
  rowGone: Promise<unknown> | null = null
  release = (uploads: ClientId[], rowGone: Promise<unknown>) => {
    this.released.push(...uploads)
    this.rowGone = rowGone
  }
  cancel = (uploads: ClientId[]) => void this.cancelled.push(...uploads)
  retry = (uploads: ClientId[], all: boolean) => void this.retried.push({ uploads, all })

  async next() {
    await vi.waitFor(() => expect(this.asked.length).toBeGreaterThan(0))
    return this.asked.shift() as FilesDesk['asked'][number]
  }
}

describe('a message with files', () => {
  const [one, two] = ['u-1', 'u-2'] as ClientId[] as [ClientId, ClientId]
  let files: FilesDesk
  const beginWithFiles = () => {
    lock++
    outbox = new Outbox({
      rows: new OutboxRows(Promise.resolve(database), `files-${lock}`),
      post: desk.post,
      files,
      onSent: (message) => desk.sent.push(message),
    })
    return outbox
  }

  beforeEach(async () => {
    // IndexedDB needs the real setImmediate.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    desk = new Desk()
    database = await openDatabase(person)
    files = new FilesDesk()
    beginWithFiles()
  })
  afterEach(async () => {
    outbox.stop()
    database.close()
    await deleteDatabase(person)
    vi.useRealTimers()
  })

  test('waits until they have arrived, and what stands behind it in the channel waits with it', async () => {
    send({ channelId: general, body: '', uploads: [one, two] })
    send({ channelId: general, body: 'and this' })
    send({ channelId: random, body: 'elsewhere' })
    expect((await desk.next()).message.body).toBe('elsewhere')
    expect(desk.waiting).toEqual([])
    const asked = await files.next()
    asked.arrive()
    const first = await desk.next()
    expect(first.message).toMatchObject({ body: '', fileIds: ['file-u-1', 'file-u-2'] })
    first.take()
    expect((await desk.next()).message).toMatchObject({ body: 'and this', fileIds: [] })
    expect(files.released).toEqual([one, two])
  })

  test('fails when one is refused, lets the next go, and is tried again with its files', async () => {
    const clientId = send({ channelId: general, body: 'look', uploads: [one] })
    send({ channelId: general, body: 'next' })
    const asked = await files.next()
    asked.refuse(new ApiError('file_not_ready', 'too large'))
    const next = await desk.next()
    expect(next.message.body).toBe('next')
    next.take()
    expect(pending()[0]).toMatchObject({ clientId, state: 'failed' })
    retry(clientId)
    expect(files.retried).toEqual([{ uploads: [one], all: true }])
    ;(await files.next()).arrive()
    expect((await desk.next()).message).toMatchObject({ clientId, fileIds: ['file-u-1'] })
  })

  test('goes without a file that is taken off it; with nothing left it goes itself', async () => {
    const clientId = send({ channelId: general, body: '', uploads: [one, two] })
    const asked = await files.next()
    discardFile(clientId, one)
    asked.refuse(new ApiError('not_found', 'cancelled'))
    const again = await files.next()
    expect(again.uploads).toEqual([two])
    discardFile(clientId, two)
    again.refuse(new ApiError('not_found', 'cancelled'))
    expect(pending()).toEqual([])
    expect(files.cancelled).toEqual([one, two])
    expect(desk.tries).toEqual([])
  })

  test('that is discarded gives up its files; one that arrived by another way keeps them', async () => {
    const gone = send({ channelId: general, body: 'gone', uploads: [one] })
    const here = send({ channelId: random, body: 'here', uploads: [two] })
    discard(gone)
    outbox.remove(here)
    expect([files.cancelled, files.released]).toEqual([[one], [two]])
  })

  test('waits again after a restart', async () => {
    send({ channelId: general, body: 'look', uploads: [one] })
    await files.next()
    await vi.waitFor(async () => expect(await database.count('outbox')).toBe(1))
    outbox.stop()
    await beginWithFiles().resume()
    const asked = await files.next()
    expect(asked.uploads).toEqual([one])
    asked.arrive()
    expect((await desk.next()).message).toMatchObject({ body: 'look', fileIds: ['file-u-1'] })
  })

  test('whose files this window does not know is not kept as failed: another window may have them', async () => {
    const clientId = send({ channelId: general, body: 'look', uploads: [one] })
    await vi.waitFor(async () => expect(await database.count('outbox')).toBe(1))
    ;(await files.next()).refuse(new ApiError('not_found', 'unknown here'))
    await when(() => pending()[0]?.state === 'failed')
    await new OutboxRows(Promise.resolve(database), 'else').all()
    await new Promise(setImmediate)
    expect(await database.getAll('outbox')).toMatchObject([{ clientId, state: 'sending' }])
  })

  test.each(['not_found', 'file_not_ready'] as const)(
    'that another window sent or discarded leaves this one too, and does not come back (%s)',
    async (code) => {
      const clientId = send({ channelId: general, body: 'look', uploads: [one] })
      const asked = await files.next()
      await vi.waitFor(async () => expect(await database.count('outbox')).toBe(1))
      await new OutboxRows(Promise.resolve(database), 'else').delete(clientId)
      asked.refuse(new ApiError(code, 'unknown here'))
      await when(() => pending().length === 0)
      await new OutboxRows(Promise.resolve(database), 'else').all()
      await new Promise(setImmediate)
      expect(await database.count('outbox')).toBe(0)
      expect(files.released).toEqual([one])
    },
  )

  test('of which another window took a file goes without it from here too', async () => {
    send({ channelId: general, body: 'look', uploads: [one, two] })
    const asked = await files.next()
    await vi.waitFor(async () => expect(await database.count('outbox')).toBe(1))
    const elsewhere = new OutboxRows(Promise.resolve(database), 'else')
    const [row] = await elsewhere.all()
    if (row) await elsewhere.put({ ...row, uploads: [two] })
    asked.refuse(new ApiError('not_found', 'cancelled'))
    expect((await files.next()).uploads).toEqual([two])
  })

  test.each(['answered', 'heard of'])('leaves the disk before its files do, when it is %s', async (how) => {
    const clientId = send({ channelId: general, body: 'look', uploads: [one] })
    ;(await files.next()).arrive()
    const attempt = await desk.next()
    if (how === 'answered') attempt.take()
    else outbox.remove(clientId)
    await when(() => pending().length === 0)
    await vi.waitFor(() => expect(files.rowGone).not.toBeNull())
    await files.rowGone
    expect(await database.count('outbox')).toBe(0)
  })

  test('whose files the server has let go of begins them anew when it is tried again', async () => {
    const clientId = send({ channelId: general, body: 'look', uploads: [one] })
    ;(await files.next()).arrive()
    const attempt = await desk.next()
    attempt.refuse(new ApiError('not_found', 'There is no such file.'))
    await when(() => pending()[0]?.state === 'failed')
    retry(clientId)
    expect(files.retried).toEqual([{ uploads: [one], all: true }])
  })
})
