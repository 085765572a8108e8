import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { ask, type Client } from '../../test/client.ts'
import { offToken } from './token.ts'

let app: TestApp
let bob: Client
beforeAll(async () => {
  app = await startTestApp()
  bob = await app.invite('member', 'Bob')
})
afterAll(() => app?.stop())

describe('digest.settings and digest.set', () => {
  it('refuse a stranger, and a bot', async () => {
    const stranger = { code: 'not_signed_in' }
    await expect(ask(app.url, 'digest.settings', {})).rejects.toMatchObject(stranger)
    await expect(ask(app.url, 'digest.set', { choice: 'never' })).rejects.toMatchObject(stranger)
    const { token } = await app.owner.call('bots.create', { name: 'Bot' })
    await expect(ask(app.url, 'digest.settings', {}, token)).rejects.toMatchObject({ code: 'forbidden' })
    const set = ask(app.url, 'digest.set', { choice: 'never' }, token)
    await expect(set).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('keep what was chosen, and tell whether this server can send e-mail', async () => {
    const standard = { isAvailable: false, choice: 'hourly', dailyAt: '09:00', isRefused: false }
    expect((await bob.call('digest.settings', {})).settings).toEqual(standard)
    const chosen = { ...standard, choice: 'daily', dailyAt: '07:30' }
    for (let times = 0; times < 2; times += 1) {
      const { settings } = await bob.call('digest.set', { choice: 'daily', dailyAt: '07:30' })
      expect(settings).toEqual(chosen)
    }
    expect((await bob.call('digest.set', { choice: 'soon' })).settings).toEqual({ ...chosen, choice: 'soon' })
    expect((await app.owner.call('digest.settings', {})).settings).toEqual(standard)
    const wrong = bob.call('digest.set', { choice: 'daily', dailyAt: '24:00' })
    await expect(wrong).rejects.toMatchObject({ code: 'invalid_input' })
  })
})

describe('the link in an e-mail', () => {
  const open = (token: string, method = 'GET', body?: string) =>
    fetch(`${app.url}/api/digest/off?token=${token}`, {
      method,
      ...(body !== undefined && { body, headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    })
  const choiceOf = async (who: Client) => (await who.call('digest.settings', {})).settings.choice

  it('changes nothing when it is only opened; its button switches off, twice as once, and only that', async () => {
    const eve = await app.invite('member', 'Eve')
    const before = await eve.call('sync.start', {})
    const token = await offToken(app.context, eve.personId)
    const page = await open(token)
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    expect(await page.text()).toContain('<form method="post">')
    expect(await choiceOf(eve)).toBe('hourly')
    for (let times = 0; times < 2; times += 1) {
      const done = await open(token, 'POST', 'List-Unsubscribe=One-Click')
      expect(done.status).toBe(200)
      expect(await done.text()).toContain('switched off')
      // Its style is allowed, nothing else is.
      expect(done.headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'unsafe-inline';/,
      )
    }
    expect(await choiceOf(eve)).toBe('never')
    expect(await choiceOf(app.owner)).toBe('hourly')
    const after = await eve.call('sync.start', {})
    expect({ ...after, cursors: null }).toEqual({ ...before, cursors: null })
  })

  it('works for nobody else: every other token is refused', async () => {
    const token = await offToken(app.context, bob.personId)
    const other = await offToken(app.context, app.owner.personId)
    const forged = Buffer.concat([
      Buffer.from(other, 'base64url').subarray(0, 16),
      Buffer.from(token, 'base64url').subarray(16),
    ]).toString('base64url')
    for (const wrong of ['', 'x', token.slice(0, -1), forged]) {
      expect((await open(wrong)).status).toBe(404)
      expect((await open(wrong, 'POST', '')).status).toBe(404)
    }
    expect(await choiceOf(app.owner)).toBe('hourly')
  })
})
