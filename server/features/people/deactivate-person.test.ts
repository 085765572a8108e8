import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp, testPassword } from '../../test/app.ts'
import { ask, type Client, Ear } from '../../test/client.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const deactivate = (actor: Client, personId: PersonId) => actor.call('people.deactivate', { personId })
const signIn = (email: string) =>
  ask(app.url, 'sessions.signIn', { email, password: testPassword, as: 'token' })

describe('people.deactivate', () => {
  test('refuses a stranger, members and guests', async () => {
    const { personId } = app.owner
    await expect(ask(app.url, 'people.deactivate', { personId })).rejects.toMatchObject({
      code: 'not_signed_in',
    })
    for (const role of ['member', 'guest'] as const) {
      const person = await app.invite(role)
      await expect(deactivate(person, personId)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(deactivate(person, person.personId)).rejects.toMatchObject({ code: 'forbidden' })
    }
  })

  test('ends every session and closes every socket within a second; signing in is over', async () => {
    const person = await app.invite('member', 'Leaving Soon')
    const second = await signIn('leaving.soon@example.org')
    const ears = [await person.listen(), new Ear(app.url, second.token as string)]
    await Promise.all(ears.map(({ ready }) => ready))
    const reasons = ears.map((ear) => new Promise((resolve) => ear.socket.once('signedOut', resolve)))
    const startedAt = performance.now()
    const { person: view } = await deactivate(app.owner, person.personId)
    await Promise.all(ears.map((ear) => ear.closed()))
    expect(performance.now() - startedAt).toBeLessThan(1000)
    expect(await Promise.all(reasons)).toEqual([{ reason: 'session_ended' }, { reason: 'session_ended' }])
    expect(view.isActive).toBe(false)
    for (const token of [person.token, second.token]) {
      await expect(ask(app.url, 'sync.start', {}, token)).rejects.toMatchObject({ code: 'not_signed_in' })
    }
    await expect(signIn('leaving.soon@example.org')).rejects.toMatchObject({ code: 'wrong_credentials' })
    await expect(new Ear(app.url, person.token).ready).rejects.toThrow('not_signed_in')
    expect(await app.context.db.session.count({ where: { personId: person.personId } })).toBe(0)
  })

  test('twice equals once', async () => {
    const person = await app.invite()
    const first = await deactivate(app.owner, person.personId)
    expect(await deactivate(app.owner, person.personId)).toEqual(first)
  })

  test('admins only below them, nobody themselves', async () => {
    const [admin, other] = [await app.invite('admin'), await app.invite('admin')]
    for (const personId of [app.owner.personId, other.personId, admin.personId]) {
      await expect(deactivate(admin, personId)).rejects.toMatchObject({ code: 'forbidden' })
    }
    await expect(deactivate(app.owner, app.owner.personId)).rejects.toMatchObject({ code: 'forbidden' })
    expect((await deactivate(app.owner, admin.personId)).person.isActive).toBe(false)
  })

  test('two owners who deactivate each other at once: one remains', async () => {
    const second = await app.invite('admin')
    await app.owner.call('people.setRole', { personId: second.personId, role: 'owner' })
    const results = await Promise.allSettled([
      deactivate(app.owner, second.personId),
      deactivate(second, app.owner.personId),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await app.context.db.person.count({ where: { role: 'owner', isActive: true } })).toBe(1)
    // The tests behind this one need the first owner.
    await app.context.db.person.updateMany({ where: { role: 'owner' }, data: { isActive: true } })
    if (results[1]?.status === 'fulfilled') Object.assign(app.owner, await signIn('olivia@example.org'))
  })

  test('a sign-in under way while the person is deactivated gives no access', async () => {
    await app.invite('member', 'Racing Rita')
    const person = await app.context.db.person.findFirstOrThrow({ where: { name: 'Racing Rita' } })
    const [signedIn] = await Promise.allSettled([
      signIn('racing.rita@example.org'),
      deactivate(app.owner, person.id as PersonId),
    ])
    if (signedIn.status === 'fulfilled') {
      await expect(ask(app.url, 'sync.start', {}, signedIn.value.token)).rejects.toMatchObject({
        code: 'not_signed_in',
      })
    }
    expect(await app.context.db.session.count({ where: { personId: person.id } })).toBe(0)
  })
})

describe('people.reactivate', () => {
  test('refuses a stranger and members', async () => {
    const person = await app.invite()
    const input = { personId: person.personId }
    await expect(ask(app.url, 'people.reactivate', input)).rejects.toMatchObject({ code: 'not_signed_in' })
    await expect(person.call('people.reactivate', input)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('lets the person sign in again, not with an old session; twice equals once', async () => {
    const person = await app.invite('member', 'Back Again')
    const admin = await app.invite('admin')
    await deactivate(admin, person.personId)
    const first = await admin.call('people.reactivate', { personId: person.personId })
    expect(first.person.isActive).toBe(true)
    expect(await admin.call('people.reactivate', { personId: person.personId })).toEqual(first)
    await expect(person.call('sync.start', {})).rejects.toMatchObject({ code: 'not_signed_in' })
    expect((await signIn('back.again@example.org')).personId).toBe(person.personId)
  })
})
