import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { ask } from '../../test/client.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

describe('people.updateProfile', () => {
  test('refuses a stranger', async () => {
    await expect(ask(app.url, 'people.updateProfile', { name: 'X' })).rejects.toMatchObject({
      code: 'not_signed_in',
    })
  })

  test('changes what is given, leaves the rest, and everybody hears; twice equals once', async () => {
    const person = await app.invite('guest', 'Old Name')
    const ear = await app.owner.listen()
    const change = { name: 'New Name', title: 'Gardener' }
    const { person: view } = await person.call('people.updateProfile', change)
    expect(view).toMatchObject({
      name: 'New Name',
      title: 'Gardener',
      timeZone: 'UTC',
      role: 'guest',
      revision: 2,
    })
    expect(await person.call('people.updateProfile', change)).toEqual({ person: view })
    const zone = await person.call('people.updateProfile', { timeZone: 'Asia/Tokyo', title: '' })
    expect(zone.person).toMatchObject({ name: 'New Name', title: '', timeZone: 'Asia/Tokyo', revision: 3 })
    await ear.waitFor('person.changed', (event) => event.person.revision === 3)
    expect(ear.of('person.changed').map(({ event }) => event.person)).toEqual([view, zone.person])
    ear.close()
  })

  test.each([
    ['an empty name', { name: '  ' }],
    ['a name that turns the writing direction', { name: 'Bob\u202egnp.exe' }],
    ['an invisible name', { name: '\u200b\u2060' }],
    ['control characters', { title: 'a\u0007b' }],
    ['an unknown time zone', { timeZone: 'Mars/Olympus' }],
    ['a name of the wrong type', { name: 7 as unknown as string }],
  ])('refuses %s', async (_what, change) => {
    await expect(app.owner.call('people.updateProfile', change)).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })
})

describe('people.list', () => {
  test('refuses a stranger, members and guests', async () => {
    await expect(ask(app.url, 'people.list', {})).rejects.toMatchObject({ code: 'not_signed_in' })
    for (const role of ['member', 'guest'] as const) {
      const person = await app.invite(role)
      await expect(person.call('people.list', {})).rejects.toMatchObject({ code: 'forbidden' })
    }
  })

  test('tells admins addresses and when somebody was last there', async () => {
    const admin = await app.invite('admin', 'Ada Admin')
    await app.owner.call('bots.create', { name: 'Robot' })
    const { people } = await admin.call('people.list', {})
    const ada = people.find(({ person }) => person.id === admin.personId)
    expect(ada?.email).toBe('ada.admin@example.org')
    expect(people.find(({ person }) => person.kind === 'bot')?.email).toBeNull()
    expect(people.length).toBe(await app.context.db.person.count())
  })
})

describe('everybody for sync.start', () => {
  test('5,000 people are one query, in well under a second', async () => {
    const { loadPeople } = await import('./service.ts')
    await app.context.db.$executeRaw`
      INSERT INTO person (name, role, email) SELECT 'P' || n, 'member', n || '@many.example' FROM generate_series(1, 5000) n`
    const startedAt = performance.now()
    const people = await loadPeople(app.context)
    expect(people.length).toBeGreaterThan(5000)
    expect(performance.now() - startedAt).toBeLessThan(1000)
  })
})
