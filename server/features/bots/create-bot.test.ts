import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { createTestClock, dayMs } from '../../test/browser.ts'
import { ask, Ear } from '../../test/client.ts'
import { endExpiredSessions } from '../sessions/service.ts'

const clock = createTestClock()
let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ clock, settings: { SESSION_DAYS: '3650' } })
})
afterAll(() => app.stop())

describe('bots.create', () => {
  test('refuses a stranger, members, guests and bots', async () => {
    await expect(ask(app.url, 'bots.create', { name: 'Robot' })).rejects.toMatchObject({
      code: 'not_signed_in',
    })
    for (const role of ['member', 'guest'] as const) {
      const person = await app.invite(role)
      await expect(person.call('bots.create', { name: 'Robot' })).rejects.toMatchObject({ code: 'forbidden' })
    }
    const { token } = await app.owner.call('bots.create', { name: 'Robot' })
    await expect(ask(app.url, 'bots.create', { name: 'Child' }, token)).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('makes a member that speaks with its token, and everybody hears of it', async () => {
    const admin = await app.invite('admin')
    const ear = await app.owner.listen()
    const { bot, token } = await admin.call('bots.create', { name: 'Weather', title: 'Tells the weather' })
    expect(bot).toMatchObject({
      kind: 'bot',
      role: 'member',
      name: 'Weather',
      title: 'Tells the weather',
      isActive: true,
    })
    const heard = await ear.waitFor('person.changed', ({ person }) => person.id === bot.id)
    expect(heard.event.person).toEqual(bot)
    expect(heard.actorId).toBe(admin.personId)
    const { me } = await ask(app.url, 'sync.start', {}, token)
    expect(me).toMatchObject({ personId: bot.id, email: null })
    expect(me.abilities).toMatchObject({
      canManageBots: false,
      canInvitePeople: false,
      canManagePeople: false,
    })
    ear.close()
  })

  test('its token does not expire', async () => {
    const { token } = await app.owner.call('bots.create', { name: 'Patient' })
    clock.pass(3000 * dayMs)
    await app.owner.call('sessions.list', {})
    clock.pass(3000 * dayMs)
    await endExpiredSessions(app.context)
    expect((await ask(app.url, 'sessions.list', {}, token)).sessions).toHaveLength(1)
  })
})

describe('bots.renewToken', () => {
  test('refuses a stranger and members, and knows no people', async () => {
    const { bot } = await app.owner.call('bots.create', { name: 'Robot' })
    const input = { botId: bot.id }
    await expect(ask(app.url, 'bots.renewToken', input)).rejects.toMatchObject({ code: 'not_signed_in' })
    const member = await app.invite('member')
    await expect(member.call('bots.renewToken', input)).rejects.toMatchObject({ code: 'forbidden' })
    const ofPerson = app.owner.call('bots.renewToken', { botId: member.personId })
    await expect(ofPerson).rejects.toMatchObject({ code: 'not_found' })
  })

  test('replaces the token: the old one and its sockets end at once', async () => {
    const { bot, token } = await app.owner.call('bots.create', { name: 'Robot' })
    const ear = new Ear(app.url, token)
    await ear.ready
    const renewed = await app.owner.call('bots.renewToken', { botId: bot.id })
    await ear.closed()
    expect(renewed.bot).toEqual(bot)
    await expect(ask(app.url, 'sync.start', {}, token)).rejects.toMatchObject({ code: 'not_signed_in' })
    expect((await ask(app.url, 'sync.start', {}, renewed.token)).me.personId).toBe(bot.id)
  })

  test('of two renewals at once one token is left', async () => {
    const { bot } = await app.owner.call('bots.create', { name: 'Robot' })
    const renew = () => app.owner.call('bots.renewToken', { botId: bot.id })
    const both = await Promise.all([renew(), renew()])
    const works = await Promise.allSettled(both.map(({ token }) => ask(app.url, 'sessions.list', {}, token)))
    expect(works.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('refuses a deactivated bot', async () => {
    const { bot, token } = await app.owner.call('bots.create', { name: 'Robot' })
    await app.owner.call('people.deactivate', { personId: bot.id })
    await expect(ask(app.url, 'sessions.list', {}, token)).rejects.toMatchObject({ code: 'not_signed_in' })
    await expect(app.owner.call('bots.renewToken', { botId: bot.id })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})
