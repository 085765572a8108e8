import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp, testPassword } from '../../test/app.ts'
import { ask, Client } from '../../test/client.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const signInAgain = async (email: string) =>
  new Client(app.url, await ask(app.url, 'sessions.signIn', { email, password: testPassword, as: 'token' }))

describe('sessions.end', () => {
  test('refuses a stranger', async () => {
    const { sessionId } = app.owner
    await expect(ask(app.url, 'sessions.end', { sessionId })).rejects.toMatchObject({ code: 'not_signed_in' })
  })

  test("does not know other people's sessions, also for the owner", async () => {
    const person = await app.invite('member', 'Some Body')
    const refused = app.owner.call('sessions.end', { sessionId: person.sessionId })
    await expect(refused).rejects.toMatchObject({ code: 'not_found' })
    expect((await person.call('sessions.list', {})).sessions).toHaveLength(1)
  })

  test('ends an own session and closes its sockets; the second time there is none', async () => {
    const person = await app.invite('member', 'Two Devices')
    const lost = await signInAgain('two.devices@example.org')
    const ear = await lost.listen()
    const own = await person.listen()
    await person.call('sessions.end', { sessionId: lost.sessionId })
    await ear.closed()
    await expect(lost.call('sessions.list', {})).rejects.toMatchObject({ code: 'not_signed_in' })
    await own.waitFor('session.ended', (event) => event.sessionId === lost.sessionId)
    expect(own.socket.connected).toBe(true)
    own.close()
    await expect(person.call('sessions.end', { sessionId: lost.sessionId })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('sessions.endOthers', () => {
  test('refuses a stranger', async () => {
    await expect(ask(app.url, 'sessions.endOthers', {})).rejects.toMatchObject({ code: 'not_signed_in' })
  })

  test('ends all own sessions but the current one; twice equals once', async () => {
    const person = await app.invite('member', 'Many Devices')
    const others = [
      await signInAgain('many.devices@example.org'),
      await signInAgain('many.devices@example.org'),
    ]
    expect(await person.call('sessions.endOthers', {})).toEqual({ ended: 2 })
    expect(await person.call('sessions.endOthers', {})).toEqual({ ended: 0 })
    for (const other of others)
      await expect(other.call('sessions.list', {})).rejects.toMatchObject({ code: 'not_signed_in' })
    expect((await person.call('sessions.list', {})).sessions).toHaveLength(1)
    expect((await app.owner.call('sessions.list', {})).sessions).toHaveLength(1)
  })
})
