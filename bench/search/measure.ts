// How fast a search is answered at the door, how late a message can be found, and what the index takes.
import { setTimeout as wait } from 'node:timers/promises'
import type { ChannelId } from '../../contract/ids.ts'
import { createContext } from '../../server/app.ts'
import { readConfig } from '../../server/core/config.ts'
import { rebuildSearch } from '../../server/features/search/service.ts'
import { newClientId } from '../../server/test/client.ts'
import { post } from '../load/http.ts'
import { type LoadPerson, withConnection } from '../load/people.ts'
import { percentile, progress, type Row } from '../load/report.ts'
import type { Question } from './questions.ts'

const longestP95Ms = 200
const longestLagMs = 2000

/** Builds the index by the product's own way. */
export async function measureBuilding(databaseUrl: string, count: number): Promise<Row[]> {
  const context = createContext(readConfig({ LOG_LEVEL: 'error' }), databaseUrl)
  const startedAt = performance.now()
  await rebuildSearch(context, {
    isAnew: true,
    onProgress: ({ done, total }) =>
      progress(`${done.toLocaleString('en')} of ${total.toLocaleString('en')} indexed`),
  })
  const seconds = (performance.now() - startedAt) / 1000
  await context.db.$disconnect()
  const sizes = await withConnection(databaseUrl, async (client) => {
    await client.query('VACUUM (ANALYZE) search_document')
    const { rows } = await client.query<{ all: string; terms: string; talk: string }>(
      `SELECT pg_total_relation_size('search_document') AS all, pg_relation_size('search_document_terms') AS terms,
        pg_total_relation_size('message') AS talk`,
    )
    return rows[0] as { all: string; terms: string; talk: string }
  })
  return [
    {
      key: 'indexBytesPerMessage',
      value: Number(sizes.all) / count,
      note: 'documents and every index over them',
    },
    {
      key: 'termsBytesPerMessage',
      value: Number(sizes.terms) / count,
      note: 'of it the index of words and parts',
    },
    {
      key: 'messageBytes',
      value: Number(sizes.talk) / count,
      note: 'what a message itself takes, to compare',
    },
    { key: 'buildPerSecond', value: count / seconds, note: `messages; all in ${Math.round(seconds)} s` },
  ]
}

export async function measureSearch(
  url: string,
  person: LoadPerson,
  questions: Question[],
  prefix = 'search',
): Promise<Row[]> {
  const times = new Map<string, number[]>()
  let found = 0
  let slowest = { ms: 0, text: '' }
  for (const { group, input } of questions) {
    const startedAt = performance.now()
    const answer = await post(url, person.token, 'search.find', input)
    const ms = performance.now() - startedAt
    times.set(group, [...(times.get(group) ?? []), ms])
    if (answer.hits.length > 0) found += 1
    if (ms > slowest.ms) slowest = { ms, text: `${input.query} (${input.sort})` }
  }
  const all = [...times.values()].flat()
  progress(
    `slowest: ${slowest.text}, ${Math.round(slowest.ms)} ms; ${found} of ${all.length} found something`,
  )
  const ofGroup = [...times].map(([group, list]) => ({
    key: `${prefix}P95Ms.${group}`,
    value: percentile(list, 0.95),
    note: `${list.length} questions`,
  }))
  return [
    { key: `${prefix}P95Ms`, value: percentile(all, 0.95), goal: { most: longestP95Ms } },
    { key: `${prefix}P50Ms`, value: percentile(all, 0.5) },
    { key: `${prefix}MaxMs`, value: slowest.ms },
    ...ofGroup,
  ]
}

/** From the answer to the sender until a search would find it, at a steady pace. */
export async function measureLag(
  url: string,
  databaseUrl: string,
  people: LoadPerson[],
  channelIds: ChannelId[],
  seconds: number,
): Promise<Row[]> {
  const perSecond = 50
  const waiting = new Map<string, number>()
  const lags: number[] = []
  const sends: number[] = []
  let isSending = true
  const watching = withConnection(databaseUrl, async (client) => {
    while (isSending || waiting.size > 0) {
      const { rows } = await client.query<{ id: string }>(
        'SELECT source_id AS id FROM search_document WHERE source_id = ANY($1::uuid[])',
        [[...waiting.keys()]],
      )
      const now = performance.now()
      for (const { id } of rows) {
        lags.push(now - (waiting.get(id) as number))
        waiting.delete(id)
      }
      await wait(10)
    }
  })
  const startedAt = performance.now()
  const pending: Promise<void>[] = []
  for (let n = 0; n < seconds * perSecond; n += 1) {
    const due = startedAt + (n * 1000) / perSecond
    if (due > performance.now()) await wait(due - performance.now())
    const person = people[n % people.length] as LoadPerson
    const channelId = channelIds[n % channelIds.length] as ChannelId
    const body = `Lag ${n}: could somebody look at the deployment of the new warehouse server before Friday?`
    const sentAt = performance.now()
    pending.push(
      post(url, person.token, 'messages.send', { clientId: newClientId(), channelId, body }).then(
        ({ message }) => {
          sends.push(performance.now() - sentAt)
          waiting.set(message.id, performance.now())
        },
      ),
    )
  }
  await Promise.all(pending)
  isSending = false
  await watching
  return [
    { key: 'indexLagP99Ms', value: percentile(lags, 0.99), goal: { most: longestLagMs } },
    { key: 'indexLagP50Ms', value: percentile(lags, 0.5) },
    { key: 'sendWhileIndexedP95Ms', value: percentile(sends, 0.95), note: 'a send at that pace' },
  ]
}
