import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { createTestClock, dayMs, minuteMs } from '../../test/browser.ts'
import { Ear } from '../../test/client.ts'
import { endExpiredSessions, findActor, isSessionAlive } from './service.ts'

const clock = createTestClock()
let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ clock, settings: { SESSION_DAYS: '30' } })
})
afterAll(() => app.stop())

const sessionRow = (id: string) => app.context.db.session.findUniqueOrThrow({ where: { id } })

describe('who a token belongs to', () => {
  test('is nobody for a token that never was', async () => {
    expect(await findActor(app.context, 'x'.repeat(43))).toBeNull()
  })

  test('is the person, their role and the session', async () => {
    const guest = await app.invite('guest')
    expect(await findActor(app.context, guest.token)).toEqual({
      personId: guest.personId,
      sessionId: guest.sessionId,
      role: 'guest',
      kind: 'person',
    })
  })

  test('is noted at most every five minutes, and each time moves the end of the session', async () => {
    const person = await app.invite()
    const before = await sessionRow(person.sessionId)
    clock.pass(4 * minuteMs)
    await findActor(app.context, person.token)
    expect(await sessionRow(person.sessionId)).toEqual(before)
    clock.pass(2 * minuteMs)
    await findActor(app.context, person.token)
    const after = await sessionRow(person.sessionId)
    expect(after.lastSeenAt).toEqual(clock.now())
    expect(after.expiresAt).toEqual(new Date(clock.now().getTime() + 30 * dayMs))
    const seen = await app.context.db.person.findUniqueOrThrow({ where: { id: person.personId } })
    expect(seen.lastSeenAt).toEqual(clock.now())
  })

  test('a new role counts at once, and a deactivated person is nobody at once', async () => {
    const owner = await app.invite('admin')
    const person = await app.invite()
    expect((await findActor(app.context, person.token))?.role).toBe('member')
    await owner.call('people.setRole', { personId: person.personId, role: 'guest' })
    expect((await findActor(app.context, person.token))?.role).toBe('guest')
    await owner.call('people.deactivate', { personId: person.personId })
    expect(await findActor(app.context, person.token)).toBeNull()
  })

  test('what another process changed counts within a second', async () => {
    const person = await app.invite()
    await findActor(app.context, person.token)
    await app.context.db.session.delete({ where: { id: person.sessionId } })
    expect(await findActor(app.context, person.token)).not.toBeNull()
    clock.pass(1000)
    expect(await findActor(app.context, person.token)).toBeNull()
  })

  test('one sweep ends all expired sessions, however many', async () => {
    const person = await app.invite()
    await app.context.db.$executeRaw`
      INSERT INTO session (person_id, token_hash, kind, expires_at)
      SELECT ${person.personId}::uuid, sha256(n::text::bytea), 'token', ${clock.now()} FROM generate_series(1, 1001) AS n`
    const ended = await endExpiredSessions(app.context)
    expect(ended).toBeGreaterThanOrEqual(1001)
    expect(await app.context.db.session.count({ where: { personId: person.personId } })).toBe(1)
  })

  test('a session in use never ends, an unused one does after 30 days, and its sockets close', async () => {
    const [busy, idle] = [await app.invite(), await app.invite()]
    const ear = await idle.listen()
    for (let day = 0; day < 40; day += 10) {
      clock.pass(10 * dayMs)
      expect(await findActor(app.context, busy.token)).not.toBeNull()
    }
    expect(await findActor(app.context, idle.token)).toBeNull()
    expect(await isSessionAlive(app.context, idle.sessionId)).toBe(false)
    expect(await isSessionAlive(app.context, busy.sessionId)).toBe(true)
    await expect(idle.call('sessions.list', {})).rejects.toMatchObject({ code: 'not_signed_in' })
    expect(ear.socket.connected).toBe(true)
    await endExpiredSessions(app.context)
    await ear.closed()
    expect(await app.context.db.session.count({ where: { id: idle.sessionId } })).toBe(0)
    await expect(new Ear(app.url, idle.token).ready).rejects.toThrow('not_signed_in')
  })
})
