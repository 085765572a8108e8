import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { createTestClock, minuteMs } from '../../test/browser.ts'
import { ask } from '../../test/client.ts'
import { clearExpiredStatuses } from './service.ts'

const clock = createTestClock()
let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ clock })
})
afterAll(() => app.stop())

const inMinutes = (minutes: number) => new Date(clock.now().getTime() + minutes * minuteMs).toISOString()

describe('people.setStatus', () => {
  test('refuses a stranger', async () => {
    await expect(ask(app.url, 'people.setStatus', { status: null })).rejects.toMatchObject({
      code: 'not_signed_in',
    })
  })

  test('sets and clears it, and everybody hears; twice equals once', async () => {
    const person = await app.invite('guest')
    const ear = await app.owner.listen()
    const status = { emoji: '🌴', text: 'On holiday', expiresAt: null }
    const { person: view } = await person.call('people.setStatus', { status })
    expect(view.status).toEqual(status)
    expect(await person.call('people.setStatus', { status })).toEqual({ person: view })
    const cleared = await person.call('people.setStatus', { status: null })
    expect(cleared.person).toMatchObject({ status: null, revision: view.revision + 1 })
    await ear.waitFor(
      'person.changed',
      ({ person: heard }) => heard.revision === cleared.person.revision && heard.id === person.personId,
    )
    expect(ear.of('person.changed').map(({ event }) => event.person)).toEqual([view, cleared.person])
    ear.close()
  })

  test('refuses one that would already be over', async () => {
    const asked = app.owner.call('people.setStatus', {
      status: { emoji: '🌴', text: '', expiresAt: inMinutes(0) },
    })
    await expect(asked).rejects.toMatchObject({ code: 'invalid_input', field: 'status.expiresAt' })
  })

  test('ends at its moment for who asks, and the sweep tells those who listen, once', async () => {
    const person = await app.invite()
    const ear = await app.owner.listen()
    await person.call('people.setStatus', {
      status: { emoji: '🍝', text: 'Lunch', expiresAt: inMinutes(30) },
    })
    const statusNow = async () =>
      (await app.owner.call('sync.start', {})).people.find(({ id }) => id === person.personId)?.status
        ?.text ?? null
    clock.pass(30 * minuteMs - 1)
    expect(await clearExpiredStatuses(app.context)).toBe(0)
    expect(await statusNow()).toBe('Lunch')
    clock.pass(1)
    expect(await statusNow()).toBeNull()
    expect(await clearExpiredStatuses(app.context)).toBe(1)
    expect(await clearExpiredStatuses(app.context)).toBe(0)
    const heard = await ear.waitFor(
      'person.changed',
      ({ person: { id, revision } }) => id === person.personId && revision === 3,
    )
    expect(heard).toMatchObject({ actorId: null, event: { person: { status: null } } })
    ear.close()
  })
})
