import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { channelStream, type Event, type StreamName, workspaceStream } from '../../contract/events.ts'
import type { ChannelId } from '../../contract/ids.ts'
import { startTestApp, type TestApp } from '../test/app.ts'
import { append, lockStream } from './append.ts'
import { inTransaction } from './journal.ts'
import { readEntries } from './read.ts'

const stream = (digit: number) => channelStream(`0199f000-0000-7000-8000-00000000000${digit}` as ChannelId)
const event: Event = { type: 'access.changed' }
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

let server: TestApp

beforeAll(async () => {
  server = await startTestApp({ settings: { DATABASE_POOL: '12' } })
})
afterAll(() => server.stop())

const numbersOf = async (name: StreamName) =>
  (await readEntries(server.context.db, name, 0, 10_000)).map(({ number }) => number)
const write = (names: StreamName[]) =>
  inTransaction(server.context, null, async (_tx, record) => {
    for (const name of names) record(name, event)
  })

describe('the journal', () => {
  test('numbers each stream without gaps, whoever writes at the same time and in whatever order', async () => {
    const [a, b, c] = [stream(1), stream(2), stream(3)]
    const orders = [[a, b, c], [c, b, a], [b, a], [c], [a, c, a], [b, b, b]]
    await Promise.all(
      Array.from({ length: 60 }, (_, index) => write(orders[index % orders.length] as StreamName[])),
    )
    expect(await numbersOf(a)).toEqual(upTo(50))
    expect(await numbersOf(b)).toEqual(upTo(60))
    expect(await numbersOf(c)).toEqual(upTo(40))
  })

  test('keeps the order in which one transaction records, and gives back what it wrote', async () => {
    const name = stream(4)
    const at = new Date('2026-01-02T03:04:05.678Z')
    const recorded = ['a', 'b', 'c'].map((emoji) => ({
      stream: name,
      event: {
        type: 'reaction.added',
        channelId: 'x',
        messageId: 'y',
        personId: 'z',
        emoji,
      } as unknown as Event,
      subjectId: null,
    }))
    const entries = await server.context.db.$transaction((tx) => append(tx, null, at, recorded))
    expect(entries.map(({ number }) => number)).toEqual([1, 2, 3])
    expect(await readEntries(server.context.db, name, 0, 10)).toEqual(entries)
    expect(entries.map((entry) => 'emoji' in entry.event && entry.event.emoji)).toEqual(['a', 'b', 'c'])
  })

  test('gives a number back when the work fails: nothing is written, announced or skipped', async () => {
    const name = stream(5)
    await write([name])
    const heard: number[] = []
    server.context.journal.onEntries((entries) =>
      heard.push(...entries.filter((one) => one.stream === name).map(({ number }) => number)),
    )
    const failing = inTransaction(server.context, null, async (tx, record) => {
      record(name, event)
      await lockStream(tx, name)
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    await write([name])
    expect(await numbersOf(name)).toEqual([1, 2])
    expect(heard).toEqual([2])
  })

  test('announces nothing whose commit fails', async () => {
    const name = stream(6)
    await server.context.db.$executeRawUnsafe(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'refused at the commit'; END $$`)
    await server.context.db.$executeRawUnsafe(`CREATE CONSTRAINT TRIGGER late AFTER INSERT ON entry
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.stream = '${name}') EXECUTE FUNCTION refuse()`)
    const heard: string[] = []
    server.context.journal.onEntries((entries) => heard.push(...entries.map((entry) => entry.stream)))
    await expect(write([name])).rejects.toThrow('refused at the commit')
    expect([heard, await numbersOf(name)]).toEqual([[], []])
  })

  test('gets over a deadlock: the work is done again, once', async () => {
    const [a, b] = [stream(7), stream(8)]
    const met = Promise.withResolvers<void>()
    let arrived = 0
    let runs = 0
    const cross = (first: StreamName, second: StreamName) =>
      inTransaction(server.context, null, async (tx, record) => {
        runs += 1
        await lockStream(tx, first)
        if (++arrived === 2) met.resolve()
        await met.promise
        await lockStream(tx, second)
        record(workspaceStream, event)
      })
    const before = (await numbersOf(workspaceStream)).length
    await Promise.all([cross(a, b), cross(b, a)])
    // Two, and one more for whoever had to give way; on a busy machine both may have to.
    expect(runs).toBeGreaterThan(2)
    expect(runs).toBeLessThanOrEqual(4)
    expect((await numbersOf(workspaceStream)).length).toBe(before + 2)
  })

  test('shows what was written to a stream to whoever holds it: the next number comes after', async () => {
    const name = stream(9)
    const held = await server.context.db.$transaction(async (tx) => {
      const head = await lockStream(tx, name)
      const waiting = write([name])
      expect(await readEntries(tx, name, head, 10)).toEqual([])
      return { head, waiting }
    })
    await held.waiting
    expect(await numbersOf(name)).toEqual([held.head + 1])
  })
})
