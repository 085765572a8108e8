import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../../test/app.ts'
import { ask, type Client } from '../../test/client.ts'
import { startTestTeam } from '../../test/team.ts'

describe('notifications.pause and notifications.setQuietTimes', () => {
  let app: TestApp
  let bob: Client
  let carla: Client
  beforeAll(async () => {
    ;({ app, bob, carla } = await startTestTeam())
  })
  afterAll(() => app?.stop())

  const inMs = (ms: number) => new Date(Date.now() + ms).toISOString()
  const seenBy = async (viewer: Client) =>
    (await viewer.call('sync.start', {})).people.find(({ id }) => id === bob.personId)

  it('refuse a stranger, and a bot', async () => {
    const stranger = { code: 'not_signed_in' }
    await expect(ask(app.url, 'notifications.pause', { until: null })).rejects.toMatchObject(stranger)
    const nothing = { quietTimes: null }
    await expect(ask(app.url, 'notifications.setQuietTimes', nothing)).rejects.toMatchObject(stranger)
    const { token } = await app.owner.call('bots.create', { name: 'Bot' })
    const forbidden = { code: 'forbidden' }
    await expect(ask(app.url, 'notifications.pause', { until: null }, token)).rejects.toMatchObject(forbidden)
    await expect(ask(app.url, 'notifications.setQuietTimes', nothing, token)).rejects.toMatchObject(forbidden)
  })

  it('pausing shows on the person for everybody, live; twice equals once; null ends it', async () => {
    const ear = await carla.listen()
    const until = inMs(3_600_000)
    expect((await bob.call('notifications.pause', { until })).person.pausedUntil).toBe(until)
    const { event } = await ear.waitFor('person.changed', ({ person }) => person.id === bob.personId)
    expect(event.person.pausedUntil).toBe(until)
    await bob.call('notifications.pause', { until })
    expect((await seenBy(carla))?.pausedUntil).toBe(until)
    await bob.call('notifications.pause', { until: null })
    await ear.waitFor(
      'person.changed',
      ({ person }) => person.id === bob.personId && person.pausedUntil === null,
    )
    expect(ear.of('person.changed')).toHaveLength(2)
    ear.close()
  })

  it('a pause may not be over already, nor last for years', async () => {
    const wrong = { code: 'invalid_input', field: 'until' }
    await expect(bob.call('notifications.pause', { until: inMs(-1) })).rejects.toMatchObject(wrong)
    await expect(bob.call('notifications.pause', { until: inMs(93 * 86_400_000) })).rejects.toMatchObject(
      wrong,
    )
  })

  it('quiet times show on the person for everybody; twice equals once; null takes them away', async () => {
    const ear = await carla.listen()
    const quietTimes = { hours: { from: '19:00', to: '08:30' }, days: [7, 6, 7] }
    const { person } = await bob.call('notifications.setQuietTimes', { quietTimes })
    const kept = { hours: { from: '19:00', to: '08:30' }, days: [6, 7] }
    expect(person.quietTimes).toEqual(kept)
    await bob.call('notifications.setQuietTimes', { quietTimes: kept })
    expect((await seenBy(carla))?.quietTimes).toEqual(kept)
    await bob.call('notifications.setQuietTimes', { quietTimes: { hours: null, days: [7] } })
    expect((await seenBy(carla))?.quietTimes).toEqual({ hours: null, days: [7] })
    await bob.call('notifications.setQuietTimes', { quietTimes: null })
    await ear.waitFor('person.changed', (change) => change.person.quietTimes === null)
    expect(ear.of('person.changed')).toHaveLength(3)
    ear.close()
  })

  it('refuses times that are none', async () => {
    const wrong = { code: 'invalid_input' }
    for (const quietTimes of [
      { hours: { from: '25:00', to: '08:00' }, days: [] },
      { hours: { from: '08:00', to: '08:00' }, days: [] },
      { hours: null, days: [] },
      { hours: null, days: [0] },
      { hours: null, days: [1, 2, 3, 4, 5, 6, 7] },
    ])
      await expect(bob.call('notifications.setQuietTimes', { quietTimes })).rejects.toMatchObject(wrong)
  })
})
