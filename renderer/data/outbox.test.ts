import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ApiError } from './api.ts'
import { type Database, deleteDatabase, openDatabase } from './database.ts'
import { discard, Outbox, retry, send } from './outbox.ts'
import { OutboxRows } from './outbox-rows.ts'
import { Desk, general, pending, person, random, when } from './test/outbox-desk.ts'

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
