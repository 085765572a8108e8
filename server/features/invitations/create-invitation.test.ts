import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChannelId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { createTestClock, dayMs } from '../../test/browser.ts'
import { ask, newClientId } from '../../test/client.ts'

const clock = createTestClock()
let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ clock, settings: { PUBLIC_URL: 'https://chat.example.org' } })
})
afterAll(() => app.stop())

describe('invitations.create', () => {
  test('refuses a stranger, guests and bots', async () => {
    await expect(ask(app.url, 'invitations.create', { role: 'member' })).rejects.toMatchObject({
      code: 'not_signed_in',
    })
    const guest = await app.invite('guest')
    await expect(guest.call('invitations.create', { role: 'guest' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    const { token } = await app.owner.call('bots.create', { name: 'Robot' })
    await expect(ask(app.url, 'invitations.create', { role: 'guest' }, token)).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('a member may invite members and guests; only the owner invites admins, nobody owners', async () => {
    const member = await app.invite('member')
    expect((await member.call('invitations.create', { role: 'member' })).invitation.role).toBe('member')
    expect((await member.call('invitations.create', { role: 'guest' })).invitation.role).toBe('guest')
    await expect(member.call('invitations.create', { role: 'admin' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    const admin = await app.invite('admin')
    await expect(admin.call('invitations.create', { role: 'admin' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    const asOwner = app.owner.call('invitations.create', { role: 'owner' as 'admin' })
    await expect(asOwner).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test('answers the link once and keeps only its hash', async () => {
    const { invitation, url } = await app.owner.call('invitations.create', {
      role: 'member',
      expiresInDays: 3,
      maxUses: 5,
    })
    expect(url).toMatch(/^https:\/\/chat\.example\.org\/invite#token=[\w-]{43}$/)
    expect(invitation).toMatchObject({
      maxUses: 5,
      uses: 0,
      isRevoked: false,
      createdById: app.owner.personId,
    })
    expect(Date.parse(invitation.expiresAt) - clock.now().getTime()).toBe(3 * dayMs)
    const [row] = await app.context.db.$queryRaw<{ text: string }[]>`
      SELECT invitation::text AS text FROM invitation WHERE id = ${invitation.id}::uuid`
    expect(row?.text).not.toContain(url.split('=')[1])
  })

  test('refuses channels that the maker may not see or add people to', async () => {
    const member = await app.invite('member')
    const secret = await app.owner.call('channels.create', { kind: 'private', name: 'secret' })
    const open = await app.owner.call('channels.create', { kind: 'public', name: 'open' })
    const withChannel = (channelId: ChannelId) =>
      member.call('invitations.create', { role: 'guest', channelIds: [channelId] })
    await expect(withChannel(secret.joined.channel.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(withChannel(newClientId() as string as ChannelId)).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(withChannel(open.joined.channel.id)).rejects.toMatchObject({ code: 'forbidden' })
    await member.call('channels.join', { channelId: open.joined.channel.id })
    expect((await withChannel(open.joined.channel.id)).invitation.channelIds).toEqual([
      open.joined.channel.id,
    ])
  })
})

describe('invitations.list', () => {
  test('refuses a stranger and guests', async () => {
    await expect(ask(app.url, 'invitations.list', {})).rejects.toMatchObject({ code: 'not_signed_in' })
    const guest = await app.invite('guest')
    await expect(guest.call('invitations.list', {})).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('shows admins all, members their own, newest first', async () => {
    const member = await app.invite('member')
    const first = await member.call('invitations.create', { role: 'member' })
    const second = await member.call('invitations.create', { role: 'guest' })
    const own = await member.call('invitations.list', {})
    expect(own.invitations).toEqual([second.invitation, first.invitation])
    const all = await app.owner.call('invitations.list', {})
    expect(all.invitations.length).toBeGreaterThan(2)
    expect(all.invitations.slice(0, 2)).toEqual(own.invitations)
  })
})

describe('invitations.revoke', () => {
  test("refuses a stranger, and hides others' invitations from members", async () => {
    const { invitation } = await app.owner.call('invitations.create', { role: 'member' })
    const input = { invitationId: invitation.id }
    await expect(ask(app.url, 'invitations.revoke', input)).rejects.toMatchObject({ code: 'not_signed_in' })
    const member = await app.invite('member')
    await expect(member.call('invitations.revoke', input)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('makes the link useless at once; twice equals once', async () => {
    const { invitation, url } = await app.owner.call('invitations.create', { role: 'member' })
    const token = url.split('=')[1] as string
    expect((await ask(app.url, 'invitations.peek', { token })).role).toBe('member')
    const revoked = await app.owner.call('invitations.revoke', { invitationId: invitation.id })
    expect(revoked.invitation.isRevoked).toBe(true)
    expect(await app.owner.call('invitations.revoke', { invitationId: invitation.id })).toEqual(revoked)
    await expect(ask(app.url, 'invitations.peek', { token })).rejects.toMatchObject({
      code: 'invitation_invalid',
      status: 410,
    })
  })
})
