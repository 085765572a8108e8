// A backup restored into another database cluster, whose transaction ids count from elsewhere.
import pg from 'pg'
import { expect, test } from 'vitest'
import { migrate } from '../core/migrate.ts'
import { startTestApp } from '../test/app.ts'

test('listeners go on after a restore into a cluster that has counted less', async () => {
  const server = await startTestApp()
  const bob = await server.invite()
  const { joined } = await server.owner.call('channels.create', {
    kind: 'public',
    name: 'all',
    memberIds: [bob.personId],
  })
  const byHand = new pg.Client({ connectionString: server.databaseUrl })
  await byHand.connect()
  await server.app.listeners.settled()
  await byHand.query(`UPDATE entry SET tx = '899999999'; UPDATE listener SET tx = '900000000'`)
  await migrate(server.databaseUrl)
  const { message } = await server.owner.send(joined.channel.id, `hello <@${bob.personId}>`)
  await server.app.listeners.settled()
  const mentions = (await bob.call('reading.mentions', {})).messages.map(({ id }) => id)
  expect(mentions).toEqual([message.id])
  const audited = 'SELECT FROM audit_entry WHERE subject_id = $1'
  await expect.poll(async () => (await byHand.query(audited, [message.id])).rowCount).toBe(1)
  await byHand.end()
  await server.stop()
})
