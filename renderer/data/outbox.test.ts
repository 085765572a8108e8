import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ChannelId, ClientId, FileId, MessageId, PersonId } from '../../contract/ids.ts'
import type { MessageView } from '../../contract/messages.ts'
import { ApiError } from './api.ts'
import { type Database, deleteDatabase, openDatabase } from './database.ts'
import { discard, discardFile, Outbox, type OutboxFiles, outboxStore, retry, send } from './outbox.ts'
import { OutboxRows } from './outbox-rows.ts'

const person = '00000001-0000-7000-8000-000000000001' as PersonId
const general = '00000002-0000-7000-8000-000000000001' as ChannelId
const random = '00000002-0000-7000-8000-000000000002' as ChannelId

type Post = { clientId: ClientId; channelId: ChannelId; body: string; fileIds: FileId[] }
type Answer = { message: Post; take: () => void; refuse: (error: unknown) => void }

/** The server's side: every try waits here for an answer. */
class Desk {
  tries: Post[] = []
  waiting: Answer[] = []
  sent: MessageView[] = []
  #wake: (() => void)[] = []

  post = (message: Post): Promise<MessageView> =>
    new Promise((resolve, reject) => {
      this.tries.push(message)
      const view = { id: message.clientId as string as MessageId, ...message } as unknown as MessageView
      this.waiting.push({ message, take: () => resolve(view), refuse: reject })
      for (const wake of this.#wake.splice(0)) wake()
    })

  /** The next try that arrives, once it does. */
  async next(): Promise<Answer> {
    while (this.waiting.length === 0) await new Promise<void>((resolve) => this.#wake.push(resolve))
    return this.waiting.shift() as Answer
  }
}

let database: Database
let desk: Desk
let outbox: Outbox
/** Another lock for each test: what one leaves on its way does not hold up the next. */
let lock = 0

const begin = () => {
  outbox = new Outbox({
    rows: new OutboxRows(Promise.resolve(database), `test-${lock}`),
    post: desk.post,
    onSent: (message) => desk.sent.push(message),
  })
  return outbox
}
const pending = () => outboxStore.getState().pending
/** Waits for the outbox to show something. */
const when = (isSo: () => boolean) =>
  new Promise<void>((resolve) => {
    if (isSo()) return resolve()
    const stop = outboxStore.subscribe(() => {
      if (!isSo()) return
      stop()
      resolve()
    })
  })
const offline = () => new ApiError('offline', 'no answer')

beforeEach(async () => {
  // IndexedDB needs the real setImmediate.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  lock++
  desk = new Desk()
  database = await openDatabase(person)
  begin()
})
afterEach(async () => {
  outbox.stop()
  database.close()
  await deleteDatabase(person)
  vi.useRealTimers()
})

describe('the outbox', () => {
  test('shows a message as sending in the same moment, and writes it down before the first try', async () => {
    const clientId = send({ channelId: general, body: 'hello' })
    expect(pending()).toMatchObject([{ clientId, body: 'hello', state: 'sending' }])
    await desk.next()
    expect(await database.getAllFromIndex('outbox', 'clientId', clientId)).toMatchObject([{ body: 'hello' }])
  })

  test('hands on the answer and forgets the row', async () => {
    const clientId = send({ channelId: general, body: 'hello' })
    const attempt = await desk.next()
    attempt.take()
    await when(() => pending().length === 0)
    expect(desk.sent).toMatchObject([{ clientId }])
    await outbox.resume()
    expect(pending()).toEqual([])
    expect(await database.count('outbox')).toBe(0)
  })

  test('tries again with the same clientId and waits in between', async () => {
    const clientId = send({ channelId: general, body: 'hello' })
    for (const error of [offline(), new ApiError('internal', ''), new ApiError('not_ready', '')]) {
      const attempt = await desk.next()
      attempt.refuse(error)
      await when(() => pending()[0]?.reason?.code === error.code)
      expect(desk.waiting).toEqual([])
      await vi.runAllTimersAsync()
    }
    const last = await desk.next()
    last.take()
    await when(() => pending().length === 0)
    expect(desk.tries.map((message) => message.clientId)).toEqual([clientId, clientId, clientId, clientId])
  })

  test('waits as long as the server asks', async () => {
    send({ channelId: general, body: 'hello' })
    const attempt = await desk.next()
    attempt.refuse(new ApiError('rate_limited', '', { retryAfterMs: 60_000 }))
    await when(() => pending()[0]?.reason !== undefined)
    await new Promise(setImmediate)
    await vi.advanceTimersByTimeAsync(59_000)
    outbox.hurry()
    await new Promise(setImmediate)
    expect(desk.tries).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(2000)
    await desk.next()
    expect(desk.tries).toHaveLength(2)
  })

  test('does not wait for its turn when the network is back', async () => {
    send({ channelId: general, body: 'hello' })
    const attempt = await desk.next()
    attempt.refuse(offline())
    await when(() => pending()[0]?.reason !== undefined)
    await new Promise(setImmediate)
    outbox.hurry()
    await desk.next()
    expect(desk.tries).toHaveLength(2)
  })

  test.each(['with', 'without'])(
    'sends in order in a channel, channels side by side, %s Web Locks',
    async (locks) => {
      if (locks === 'without') vi.stubGlobal('navigator', {})
      send({ channelId: general, body: 'one' })
      send({ channelId: general, body: 'two' })
      send({ channelId: random, body: 'elsewhere' })
      const first = [await desk.next(), await desk.next()]
      expect(first.map(({ message }) => message.body).sort()).toEqual(['elsewhere', 'one'])
      expect(desk.waiting).toEqual([])
      for (const attempt of first) attempt.take()
      expect((await desk.next()).message.body).toBe('two')
    },
  )

  test('a failing message holds back the later ones of its channel until it is through', async () => {
    send({ channelId: general, body: 'one' })
    send({ channelId: general, body: 'two' })
    const attempt = await desk.next()
    attempt.refuse(offline())
    await when(() => pending()[0]?.reason !== undefined)
    await vi.runAllTimersAsync()
    expect((await desk.next()).message.body).toBe('one')
  })

  test('a final refusal is shown with its reason and does not stop the next message', async () => {
    send({ channelId: general, body: 'one' })
    send({ channelId: general, body: 'two' })
    const attempt = await desk.next()
    attempt.refuse(new ApiError('channel_archived', 'This channel is archived.'))
    expect((await desk.next()).message.body).toBe('two')
    expect(pending()[0]).toMatchObject({
      body: 'one',
      state: 'failed',
      reason: { code: 'channel_archived', message: 'This channel is archived.' },
    })
  })

  test('a failed message is sent again on request, or discarded', async () => {
    const one = send({ channelId: general, body: 'one' })
    const two = send({ channelId: general, body: 'two' })
    for (let n = 0; n < 2; n++) {
      const attempt = await desk.next()
      attempt.refuse(new ApiError('forbidden', 'no'))
    }
    await when(() => pending().every((message) => message.state === 'failed'))
    discard(two)
    retry(one)
    const again = await desk.next()
    expect(again.message.clientId).toBe(one)
    again.take()
    await when(() => pending().length === 0)
    await outbox.resume()
    expect(pending()).toEqual([])
  })

  test('goes on after a restart: same rows, same ids, same order; what failed stays failed', async () => {
    const failed = send({ channelId: random, body: 'refused' })
    const refused = await desk.next()
    refused.refuse(new ApiError('forbidden', 'no'))
    await when(() => pending()[0]?.state === 'failed')
    const ids = ['one', 'two', 'three'].map((body) => send({ channelId: general, body }))
    await desk.next()
    await vi.waitFor(async () => expect(await database.count('outbox')).toBe(4))
    outbox.stop()
    expect(pending()).toEqual([])

    desk = new Desk()
    lock++
    await begin().resume()
    expect(pending().map((message) => [message.clientId, message.state])).toEqual([
      [failed, 'failed'],
      ...ids.map((id) => [id, 'sending']),
    ])
    for (const id of ids) {
      const attempt = await desk.next()
      expect(attempt.message.clientId).toBe(id)
      attempt.take()
    }
    await when(() => pending().length === 1)
    expect(pending()[0]).toMatchObject({ clientId: failed, state: 'failed', reason: { code: 'forbidden' } })
  })

  test('an answer that comes after the end of the session changes nothing', async () => {
    send({ channelId: general, body: 'hello' })
    const attempt = await desk.next()
    outbox.stop()
    attempt.take()
    await new Promise(setImmediate)
    expect(desk.sent).toEqual([])
    expect(await database.count('outbox')).toBe(1)
  })

  test('keeps its rows when the session is over, for when the same person signs in again', async () => {
    send({ channelId: general, body: 'hello' })
    const attempt = await desk.next()
    attempt.refuse(new ApiError('not_signed_in', 'sign in'))
    await vi.runAllTimersAsync()
    expect(desk.tries).toHaveLength(1)
    expect(await database.count('outbox')).toBe(1)
  })

  test('two windows of a browser never send the same row at once, and it is sent once', async () => {
    const clientId = send({ channelId: general, body: 'hello' })
    const attempt = await desk.next()
    const other = new Outbox({
      rows: new OutboxRows(Promise.resolve(database), `test-${lock}`),
      post: desk.post,
      onSent: (message) => desk.sent.push(message),
    })
    await other.resume()
    await new Promise(setImmediate)
    expect(desk.tries).toHaveLength(1)
    attempt.take()
    await when(() => pending().length === 0)
    await navigator.locks.request(`test-${lock}:${general}`, () => {})
    expect(desk.tries).toHaveLength(1)
    expect(desk.sent).toMatchObject([{ clientId }])
    other.stop()
  })

  test('drops what was meant for a channel that is gone', async () => {
    send({ channelId: general, body: 'one' })
    send({ channelId: random, body: 'two' })
    outbox.removeChannel(general)
    expect(pending()).toMatchObject([{ body: 'two' }])
    await new OutboxRows(Promise.resolve(database), `test-${lock}`).all()
    await vi.waitFor(async () => expect(await database.count('outbox')).toBe(1))
  })

  test('sends also where the browser stores nothing', async () => {
    outbox.stop()
    outbox = new Outbox({
      rows: new OutboxRows(Promise.resolve(null), `test-${lock}`),
      post: desk.post,
      onSent: (message) => desk.sent.push(message),
    })
    const clientId = send({ channelId: general, body: 'hello' })
    const attempt = await desk.next()
    attempt.take()
    await when(() => pending().length === 0)
    expect(desk.sent).toMatchObject([{ clientId }])
  })
})

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
  /** How many messages are on the disk once the files may leave it. */
  leftAtRelease: Promise<number> | null = null
  release = (uploads: ClientId[], rowGone: Promise<unknown>) => {
    this.released.push(...uploads)
    this.leftAtRelease = rowGone.then(() => database.count('outbox'))
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
    outbox.stop()
    lock++
    outbox = new Outbox({
      rows: new OutboxRows(Promise.resolve(database), `test-${lock}`),
      post: desk.post,
      files,
      onSent: (message) => desk.sent.push(message),
    })
    return outbox
  }

  beforeEach(() => {
    files = new FilesDesk()
    beginWithFiles()
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
    await vi.waitFor(() => expect(files.leftAtRelease).not.toBeNull())
    expect(await files.leftAtRelease).toBe(0)
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
