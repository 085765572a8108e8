import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp, testPassword } from '../../test/app.ts'
import { TestBrowser } from '../../test/browser.ts'
import { ask, Client } from '../../test/client.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const email = 'olivia@example.org'

describe('sessions.signIn', () => {
  test('answers a program with a token that works', async () => {
    const signedIn = await ask(app.url, 'sessions.signIn', { email, password: testPassword, as: 'token' })
    expect(signedIn.token).toMatch(/^[\w-]{43}$/)
    expect(signedIn.personId).toBe(app.owner.personId)
    const { sessions } = await new Client(app.url, signedIn).call('sessions.list', {})
    expect(sessions[0]).toMatchObject({ id: signedIn.sessionId, isCurrent: true })
  })

  test('gives a browser a cookie that scripts and other sites can not use, and no token', async () => {
    const browser = new TestBrowser(app.url)
    const { body, setCookies } = await browser.post('sessions.signIn', { email, password: testPassword })
    expect(body.token).toBeNull()
    const session = setCookies.find((line) => line.startsWith('nucleus_session='))
    expect(session).toMatch(/HttpOnly/)
    expect(session).toMatch(/SameSite=Lax/)
    expect(session).toMatch(/Expires=/)
    expect((await browser.post('sessions.list', {})).status).toBe(200)
  })

  test('refuses a cookie without the header that only our own pages can send', async () => {
    const browser = new TestBrowser(app.url)
    await browser.post('sessions.signIn', { email, password: testPassword })
    const answer = await browser.fetch('/api/sessions.list', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    expect(answer.status).toBe(403)
  })

  test('takes the address in any case and with spaces around it', async () => {
    const signedIn = await ask(app.url, 'sessions.signIn', {
      email: ' Olivia@Example.ORG ',
      password: testPassword,
      as: 'token',
    })
    expect(signedIn.personId).toBe(app.owner.personId)
  })

  test('a wrong password for an account stands in the audit trail; an unknown address leaves nothing', async () => {
    const person = await app.invite('member', 'Vera Victim')
    const wrong = (address: string) =>
      ask(app.url, 'sessions.signIn', { email: address, password: 'not this one', as: 'token' })
    await expect(wrong('nobody.there@example.org')).rejects.toMatchObject({ code: 'wrong_credentials' })
    await expect(wrong('vera.victim@example.org')).rejects.toMatchObject({ code: 'wrong_credentials' })
    const refused = async () => {
      await app.app.listeners.settled()
      const { entries } = await app.owner.call('audit.list', { action: 'password.refused' })
      return entries.map(({ actorId, stream }) => ({ actorId, stream }))
    }
    await expect.poll(refused).toEqual([{ actorId: null, stream: `user:${person.personId}` }])
  })

  test.each(['a\u0000@b.cc', 'a@b\u0001.cc', 'a\ud800@b.cc'])('refuses %j as an address', async (odd) => {
    await expect(ask(app.url, 'sessions.signIn', { email: odd, password: 'x' })).rejects.toMatchObject({
      code: 'invalid_input',
      field: 'email',
    })
  })

  test('gives the same refusal for a wrong password, none, an unknown address and a deactivated person', async () => {
    const gone = await app.invite('member', 'Gone Girl')
    await app.owner.call('people.deactivate', { personId: gone.personId })
    const tries = [
      { email, password: 'not the right one' },
      { email: 'nobody@example.org', password: testPassword },
      { email: 'gone.girl@example.org', password: testPassword },
      { email, password: '' },
    ]
    const answers = await Promise.all(
      tries.map((input) => new TestBrowser(app.url).post('sessions.signIn', input)),
    )
    const [first] = answers
    expect(first).toMatchObject({ status: 401, code: 'wrong_credentials', setCookies: [] })
    for (const answer of answers) expect(answer.body).toEqual(first?.body)
  })

  test('takes as long for an unknown address as for a wrong password', async () => {
    const timeOf = async (address: string) => {
      const startedAt = performance.now()
      await new TestBrowser(app.url).post('sessions.signIn', {
        email: address,
        password: 'not the right one',
      })
      return performance.now() - startedAt
    }
    // A busy machine only ever adds time: the more rounds, the nearer the fastest ones come to the truth.
    let [wrong, unknown] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
    for (let round = 0; round < 40 && !(unknown > wrong * 0.6 && round > 3); round += 1) {
      wrong = Math.min(wrong, await timeOf('gone.girl@example.org'))
      unknown = Math.min(unknown, await timeOf(`nobody${round}@example.org`))
    }
    // A hash takes some 25 ms, all the rest some 5.
    expect(unknown).toBeGreaterThan(wrong * 0.6)
  })

  test('tells the person, so that other clients can show it', async () => {
    const ear = await app.owner.listen()
    const { sessionId } = await ask(app.url, 'sessions.signIn', {
      email,
      password: testPassword,
      as: 'token',
    })
    const entry = await ear.waitFor('session.started', (event) => event.sessionId === sessionId)
    expect(entry.stream).toBe(`user:${app.owner.personId}`)
    ear.close()
  })

  test('waits for a deactivation under way, and is refused after it', async () => {
    const { personId } = await app.invite('member', 'Rita Racing')
    const [isChanged, mayCommit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const deactivation = app.context.db.$transaction(async (tx) => {
      await tx.person.update({ where: { id: personId }, data: { isActive: false } })
      isChanged.resolve()
      await mayCommit.promise
    })
    await isChanged.promise
    const signingIn = new TestBrowser(app.url).post('sessions.signIn', {
      email: 'rita.racing@example.org',
      password: testPassword,
    })
    const waiting = () => app.context.db.$queryRaw<unknown[]>`
      SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    await expect.poll(async () => (await waiting()).length, { timeout: 4000 }).toBe(1)
    mayCommit.resolve()
    await deactivation
    expect((await signingIn).code).toBe('wrong_credentials')
  })

  test('keeps no token and no password in the database', async () => {
    const { token } = await ask(app.url, 'sessions.signIn', { email, password: testPassword, as: 'token' })
    const [kept] = await app.context.db.$queryRaw<{ everything: string }[]>`
      SELECT string_agg(rows.line, E'\n') AS everything FROM (
        SELECT session::text AS line FROM session UNION ALL SELECT person::text FROM person
        UNION ALL SELECT sign_in_device::text FROM sign_in_device UNION ALL SELECT entry::text FROM entry
        UNION ALL SELECT sign_in_failure::text FROM sign_in_failure
      ) rows`
    expect(kept?.everything).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
    expect(kept?.everything).not.toContain(token)
    expect(kept?.everything).not.toContain(Buffer.from(String(token)).toString('hex'))
    expect(kept?.everything).not.toContain(testPassword)
  })
})
