import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { startTestApp } from '../test/app.ts'
import { Client } from '../test/client.ts'
import { describeCluster, testCut } from '../test/cluster.ts'

const settings = () => ({ CLUSTER: 'postgres', SWEEP_INTERVAL_MS: '60000' })

/** Cuts what the processes talk through, as a restart of Postgres does, and waits until it is gone. */
async function cut(databaseUrl: string) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rowCount } = await client.query(
    `SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'nucleus-cluster'`,
  )
  await client.end()
  if (!rowCount) throw new Error('There was nothing to cut.')
}

describeCluster('two processes that talk through Postgres', settings, true)
describeCluster(
  'two processes that do not hear each other, only the sweep',
  () => ({ CLUSTER: 'single' }),
  false,
)

describe('words through Postgres that are cut', () => {
  testCut('lose no message', () => ({ CLUSTER: 'postgres' }), cut)

  test('are heard again afterwards, however often it happens', async () => {
    const first = await startTestApp({ settings: { LOG_LEVEL: 'silent', ...settings() } })
    const second = await startTestApp({
      databaseUrl: first.databaseUrl,
      settings: { LOG_LEVEL: 'silent', ...settings() },
    })
    const { joined } = await first.owner.call('channels.create', { kind: 'private', name: 'talk' })
    const ear = await new Client(second.url, first.owner).listen()
    const listening = async () => {
      const [row] = await first.context.db.$queryRaw<[{ count: number }]>`
        SELECT count(*)::int AS count FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'nucleus-cluster' AND query LIKE 'LISTEN%' AND state = 'idle'`
      return row.count
    }
    for (let round = 0; round < 4; round += 1) {
      await expect.poll(listening, { timeout: 10_000 }).toBe(2)
      const { message } = await first.owner.send(joined.channel.id, `round ${round}`)
      await ear.waitFor('message.sent', (event) => event.message.id === message.id)
      if (round < 3) await cut(first.databaseUrl)
    }
    ear.close()
    await second.stop()
    await first.stop()
  })
})
