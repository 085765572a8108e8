import { Writable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp, createContext } from '../app.ts'
import { startTestApp, type TestApp, testPassword } from '../test/app.ts'
import { ask, Client } from '../test/client.ts'
import { refused } from '../test/refused.ts'
import { readConfig } from './config.ts'
import { createLog } from './log.ts'

let server: TestApp
let talkative: { url: string; stop: () => Promise<void> }
let written = ''

beforeAll(async () => {
  server = await startTestApp()
  const destination = new Writable({
    write(chunk, _encoding, done) {
      written += chunk
      done()
    },
  })
  // A second process on the same database that logs everything it can.
  const config = readConfig({ PORT: '0', LOG_LEVEL: 'trace', DATABASE_POOL: '5' })
  const context = { ...createContext(config, server.databaseUrl), log: createLog('trace', destination) }
  const app = await buildApp(context)
  talkative = { url: await app.http.listen({ host: '127.0.0.1', port: 0 }), stop: app.stop }
})
afterAll(async () => {
  await talkative.stop()
  await server.stop()
})

describe('the log', () => {
  test('holds no text, address, password or token, also when the database fails on them', async () => {
    const alice = new Client(talkative.url, server.owner)
    const { joined } = await alice.call('channels.create', { kind: 'private', name: 'private-name' })
    const channel = joined.channel.id
    await server.context.db.$executeRawUnsafe(
      `ALTER TABLE message ADD CONSTRAINT no_bear CHECK (body NOT LIKE 'bear%')`,
    )
    await server.context.db.$executeRawUnsafe(
      `ALTER TABLE person ADD CONSTRAINT no_bear CHECK (title NOT LIKE 'bear%')`,
    )
    const { message } = await alice.send(channel, 'a hare that is fine')
    expect(await refused(alice.send(channel, 'bear in the woods'))).toBe('internal')
    expect(await refused(alice.call('messages.edit', { messageId: message.id, body: 'bear again' }))).toBe(
      'internal',
    )
    expect(await refused(alice.call('people.updateProfile', { title: 'bear keeper' }))).toBe('internal')
    const wrong = { email: 'olivia@example.org', password: 'wrong-password-7', as: 'token' } as const
    expect(await refused(ask(talkative.url, 'sessions.signIn', wrong))).toBe('wrong_credentials')
    await ask(talkative.url, 'sessions.signIn', { ...wrong, password: testPassword })
    expect(written.match(/request failed/g)).toHaveLength(3)
    expect(written).toContain('no_bear')
    const secrets = [
      'hare',
      'bear in',
      'bear again',
      'bear keeper',
      'private-name',
      'olivia',
      '@example.org',
      'wrong-password',
    ]
    for (const secret of [...secrets, testPassword, alice.token]) expect(written).not.toContain(secret)
  })

  test('is one JSON object per line, with the time, the level and where an error came from', async () => {
    const lines = written
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) {
      expect(line).toMatchObject({
        level: expect.any(Number),
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        msg: expect.any(String),
      })
    }
    expect(lines.find(({ msg }) => msg === 'request failed')?.err).toMatchObject({
      message: expect.stringContaining('23514'),
      stack: expect.stringContaining('.ts:'),
    })
  })
})
