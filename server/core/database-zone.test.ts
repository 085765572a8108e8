import pg from 'pg'
import { expect, test } from 'vitest'
import { startTestApp } from '../test/app.ts'
import { Client } from '../test/client.ts'

test('a database that lives in another time zone changes nothing', async () => {
  const first = await startTestApp()
  const database = new pg.Client({ connectionString: first.databaseUrl })
  await database.connect()
  await database.query(`ALTER DATABASE ${database.database} SET timezone TO 'Pacific/Auckland'`)
  const second = await startTestApp({ databaseUrl: first.databaseUrl })
  try {
    const owner = new Client(second.url, first.owner)
    const { joined } = await owner.call('channels.create', { kind: 'private', name: 'talk' })
    const { message } = await owner.send(joined.channel.id, 'a heron')
    const edited = await owner.call('messages.edit', { messageId: message.id, body: 'two herons' })
    await Promise.all([first, second].map(({ app }) => app.listeners.settled()))
    expect(Math.abs(Date.now() - Date.parse(message.sentAt))).toBeLessThan(60_000)
    expect(Math.abs(Date.now() - Date.parse(edited.message.editedAt ?? ''))).toBeLessThan(60_000)
    const { rows } = await database.query<{ secondsAgo: number }>(
      'SELECT extract(epoch FROM now() - sent_at)::float AS "secondsAgo" FROM message',
    )
    expect(Math.abs(rows[0]?.secondsAgo ?? Number.NaN)).toBeLessThan(60)
    for (const query of ['herons', 'on:today', 'herons on:today'])
      expect((await owner.call('search.find', { query })).hits).toHaveLength(1)
  } finally {
    await database.end()
    await second.stop()
    await first.stop()
  }
})
