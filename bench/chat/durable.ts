// Messages acknowledged per second at saturation, against bare committed inserts into the same Postgres with the same
// number of connections; both in turns, so that a noisy machine is as noisy for both.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { ChannelId, ClientId } from '../../contract/ids.ts'
import { LightHttp } from '../load/light-http.ts'
import { createChannel, createPeople } from '../load/people.ts'
import { progress, type Row } from '../load/report.ts'

const connections = 10
/** Enough that the server always has the next group waiting: with fewer, the way there and back is what is measured. */
const senders = 512
const turnMs = 5000
const turns = 3

/** Keeps `width` loops busy for a turn; answers how many rounds were completed per second. */
async function saturate(width: number, round: (lane: number) => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  let done = 0
  await Promise.all(
    Array.from({ length: width }, async (_, lane) => {
      while (performance.now() - startedAt < turnMs) {
        await round(lane)
        done += 1
      }
    }),
  )
  return done / ((performance.now() - startedAt) / 1000)
}

const rawInsert = `INSERT INTO raw_message (channel_id, number, position, author_id, client_id, body, sent_at)
  VALUES ($1, $2, $2, $3, $4, $5, now())`

export async function measureDurable(url: string, databaseUrl: string): Promise<Row[]> {
  progress(
    `durable: ${turns} turns of ${turnMs / 1000} s each, ${senders} senders against ${connections} raw connections`,
  )
  const people = await createPeople(databaseUrl, senders, 'Durable')
  const channels: ChannelId[] = []
  for (let index = 0; index < 20; index += 1) {
    channels.push(
      await createChannel(
        databaseUrl,
        `durable-${index}`,
        people.map(({ personId }) => personId),
      ),
    )
  }
  const pool = new pg.Pool({ connectionString: databaseUrl, max: connections })
  await pool.query('CREATE TABLE raw_message (LIKE message INCLUDING DEFAULTS INCLUDING INDEXES)')
  const body = 'A message of the usual length, as people write them in a channel of their team.'
  const clients = people.map(({ token }) => new LightHttp(url, token))
  let number = 0
  const insert = (lane: number) => {
    number += 1
    return pool.query(rawInsert, [
      channels[lane % channels.length],
      number,
      people[lane]?.personId,
      randomUUID(),
      body,
    ])
  }
  const send = (lane: number) => {
    const channelId = channels[lane % channels.length] as ChannelId
    return (clients[lane] as LightHttp).post('messages.send', {
      clientId: randomUUID() as ClientId,
      channelId,
      body,
    })
  }
  const raw: number[] = []
  const durable: number[] = []
  for (let turn = 0; turn < turns; turn += 1) {
    raw.push(await saturate(connections, insert))
    durable.push(await saturate(senders, send))
    progress(`durable: raw ${Math.round(raw.at(-1) ?? 0)}/s, messages ${Math.round(durable.at(-1) ?? 0)}/s`)
  }
  for (const client of clients) client.close()
  await pool.query('DROP TABLE raw_message')
  await pool.end()
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  return [
    { key: 'durablePerSecond', value: Math.round(mean(durable)), note: 'acknowledged after the commit' },
    {
      key: 'rawInsertPerSecond',
      value: Math.round(mean(raw)),
      note: `${connections} connections, one row per commit`,
    },
    { key: 'durableVsRawInsert', value: mean(durable) / mean(raw), goal: { least: 0.5 } },
  ]
}
