import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { TestBrowser } from '../../test/browser.ts'
import { ask, type Client } from '../../test/client.ts'
import { endExpiredSessions } from './service.ts'

let app: TestApp
let aheadMs = 0
const clock = { now: () => new Date(Date.now() + aheadMs) }
let alice: Client
beforeAll(async () => {
  app = await startTestApp({ clock })
  alice = await app.invite()
})
afterAll(() => app.stop())

const proof = () => {
  const verifier = randomBytes(32).toString('base64url')
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
}
const take = (code: string, verifier: string) =>
  ask(app.url, 'sessions.takeHandover', { code, verifier, as: 'token' })
const wrong = { code: 'wrong_credentials' }

describe('signing in from the browser', () => {
  test('refuses a stranger and a bot', async () => {
    const { challenge } = proof()
    await expect(ask(app.url, 'sessions.offerHandover', { challenge })).rejects.toMatchObject({
      code: 'not_signed_in',
    })
    const { token } = await app.owner.call('bots.create', { name: 'Deploy' })
    await expect(ask(app.url, 'sessions.offerHandover', { challenge }, token)).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('the app that began it is signed in as the same person, once', async () => {
    const { verifier, challenge } = proof()
    const ear = await alice.listen()
    const { code } = await alice.call('sessions.offerHandover', { challenge })
    await ear.waitFor('session.offered')
    ear.close()
    const signedIn = await take(code, verifier)
    expect(signedIn.personId).toBe(alice.personId)
    const { sessions } = await ask(app.url, 'sessions.list', {}, signedIn.token ?? '')
    expect(sessions.map(({ id }) => id)).toEqual(
      expect.arrayContaining([signedIn.sessionId, alice.sessionId]),
    )
    await expect(take(code, verifier)).rejects.toMatchObject(wrong)
  })

  test('gives a browser its cookies', async () => {
    const { verifier, challenge } = proof()
    const { code } = await alice.call('sessions.offerHandover', { challenge })
    const browser = new TestBrowser(app.url)
    await browser.post('sessions.takeHandover', { code, verifier })
    expect(browser.cookies.has('nucleus_session')).toBe(true)
  })

  test('a code without its verifier is worth nothing, and is used up by the try', async () => {
    const { verifier, challenge } = proof()
    const { code } = await alice.call('sessions.offerHandover', { challenge })
    await expect(take(code, proof().verifier)).rejects.toMatchObject(wrong)
    await expect(take(code, verifier)).rejects.toMatchObject(wrong)
    await expect(take('made-up', verifier)).rejects.toMatchObject(wrong)
    await expect(take(code, 'short')).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test('of two at once one gets in', async () => {
    const { verifier, challenge } = proof()
    const { code } = await alice.call('sessions.offerHandover', { challenge })
    const tries = await Promise.allSettled([take(code, verifier), take(code, verifier)])
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('after a minute it is over, and for somebody who was deactivated', async () => {
    const late = proof()
    const offered = await alice.call('sessions.offerHandover', { challenge: late.challenge })
    aheadMs += 61_000
    await expect(take(offered.code, late.verifier)).rejects.toMatchObject(wrong)
    const swept = await alice.call('sessions.offerHandover', { challenge: late.challenge })
    aheadMs += 61_000
    await endExpiredSessions(app.context)
    await expect(take(swept.code, late.verifier)).rejects.toMatchObject(wrong)

    const bob = await app.invite()
    const { verifier, challenge } = proof()
    const { code } = await bob.call('sessions.offerHandover', { challenge })
    await app.owner.call('people.deactivate', { personId: bob.personId })
    await expect(take(code, verifier)).rejects.toMatchObject(wrong)
  })
})
