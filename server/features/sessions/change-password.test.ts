import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp, testPassword } from '../../test/app.ts'
import { createTestClock, TestBrowser } from '../../test/browser.ts'
import { ask, Client } from '../../test/client.ts'

const clock = createTestClock()
let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ clock })
})
afterAll(() => app.stop())

const newPassword = 'three green bottles'
const signIn = (email: string, password: string) =>
  ask(app.url, 'sessions.signIn', { email, password, as: 'token' })

describe('sessions.changePassword', () => {
  test('refuses a stranger', async () => {
    const asked = ask(app.url, 'sessions.changePassword', { password: testPassword, newPassword })
    await expect(asked).rejects.toMatchObject({ code: 'not_signed_in' })
  })

  test('refuses a bot', async () => {
    const { token } = await app.owner.call('bots.create', { name: 'Robot' })
    const asked = ask(app.url, 'sessions.changePassword', { password: testPassword, newPassword }, token)
    await expect(asked).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('changes it, keeps this session, ends all others and their sockets', async () => {
    const person = await app.invite('member', 'Carla Change')
    const email = 'carla.change@example.org'
    const other = new Client(app.url, await signIn(email, testPassword))
    const ear = await other.listen()
    await person.call('sessions.changePassword', { password: testPassword, newPassword })
    await ear.closed()
    expect((await person.call('sessions.list', {})).sessions).toHaveLength(1)
    await expect(signIn(email, testPassword)).rejects.toMatchObject({ code: 'wrong_credentials' })
    expect((await signIn(email, newPassword)).personId).toBe(person.personId)
  })

  test('refuses a weak one and names the field; nothing changes', async () => {
    const person = await app.invite('member', 'Walter Weak')
    for (const weak of ['short', 'password1234', 'walterweak2026', 'walter.weak@example.org']) {
      const asked = person.call('sessions.changePassword', { password: testPassword, newPassword: weak })
      await expect(asked).rejects.toMatchObject({ code: 'weak_password', field: 'newPassword', status: 422 })
    }
    expect((await signIn('walter.weak@example.org', testPassword)).personId).toBe(person.personId)
  })

  test('slows down who guesses the present one, and forgets it after the right one', async () => {
    const person = await app.invite('member', 'Gary Guess')
    const guess = () => person.call('sessions.changePassword', { password: 'what could it be', newPassword })
    for (let round = 0; round < 5; round += 1)
      await expect(guess()).rejects.toMatchObject({ code: 'wrong_credentials' })
    await expect(guess()).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 1000 })
    clock.pass(1000)
    await person.call('sessions.changePassword', { password: testPassword, newPassword })
    await expect(guess()).rejects.toMatchObject({ code: 'wrong_credentials' })
  })

  test('stands in the audit trail, and so does a wrong present password', async () => {
    const person = await app.invite('member', 'Tara Trail')
    const change = (password: string) => person.call('sessions.changePassword', { password, newPassword })
    await expect(change('what could it be')).rejects.toMatchObject({ code: 'wrong_credentials' })
    await change(testPassword)
    await app.app.listeners.settled()
    const { entries } = await app.owner.call('audit.list', { actorId: person.personId })
    const found = entries.filter(({ action }) => action.startsWith('password.'))
    expect(found.map(({ action, stream }) => `${action} ${stream}`)).toEqual([
      `password.changed user:${person.personId}`,
      `password.refused user:${person.personId}`,
    ])
  })

  test('of two changes at once one wins, and its password is the one that works', async () => {
    const person = await app.invite('member', 'Rita Race')
    const wishes = ['first of two wishes', 'second of the wishes']
    const results = await Promise.allSettled(
      wishes.map((wish) =>
        person.call('sessions.changePassword', { password: testPassword, newPassword: wish }),
      ),
    )
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const winner = wishes[results.findIndex(({ status }) => status === 'fulfilled')] as string
    expect((await signIn('rita.race@example.org', winner)).personId).toBe(person.personId)
  })

  test('forgets the devices of the person but the one in use', async () => {
    await app.invite('member', 'Dora Device')
    const email = 'dora.device@example.org'
    const [own, stolen] = [new TestBrowser(app.url), new TestBrowser(app.url)]
    for (const browser of [own, stolen])
      await browser.post('sessions.signIn', { email, password: testPassword })
    await own.post('sessions.changePassword', { password: testPassword, newPassword })
    const guesses: (string | null)[] = []
    for (let round = 0; round < 6; round += 1) {
      guesses.push((await stolen.post('sessions.signIn', { email, password: testPassword })).code)
    }
    expect(guesses.at(-1)).toBe('rate_limited')
    expect((await own.post('sessions.signIn', { email, password: newPassword })).status).toBe(200)
  })
})
