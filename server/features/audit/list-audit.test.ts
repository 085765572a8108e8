import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { ask } from '../../test/client.ts'
import { auditListener } from './listeners.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const trail = async (input: { action?: string; limit?: number; before?: string } = {}) => {
  await app.app.listeners.settled()
  return app.owner.call('audit.list', input)
}

describe('audit.list', () => {
  test('refuses a stranger, members, guests and bots', async () => {
    await expect(ask(app.url, 'audit.list', {})).rejects.toMatchObject({ code: 'not_signed_in' })
    for (const role of ['member', 'guest'] as const) {
      const person = await app.invite(role)
      await expect(person.call('audit.list', {})).rejects.toMatchObject({ code: 'forbidden' })
    }
    const { token } = await app.owner.call('bots.create', { name: 'Robot' })
    await expect(ask(app.url, 'audit.list', {}, token)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('tells who did what to whom, newest first, without what was said', async () => {
    const person = await app.invite('member', 'Audited')
    const { channels } = await app.owner.call('sync.start', {})
    const channelId = channels[0]!.channel.id
    const { message } = await person.send(channelId, 'a very private sentence')
    await person.call('messages.delete', { messageId: message.id })
    await app.owner.call('people.deactivate', { personId: person.personId })
    const { entries } = await trail({ limit: 200 })
    const lines = entries.map(({ action, actorId, subjectId }) => `${action} ${actorId} ${subjectId}`)
    const [owner, member] = [app.owner.personId, person.personId]
    const expected = [
      `person.changed ${owner} ${member}`,
      `access.changed ${owner} ${member}`,
      `session.ended ${owner} ${person.sessionId}`,
      `message.deleted ${member} ${message.id}`,
      `message.sent ${member} ${message.id}`,
      `session.started ${member} ${person.sessionId}`,
      `member.joined ${member} ${member}`,
      `person.changed ${member} ${member}`,
    ]
    expect(lines).toEqual(expect.arrayContaining(expected))
    expect(lines.indexOf(expected[3]!)).toBeLessThan(lines.indexOf(expected[4]!))
    expect(JSON.stringify(entries)).not.toContain('private sentence')
  })

  test('goes through the pages without a gap, and filters', async () => {
    const all = await trail({ limit: 200 })
    const pages: typeof all.entries = []
    for (let before: string | undefined, hasOlder = true; hasOlder; ) {
      const page = await trail({ limit: 7, ...(before ? { before } : {}) })
      pages.push(...page.entries)
      hasOlder = page.hasOlder
      before = page.entries.at(-1)?.id
    }
    expect(pages).toEqual(all.entries)
    const started = await trail({ action: 'session.started' })
    expect(started.entries).toEqual(all.entries.filter(({ action }) => action === 'session.started'))
  })

  test.each([{ before: '9999999999999999999' }, { action: 'a\u0000' }, { action: 'a\ud800' }])(
    'refuses %j',
    async (input) => {
      await expect(trail(input)).rejects.toMatchObject({ code: 'invalid_input' })
    },
  )

  test.each(['actor_id', 'action'])('by %s reads along an index, from the newest on', async (column) => {
    const plan = await app.context.db.$transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL enable_seqscan = off`
      await tx.$executeRaw`SET LOCAL enable_sort = off`
      return tx.$queryRawUnsafe<{ 'QUERY PLAN': string }[]>(
        `EXPLAIN SELECT id FROM audit_entry WHERE ${column} = '${app.owner.personId}' ORDER BY id DESC LIMIT 100`,
      )
    })
    const lines = plan.map((line) => line['QUERY PLAN']).join('\n')
    expect(lines).toContain(`audit_entry_${column.replace('_id', '')}`)
  })
})

describe('the audit trail keeps', () => {
  const linesOf = async () =>
    (await trail({ limit: 200 })).entries.map(({ action, actorId, subjectId, stream }) =>
      [action, actorId, subjectId, stream].join(' '),
    )

  test('who made an invitation and who revoked it, once', async () => {
    const member = await app.invite('member')
    const { invitation } = await member.call('invitations.create', { role: 'guest' })
    const input = { invitationId: invitation.id }
    for (const _ of [1, 2]) await app.owner.call('invitations.revoke', input)
    const own = `user:${member.personId}`
    expect((await linesOf()).filter((line) => line.includes(invitation.id))).toEqual([
      `invitation.revoked ${app.owner.personId} ${invitation.id} ${own}`,
      `invitation.created ${member.personId} ${invitation.id} ${own}`,
    ])
  })

  test("who made a bot's token and who replaced it", async () => {
    const admin = await app.invite('admin')
    const { bot } = await app.owner.call('bots.create', { name: 'Robot' })
    await admin.call('bots.renewToken', { botId: bot.id })
    const own = (await linesOf()).filter((line) => line.endsWith(`user:${bot.id}`))
    expect(own.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      `session.started ${admin.personId}`,
      `session.ended ${admin.personId}`,
      `session.started ${app.owner.personId}`,
    ])
  })
})

describe('the audit listener', () => {
  test('heard twice writes once', async () => {
    await trail()
    const { context } = app
    const before = await context.db.auditEntry.count()
    const rows = await context.db.entry.findMany({ select: { stream: true, number: true, event: true } })
    const entries = rows as unknown as Parameters<typeof auditListener.hear>[2]
    await context.db.$transaction((tx) => auditListener.hear(context, tx, entries, () => {}))
    expect(await context.db.auditEntry.count()).toBe(before)
  })

  test('the trail can not be changed or shortened, not even by the server', async () => {
    await trail()
    await expect(app.context.db.auditEntry.deleteMany()).rejects.toThrow(/only be added to/)
    await expect(app.context.db.auditEntry.updateMany({ data: { action: 'x' } })).rejects.toThrow(
      /only be added to/,
    )
    await expect(app.context.db.$executeRaw`TRUNCATE audit_entry`).rejects.toThrow(/only be added to/)
  })
})
