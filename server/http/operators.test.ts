import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { ErrorView } from '../../contract/errors.ts'
import { startTestApp, type TestApp } from '../test/app.ts'
import { Client } from '../test/client.ts'

let server: TestApp

beforeAll(async () => {
  // One test takes the database away, which the log would complain of.
  server = await startTestApp({ settings: { LOG_LEVEL: 'silent' } })
})
afterAll(() => server.stop())

const get = (url: string, headers: Record<string, string> = {}) => fetch(url, { headers })
const metricsOf = async ({ url }: TestApp) => (await get(`${url}/metrics`)).text()
const numberIn = (metrics: string, line: string) =>
  Number(
    metrics
      .split('\n')
      .find((one) => one.startsWith(`${line} `))
      ?.split(' ')
      .at(-1),
  )

describe('/api/health', () => {
  test('says ready only while the database answers', async () => {
    const health = () => get(`${server.url}/api/health`)
    const ready = await health()
    expect([ready.status, ready.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(await ready.json()).toEqual({ status: 'ready', version: expect.any(String) })

    const name = new URL(server.databaseUrl).pathname.slice(1)
    const admin = new pg.Client({ connectionString: inject('postgresUrl') })
    await admin.connect()
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`)
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name])
    const refused = await health()
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([503, true])
    expect(((await refused.json()) as ErrorView).error.code).toBe('not_ready')
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`)
    await admin.end()
    expect((await health()).status).toBe(200)
  })
})

describe('/metrics', () => {
  test('tells what was promised, with the numbers of what happened', async () => {
    const { owner } = server
    const ear = await owner.listen()
    const { joined } = await owner.call('channels.create', { kind: 'public', name: 'talk' })
    await owner.send(joined.channel.id, 'hello')
    await ear.waitFor('message.sent')
    const lag = async () =>
      numberIn(await metricsOf(server), 'nucleus_journal_lag_entries{listener="reading"}')
    await expect.poll(lag).toBe(0)
    const metrics = await metricsOf(server)
    expect(numberIn(metrics, 'nucleus_sockets')).toBe(1)
    expect(numberIn(metrics, 'nucleus_commit_to_socket_seconds_count')).toBeGreaterThan(0)
    expect(numberIn(metrics, 'nucleus_command_seconds_count{command="messages.send",outcome="ok"}')).toBe(1)
    expect(numberIn(metrics, 'nucleus_send_batch_messages_sum')).toBe(1)
    for (const name of [
      'nucleus_db_queries_in_flight',
      'nucleus_entries_pushed_total',
      'nucleus_process_cpu_seconds_total',
      'nucleus_process_resident_memory_bytes',
      'nucleus_nodejs_eventloop_lag_p99_seconds',
    ]) {
      expect(numberIn(metrics, name), name).toBeGreaterThanOrEqual(0)
    }
    ear.close()
  })

  test('counts the queries that are under way and those that wait for a connection', async () => {
    const sleeping = Promise.all(
      Array.from({ length: 8 }, () => server.context.db.$queryRaw`SELECT 1 FROM pg_sleep(0.5)`),
    )
    await expect
      .poll(async () => numberIn(await metricsOf(server), 'nucleus_db_queries_in_flight'))
      .toBeGreaterThanOrEqual(8)
    await sleeping
    await expect
      .poll(async () => numberIn(await metricsOf(server), 'nucleus_db_queries_in_flight'))
      .toBeLessThan(8)
  })

  test('are for this host only, when there is no token', async () => {
    const proxied = await startTestApp({ databaseUrl: server.databaseUrl, settings: { TRUST_PROXY: '1' } })
    expect((await get(`${proxied.url}/metrics`)).status).toBe(200)
    expect((await get(`${proxied.url}/metrics`, { 'x-forwarded-for': '203.0.113.7' })).status).toBe(403)
    await proxied.stop()
  })

  test('are not for those who come through a proxy on this host that nobody told us of', async () => {
    expect((await get(`${server.url}/metrics`, { 'x-forwarded-for': '203.0.113.7' })).status).toBe(403)
    expect((await get(`${server.url}/metrics`, { forwarded: 'for=203.0.113.7' })).status).toBe(403)
  })

  test('need the token where there is one, also from this host', async () => {
    const METRICS_TOKEN = 'a-token-of-some-length'
    const guarded = await startTestApp({ databaseUrl: server.databaseUrl, settings: { METRICS_TOKEN } })
    const status = async (headers: Record<string, string>) =>
      (await get(`${guarded.url}/metrics`, headers)).status
    expect(await status({})).toBe(403)
    expect(await status({ authorization: 'Bearer a-token-of-some-lengtH' })).toBe(403)
    expect(await status({ authorization: `Bearer ${METRICS_TOKEN}` })).toBe(200)
    await guarded.stop()
  })
})

describe('stopping', () => {
  test('takes no longer than a moment while requests and sockets are open', async () => {
    const other = await startTestApp({ databaseUrl: server.databaseUrl })
    const ear = await new Client(other.url, server.owner).listen()
    const requests = Array.from({ length: 10 }, () => get(`${other.url}/api/openapi.json`).catch(() => null))
    const lock = new pg.Client({ connectionString: server.databaseUrl })
    await lock.connect()
    await lock.query('BEGIN; LOCK TABLE workspace IN ACCESS EXCLUSIVE MODE')
    const waiting = fetch(`${other.url}/api/workspace.peek`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    }).catch(() => null)
    await expect
      .poll(async () => {
        const { rows } = await lock.query(
          `SELECT FROM pg_locks WHERE NOT granted AND relation = 'workspace'::regclass`,
        )
        return rows.length
      })
      .toBe(1)
    const startedAt = performance.now()
    const stopped = other.stop()
    await ear.closed()
    await lock.query('COMMIT')
    await lock.end()
    await stopped
    expect(performance.now() - startedAt).toBeLessThan(5000)
    await Promise.all([...requests, waiting])
  })
})
