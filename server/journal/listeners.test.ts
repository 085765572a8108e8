import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { channelStream, type Entry, type Event } from '../../contract/events.ts'
import type { ChannelId } from '../../contract/ids.ts'
import type { Context } from '../core/context.ts'
import { startTestApp, type TestApp } from '../test/app.ts'
import { inTransaction } from './journal.ts'
import { createListeners, type Listener } from './listeners.ts'

const streamOf = (index: number) =>
  channelStream(`0199f000-0000-7000-8000-${String(index).padStart(12, '0')}` as ChannelId)
const event: Event = { type: 'access.changed' }

let server: TestApp
let context: Context

beforeAll(async () => {
  server = await startTestApp()
  // A listener that fails says so in the log; here it fails on purpose.
  context = { ...server.context, log: server.context.log.child({}, { level: 'silent' }) }
  await context.db.$executeRaw`CREATE TABLE heard (place bigserial, listener text, stream text, number int)`
})
afterAll(() => server.stop())

const write = (index: number) =>
  inTransaction(context, null, async (_tx, record) => record(streamOf(index), event))

/** Keeps what it hears in a table, so that it is kept only if the listener's transaction is. */
const writer = (name: string, onHear: (entries: Entry[]) => void = () => {}): Listener => ({
  name,
  async hear(_context, tx, entries) {
    for (const { stream, number } of entries)
      await tx.$executeRaw`INSERT INTO heard (listener, stream, number) VALUES (${name}, ${stream}, ${number})`
    onHear(entries)
  },
})
const heardBy = async (name: string, index: number) => {
  const rows = await context.db.$queryRaw<{ number: number }[]>`
    SELECT number FROM heard WHERE listener = ${name} AND stream = ${streamOf(index)} ORDER BY place`
  return rows.map(({ number }) => number)
}

describe('a listener', () => {
  test('reads every entry once, in order, from the first on', async () => {
    for (let count = 0; count < 5; count += 1) await write(1)
    const first = createListeners(context, [writer('from the start')])
    await first.settled()
    await write(1)
    await first.settled()
    await first.stop()
    const again = createListeners(context, [writer('from the start')])
    await again.settled()
    await again.stop()
    expect(await heardBy('from the start', 1)).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('that throws after writing has written nothing, and hears the same once more', async () => {
    let isBroken = true
    const listeners = createListeners(context, [
      writer('crashing', (entries) => {
        if (isBroken && entries.some(({ stream }) => stream === streamOf(2))) throw new Error('crash')
      }),
    ])
    await write(2)
    await write(2)
    await listeners.settled()
    expect(await heardBy('crashing', 2)).toEqual([])
    isBroken = false
    await listeners.settled()
    expect(await heardBy('crashing', 2)).toEqual([1, 2])
    await listeners.stop()
  })

  test('run by two processes at once hears everything once', async () => {
    const slow = writer('twins')
    const twin: Listener = {
      name: 'twins',
      async hear(...heard) {
        await heard[1].$executeRaw`SELECT pg_sleep(0.03)`
        await slow.hear(...heard)
      },
    }
    const processes = [createListeners(context, [twin]), createListeners(context, [twin])]
    // Its place exists before the two meet.
    await write(3)
    await Promise.all(processes.map((one) => one.settled()))
    const writing = Array.from({ length: 30 }, async () => {
      await write(3)
      for (const one of processes) one.wake()
    })
    await Promise.all(writing)
    await expect
      .poll(async () => {
        await Promise.all(processes.map((one) => one.settled()))
        return heardBy('twins', 3)
      })
      .toEqual(Array.from({ length: 31 }, (_, index) => index + 1))
    await Promise.all(processes.map((one) => one.stop()))
  })

  test('does not step over a transaction that is still under way: its entries are heard when they come', async () => {
    const byHand = new pg.Client({ connectionString: server.databaseUrl })
    await byHand.connect()
    await byHand.query('BEGIN')
    await byHand.query('INSERT INTO stream (name, head) VALUES ($1, 1)', [streamOf(4)])
    await byHand.query(
      `INSERT INTO entry (stream, number, at, type, event) VALUES ($1, 1, now(), 'access.changed', $2)`,
      [streamOf(4), JSON.stringify(event)],
    )
    // Committed earlier than the one above, by a transaction that began later.
    await write(5)
    const early = createListeners(context, [writer('patient')])
    early.wake()
    await early.stop()
    expect(await heardBy('patient', 5)).toEqual([])
    await byHand.query('COMMIT')
    await byHand.end()
    const late = createListeners(context, [writer('patient')])
    await late.settled()
    expect([await heardBy('patient', 4), await heardBy('patient', 5)]).toEqual([[1], [1]])
    await late.stop()
  })

  test('hears a stream in the order of its numbers, also where a transaction began early and wrote late', async () => {
    const byHand = new pg.Client({ connectionString: server.databaseUrl })
    await byHand.connect()
    await byHand.query('BEGIN')
    await byHand.query('SELECT pg_current_xact_id()')
    await write(8)
    await byHand.query('UPDATE stream SET head = 2 WHERE name = $1', [streamOf(8)])
    await byHand.query(
      `INSERT INTO entry (stream, number, at, type, event) VALUES ($1, 2, now(), 'access.changed', $2)`,
      [streamOf(8), JSON.stringify(event)],
    )
    await byHand.query('COMMIT')
    await byHand.end()
    const listeners = createListeners(context, [writer('orderly')])
    await listeners.settled()
    await listeners.stop()
    expect(await heardBy('orderly', 8)).toEqual([1, 2])
  })

  test('skips and doubles nothing where the transaction ids get a digit more', async () => {
    await context.db.$executeRaw`
      INSERT INTO entry (stream, number, tx, at, type, event)
      SELECT ${streamOf(9)}, n, (n + 5)::text::xid8, now(), 'access.changed', ${JSON.stringify(event)}::jsonb
      FROM generate_series(1, 450) n ON CONFLICT DO NOTHING`
    const listeners = createListeners(context, [writer('digits')])
    await listeners.settled()
    await listeners.stop()
    expect(await heardBy('digits', 9)).toEqual(Array.from({ length: 450 }, (_, index) => index + 1))
  })

  test('may record events of its own, which are numbered, announced and heard by others', async () => {
    const announced: Entry[] = []
    context.journal.onEntries((entries) => announced.push(...entries))
    const echo: Listener = {
      name: 'echo',
      async hear(_context, _tx, entries, record) {
        for (const { stream } of entries) if (stream === streamOf(6)) record(streamOf(7), event)
      },
    }
    const listeners = createListeners(context, [echo, writer('hears the echo')])
    await write(6)
    await expect
      .poll(
        async () => {
          await listeners.settled()
          return heardBy('hears the echo', 7)
        },
        { timeout: 10_000 },
      )
      .toEqual([1])
    expect(announced.filter(({ stream }) => stream === streamOf(7)).map(({ number }) => number)).toEqual([1])
    await listeners.stop()
  })
})
