import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp, testPassword } from '../../test/app.ts'
import { TestBrowser } from '../../test/browser.ts'
import { ask } from '../../test/client.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

describe('sessions.signOut', () => {
  test('refuses a stranger', async () => {
    await expect(ask(app.url, 'sessions.signOut', {})).rejects.toMatchObject({ code: 'not_signed_in' })
  })

  test('ends the session, closes its sockets and leaves the others alone', async () => {
    const person = await app.invite()
    const email = 'person.1@example.org'
    const other = await ask(app.url, 'sessions.signIn', { email, password: testPassword, as: 'token' })
    const ear = await person.listen()
    await person.call('sessions.signOut', {})
    await ear.closed()
    expect(ear.of('session.ended').map(({ event }) => event.sessionId)).toEqual([person.sessionId])
    await expect(person.call('sessions.signOut', {})).rejects.toMatchObject({ code: 'not_signed_in' })
    const { sessions } = await ask(app.url, 'sessions.list', {}, other.token)
    expect(sessions.map(({ id }) => id)).toEqual([other.sessionId])
  })

  test('takes the cookie away', async () => {
    const browser = new TestBrowser(app.url)
    await browser.post('sessions.signIn', { email: 'olivia@example.org', password: testPassword })
    expect(browser.cookies.has('nucleus_session')).toBe(true)
    await browser.post('sessions.signOut', {})
    expect(browser.cookies.has('nucleus_session')).toBe(false)
    // The device stays known: signing in again must not be slowed down by others.
    expect(browser.cookies.has('nucleus_device')).toBe(true)
  })
})
