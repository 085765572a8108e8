import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { InputOf } from '../../../contract/commands.ts'
import { channelStream } from '../../../contract/events.ts'
import { lockStream } from '../../journal/append.ts'
import { startTestApp, type TestApp, testPassword } from '../../test/app.ts'
import { createTestClock, dayMs, secondMs, TestBrowser } from '../../test/browser.ts'
import { ask, Client } from '../../test/client.ts'

const clock = createTestClock()
let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ clock, settings: { SESSION_DAYS: '3000' } })
})
afterAll(() => app.stop())

let counter = 0
async function linkOf(maker: Client, input: InputOf<'invitations.create'>): Promise<string> {
  return new URL((await maker.call('invitations.create', input)).url).hash.slice('#token='.length)
}
function accept(token: string, more: Partial<InputOf<'invitations.accept'>> = {}) {
  counter += 1
  const name = `Newcomer ${counter}`
  return ask(app.url, 'invitations.accept', {
    token,
    name,
    email: `new${counter}@example.org`,
    password: testPassword,
    as: 'token',
    ...more,
  })
}
const channelNames = async (person: Client) =>
  (await person.call('sync.start', {})).channels.map(({ channel }) => channel.name).sort()
const personCount = () => app.context.db.person.count()

describe('invitations.peek', () => {
  test('tells who invites to what', async () => {
    const token = await linkOf(app.owner, { role: 'guest', expiresInDays: 1 })
    expect(await ask(app.url, 'invitations.peek', { token })).toEqual({
      workspaceName: 'Test',
      role: 'guest',
      invitedBy: 'Olivia Owner',
      expiresAt: new Date(clock.now().getTime() + dayMs).toISOString(),
    })
  })

  test('tells nothing for a made-up link', async () => {
    await expect(ask(app.url, 'invitations.peek', { token: 'x'.repeat(43) })).rejects.toMatchObject({
      code: 'invitation_invalid',
    })
  })
})

describe('invitations.accept', () => {
  test('makes an account, tells everybody, and puts a member into #general', async () => {
    const ear = await app.owner.listen()
    const token = await linkOf(app.owner, { role: 'member' })
    const person = new Client(app.url, await accept(token, { timeZone: 'Europe/Berlin' }))
    const { event } = await ear.waitFor('person.changed', ({ person: { id } }) => id === person.personId)
    expect(event.person).toMatchObject({ role: 'member', timeZone: 'Europe/Berlin', revision: 1 })
    await ear.waitFor('member.joined', ({ personId }) => personId === person.personId)
    expect(await channelNames(person)).toEqual(['general'])
    ear.close()
  })

  test('puts a guest into the channels of the link only, a member into #general as well', async () => {
    const project = await app.owner.call('channels.create', { kind: 'private', name: 'project' })
    const channelIds = [project.joined.channel.id]
    const guest = new Client(app.url, await accept(await linkOf(app.owner, { role: 'guest', channelIds })))
    expect(await channelNames(guest)).toEqual(['project'])
    const member = new Client(app.url, await accept(await linkOf(app.owner, { role: 'member', channelIds })))
    expect(await channelNames(member)).toEqual(['general', 'project'])
  })

  test('opens only what its maker may still add people to, and says nothing of the rest', async () => {
    const maker = await app.invite('member')
    const memberIds = [maker.personId]
    const make = async (name: string) =>
      (await app.owner.call('channels.create', { kind: 'private', name, memberIds })).joined.channel.id
    const [kept, lost, archived] = [await make('kept'), await make('lost'), await make('archived')]
    const channelIds = [kept, lost, archived]
    const token = await linkOf(maker, { role: 'guest', channelIds, maxUses: 2 })
    await app.owner.call('channels.remove', { channelId: lost, personId: maker.personId })
    await app.owner.call('channels.archive', { channelId: archived, isArchived: true })
    const guest = new Client(app.url, await accept(token))
    expect(await channelNames(guest)).toEqual(['kept'])
    await expect(guest.call('messages.list', { channelId: lost })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('waits for a removal of its maker that is under way', async () => {
    const maker = await app.invite('member')
    const memberIds = [maker.personId]
    const { joined } = await app.owner.call('channels.create', { kind: 'private', name: 'race', memberIds })
    const channelId = joined.channel.id
    const token = await linkOf(maker, { role: 'guest', channelIds: [channelId] })
    const { db } = app.context
    const accepted = await db.$transaction(async (tx) => {
      await lockStream(tx, channelStream(channelId))
      const accepting = accept(token)
      await vi.waitFor(async () => {
        const [row] = await db.$queryRaw<[{ n: number }]>`
          SELECT count(*)::int AS n FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock'`
        expect(row.n).toBe(1)
      }, 5000)
      await tx.$executeRaw`
        DELETE FROM membership WHERE channel_id = ${channelId}::uuid AND person_id = ${maker.personId}::uuid`
      // In a list, so that the commit does not wait for it.
      return [accepting]
    })
    expect(await channelNames(new Client(app.url, await accepted[0]!))).toEqual([])
  })

  test('a browser gets cookies', async () => {
    const token = await linkOf(app.owner, { role: 'member' })
    const browser = new TestBrowser(app.url)
    const input = { token, name: 'Bea Browser', email: 'bea@example.org', password: testPassword }
    expect((await browser.post('invitations.accept', input)).body.token).toBeNull()
    expect([...browser.cookies.keys()].sort()).toEqual(['nucleus_device', 'nucleus_session'])
  })

  test('a used link opens nothing: a replay makes no second account', async () => {
    const token = await linkOf(app.owner, { role: 'member' })
    await accept(token)
    const before = await personCount()
    await expect(accept(token)).rejects.toMatchObject({ code: 'invitation_invalid' })
    expect(await personCount()).toBe(before)
  })

  test('ten at once with a link for three: exactly three accounts', async () => {
    const { invitation, url } = await app.owner.call('invitations.create', { role: 'member', maxUses: 3 })
    const token = url.split('=')[1] as string
    const before = await personCount()
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => accept(token)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'invitation_invalid' })
    expect(await personCount()).toBe(before + 3)
    const { invitations } = await app.owner.call('invitations.list', {})
    expect(invitations.find(({ id }) => id === invitation.id)?.uses).toBe(3)
  })

  test('two people at once with the same address: one account, and the other leaves nothing behind', async () => {
    const { invitation, url } = await app.owner.call('invitations.create', { role: 'member', maxUses: 5 })
    const token = url.split('=')[1] as string
    const sessionsBefore = await app.context.db.session.count()
    const email = 'twin@example.org'
    const other = { email, password: 'a short walk in the wood' }
    const results = await Promise.allSettled([accept(token, { email }), accept(token, other)])
    const refused = results.find(({ status }) => status === 'rejected') as PromiseRejectedResult
    expect(refused.reason).toMatchObject({ code: 'already_exists', field: 'email' })
    await expect(
      accept(token, { email: 'TWIN@example.org', password: 'neither of the two walks' }),
    ).rejects.toMatchObject({ code: 'already_exists' })
    expect(await app.context.db.person.count({ where: { email: 'twin@example.org' } })).toBe(1)
    expect(await app.context.db.session.count()).toBe(sessionsBefore + 1)
    const { invitations } = await app.owner.call('invitations.list', {})
    expect(invitations.find(({ id }) => id === invitation.id)?.uses).toBe(1)
  })

  test('comes twice, as the first answer was lost: both are let in, with one account and one use', async () => {
    const { invitation, url } = await app.owner.call('invitations.create', { role: 'member' })
    const token = url.split('=')[1] as string
    const before = await personCount()
    const same = { name: 'Lena Lost', email: 'lena@example.org' }
    const [first, second] = await Promise.all([accept(token, same), accept(token, same)])
    const third = await accept(token, { ...same, email: 'Lena@Example.org' })
    expect([second.personId, third.personId]).toEqual([first.personId, first.personId])
    expect(await channelNames(new Client(app.url, third))).toEqual(['general'])
    expect(await personCount()).toBe(before + 1)
    const { invitations } = await app.owner.call('invitations.list', {})
    expect(invitations.find(({ id }) => id === invitation.id)?.uses).toBe(1)
  })

  test('a used link is no door for guessing: a wrong password opens nothing and counts as at the sign-in', async () => {
    const token = await linkOf(app.owner, { role: 'member' })
    const email = 'gustav@example.org'
    const { personId } = await accept(token, { email })
    const used = await accept(token).catch((error: unknown) => error)
    for (let guess = 0; guess < 5; guess += 1) {
      await expect(accept(token, { email, password: `not his walk by the sea ${guess}` })).rejects.toEqual(
        used,
      )
    }
    for (const password of [testPassword, 'not his either by the sea'])
      await expect(accept(token, { email, password })).rejects.toMatchObject({ code: 'rate_limited' })
    clock.pass(secondMs)
    expect((await accept(token, { email })).personId).toBe(personId)
  })

  test('a used link lets nobody in but whom it made an account, and them only while they may sign in', async () => {
    const [token, other] = [
      await linkOf(app.owner, { role: 'member' }),
      await linkOf(app.owner, { role: 'member' }),
    ]
    const email = 'oskar@example.org'
    const { personId } = await accept(token, { email })
    await accept(other)
    await expect(accept(other, { email })).rejects.toMatchObject({ code: 'invitation_invalid' })
    await app.owner.call('people.deactivate', { personId })
    await expect(accept(token, { email })).rejects.toMatchObject({ code: 'invitation_invalid' })
  })

  test('a weak password is refused and uses nothing up', async () => {
    const token = await linkOf(app.owner, { role: 'member' })
    const weak = accept(token, { name: 'Wilhelmina', password: 'wilhelmina1' })
    await expect(weak).rejects.toMatchObject({ code: 'weak_password', field: 'password' })
    expect((await accept(token)).token).not.toBeNull()
  })

  test('ends with its time', async () => {
    const token = await linkOf(app.owner, { role: 'member', expiresInDays: 2 })
    clock.pass(2 * dayMs - 1)
    expect((await ask(app.url, 'invitations.peek', { token })).role).toBe('member')
    clock.pass(1)
    await expect(accept(token)).rejects.toMatchObject({ code: 'invitation_invalid' })
    await expect(ask(app.url, 'invitations.peek', { token })).rejects.toMatchObject({
      code: 'invitation_invalid',
    })
  })

  test('ends with what its maker may do: nobody who was sent away comes back through an old link', async () => {
    const admin = await app.invite('admin')
    await app.owner.call('people.setRole', { personId: admin.personId, role: 'owner' })
    const forAdmins = await linkOf(admin, { role: 'admin' })
    const forMembers = await linkOf(admin, { role: 'member', maxUses: 2 })
    await app.owner.call('people.setRole', { personId: admin.personId, role: 'member' })
    await expect(accept(forAdmins)).rejects.toMatchObject({ code: 'invitation_invalid' })
    await accept(forMembers)
    await app.owner.call('people.deactivate', { personId: admin.personId })
    await expect(accept(forMembers)).rejects.toMatchObject({ code: 'invitation_invalid' })
  })
})
