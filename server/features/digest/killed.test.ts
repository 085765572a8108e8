import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { startMailServer, type TestMailServer } from '../../test/mail-server.ts'
import { sendDigests } from './send.ts'

const oneRun = fileURLToPath(new URL('../../test/digest-process.ts', import.meta.url))

let mail: TestMailServer
let app: TestApp
let settings: Record<string, string>
let aheadMs = 0
const clock = { now: () => new Date(Date.now() + aheadMs) }

beforeAll(async () => {
  mail = await startMailServer()
  settings = { SMTP_URL: mail.url, SMTP_FROM: 'nucleus@example.org' }
  app = await startTestApp({ settings, clock })
})
afterAll(async () => {
  await app?.stop()
  await mail?.stop()
})

test('a process killed while the mail server takes an e-mail leaves nobody with two', async () => {
  const bob = await app.invite('member', 'Bob')
  const { joined } = await app.owner.call('channels.openDirect', { personIds: [bob.personId] })
  await app.owner.send(joined.channel.id, 'are you there?')
  await app.context.db.$executeRaw`UPDATE message SET sent_at = sent_at - interval '2 hours'`
  await app.context.db.$executeRaw`
    UPDATE person SET last_seen_at = now() - interval '2 hours' WHERE id = ${bob.personId}::uuid`

  const child = fork(oneRun, [], {
    env: { ...process.env, ...settings, DATABASE_URL: app.databaseUrl, LOG_LEVEL: 'error' },
  })
  const ended = new Promise<NodeJS.Signals | null>((resolve) =>
    child.once('exit', (_code, signal) => resolve(signal)),
  )
  mail.beforeTaking(async () => {
    // The whole text is here and is about to be taken: this is the worst moment.
    mail.beforeTaking(null)
    child.kill('SIGKILL')
    await ended
  })
  expect(await ended).toBe('SIGKILL')
  await expect.poll(() => mail.taken.length).toBe(1)

  await sendDigests(app.context)
  expect(mail.taken).toHaveLength(1)
  aheadMs += 61 * 60_000
  await sendDigests(app.context)
  expect(mail.taken).toHaveLength(2)
})
