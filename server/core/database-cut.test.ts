// The plug of the database is pulled: every connection is cut in the middle of work.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../test/app.ts'
import type { Refusal } from '../test/client.ts'

let server: TestApp
beforeAll(async () => {
  server = await startTestApp()
})
afterAll(() => server.stop())

async function cutAllConnections() {
  const client = new pg.Client({ connectionString: server.databaseUrl })
  await client.connect()
  await client
    .query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    )
    .finally(() => client.end())
}

test('the server lives on when the database cuts every connection, and what it acknowledged is there once', async () => {
  const { joined } = await server.owner.call('channels.create', { kind: 'public', name: 'cut' })
  const ear = await server.owner.listen()
  const acknowledged: string[] = []
  for (let round = 0; round < 20; round += 1) {
    const sends = Promise.allSettled(
      Array.from({ length: 9 }, (_, n) => server.owner.send(joined.channel.id, `${round}/${n}`)),
    )
    await cutAllConnections()
    for (const result of await sends) {
      if (result.status === 'fulfilled') acknowledged.push(result.value.message.body)
      // The client's outbox tries such a one again.
      else expect((result.reason as Refusal).code).toBe('not_ready')
    }
  }
  const after = await server.owner.send(joined.channel.id, 'after')
  await ear.waitFor('message.sent', ({ message }) => message.id === after.message.id)
  const page = await server.owner.call('messages.list', { channelId: joined.channel.id, limit: 200 })
  const bodies = page.messages.map(({ body }) => body)
  for (const body of acknowledged) expect(bodies.filter((one) => one === body)).toHaveLength(1)
  expect(page.messages.map(({ position }) => position)).toEqual(page.messages.map((_, index) => index + 1))
  ear.close()
})
