import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonId } from '../../../contract/ids.ts'
import type { Role } from '../../../contract/people.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { ask, type Client, newClientId } from '../../test/client.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const setRole = (actor: Client, person: { personId: PersonId }, role: Role) =>
  actor.call('people.setRole', { personId: person.personId, role })

describe('people.setRole', () => {
  test('refuses a stranger', async () => {
    const asked = ask(app.url, 'people.setRole', { personId: app.owner.personId, role: 'guest' })
    await expect(asked).rejects.toMatchObject({ code: 'not_signed_in' })
  })

  test('refuses members and guests, also for themselves, and tells them nothing of who exists', async () => {
    for (const role of ['member', 'guest'] as const) {
      const person = await app.invite(role)
      await expect(setRole(person, person, 'owner')).rejects.toMatchObject({ code: 'forbidden' })
      await expect(
        setRole(person, { personId: newClientId() as string as PersonId }, 'guest'),
      ).rejects.toMatchObject({ code: 'forbidden' })
    }
  })

  test('an admin makes members guests and back, and nothing above', async () => {
    const [admin, other, person] = [
      await app.invite('admin'),
      await app.invite('admin'),
      await app.invite('member'),
    ]
    expect((await setRole(admin, person, 'guest')).person.role).toBe('guest')
    expect((await setRole(admin, person, 'member')).person.role).toBe('member')
    for (const role of ['admin', 'owner'] as const) {
      await expect(setRole(admin, person, role)).rejects.toMatchObject({ code: 'forbidden' })
    }
    for (const above of [other, app.owner, admin]) {
      await expect(setRole(admin, above, 'member')).rejects.toMatchObject({ code: 'forbidden' })
    }
  })

  test('the owner makes admins; they hear that their access changed, come back, and may do more', async () => {
    const person = await app.invite('member')
    const [ear, everybody] = [await person.listen(), await app.owner.listen()]
    const { person: view } = await setRole(app.owner, person, 'admin')
    expect((await ear.waitFor('access.changed')).stream).toBe(`user:${person.personId}`)
    await ear.closed()
    const heard = await everybody.waitFor(
      'person.changed',
      ({ person: { id, role } }) => id === person.personId && role === 'admin',
    )
    expect(heard.event.person).toEqual(view)
    expect((await person.call('sync.start', {})).me.abilities.canManagePeople).toBe(true)
    everybody.close()
  })

  test('twice equals once', async () => {
    const person = await app.invite('member')
    const { person: view } = await setRole(app.owner, person, 'guest')
    expect((await setRole(app.owner, person, 'guest')).person).toEqual(view)
    const entries = await app.context.db.entry.count({
      where: { stream: `user:${person.personId}`, type: 'access.changed' },
    })
    expect(entries).toBe(1)
  })

  test('a bot never becomes admin or owner', async () => {
    const { bot } = await app.owner.call('bots.create', { name: 'Robot' })
    await expect(setRole(app.owner, { personId: bot.id }, 'admin')).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect((await setRole(app.owner, { personId: bot.id }, 'guest')).person.role).toBe('guest')
  })

  test('does not know people who do not exist', async () => {
    const nobody = { personId: newClientId() as string as PersonId }
    await expect(setRole(app.owner, nobody, 'guest')).rejects.toMatchObject({ code: 'not_found' })
  })

  test('the last owner stays owner', async () => {
    await expect(setRole(app.owner, app.owner, 'member')).rejects.toMatchObject({ code: 'last_owner' })
    expect((await setRole(app.owner, app.owner, 'owner')).person.role).toBe('owner')
  })

  test('of two owners who unmake each other, or both step down, at once, one remains', async () => {
    const owners = () => app.context.db.person.findMany({ where: { role: 'owner', isActive: true } })
    const second = await app.invite('admin')
    for (const [ofFirst, ofSecond] of [
      [second, app.owner],
      [app.owner, second],
    ] as const) {
      await app.context.db.person.updateMany({
        where: { id: { in: [app.owner.personId, second.personId] } },
        data: { role: 'owner' },
      })
      const results = await Promise.allSettled([
        setRole(app.owner, ofFirst, 'member'),
        setRole(second, ofSecond, 'member'),
      ])
      expect(results.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1)
      expect(await owners()).toHaveLength(1)
    }
  })
})
