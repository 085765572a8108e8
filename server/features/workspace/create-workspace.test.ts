import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { channelStream, directoryStream, workspaceStream } from '../../../contract/events.ts'
import { startTestApp, type TestApp, testPassword } from '../../test/app.ts'
import { TestBrowser } from '../../test/browser.ts'
import { ask, Client } from '../../test/client.ts'
import { ensureSetupToken } from './service.ts'

let app: TestApp
beforeEach(async () => {
  app = await startTestApp()
})
afterEach(() => app.stop())

/** As before the first start: the test server comes with a workspace. */
async function undoSetup() {
  // Side roads and TRUNCATE would take their locks in different orders.
  await app.app.listeners.settled()
  await app.context.db.$executeRawUnsafe('TRUNCATE workspace, person, channel, stream, entry CASCADE')
}
const inputWith = (token: string) =>
  ({
    token,
    workspaceName: 'Acme',
    name: 'Ann Owner',
    email: 'ann@acme.example',
    password: testPassword,
    as: 'token',
  }) as const
const create = (token: string) => ask(app.url, 'workspace.create', inputWith(token))

describe('workspace.create', () => {
  test('makes workspace, owner, #general and a session from the one-time token', async () => {
    await undoSetup()
    const token = (await ensureSetupToken(app.context)) as string
    const ann = new Client(app.url, await create(token))
    const state = await ann.call('sync.start', {})
    expect(state.workspace).toEqual({ name: 'Acme', mailExcerpts: false, revision: 1 })
    expect(state.people).toMatchObject([
      { id: ann.personId, name: 'Ann Owner', role: 'owner', isActive: true },
    ])
    expect(state.me.email).toBe('ann@acme.example')
    expect(state.channels.map(({ channel }) => [channel.kind, channel.name])).toEqual([['public', 'general']])
    const channelId = state.channels[0]!.channel.id
    const entries = await app.context.db.entry.findMany({
      select: { stream: true, type: true, actorId: true },
    })
    const recorded = entries.map(({ stream, type }) => `${stream} ${type}`)
    expect(recorded).toEqual(
      expect.arrayContaining([
        `${workspaceStream} workspace.changed`,
        `${workspaceStream} person.changed`,
        `${directoryStream} channel.changed`,
        `${channelStream(channelId)} member.joined`,
        `user:${ann.personId} session.started`,
      ]),
    )
    expect(new Set(entries.map(({ actorId }) => actorId))).toEqual(new Set([ann.personId]))
  })

  test('refuses a wrong token and an old one; nothing is written', async () => {
    await undoSetup()
    const old = (await ensureSetupToken(app.context)) as string
    const token = (await ensureSetupToken(app.context)) as string
    for (const wrong of ['', 'guess', old, `${token}x`])
      await expect(create(wrong)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await app.context.db.person.count()).toBe(0)
    expect((await create(token)).token).not.toBeNull()
  })

  test('refuses a weak password made of the workspace, and the token still works', async () => {
    await undoSetup()
    const token = (await ensureSetupToken(app.context)) as string
    const weak = ask(app.url, 'workspace.create', {
      ...inputWith(token),
      workspaceName: 'Umbrellas',
      password: 'umbrellas2026',
    })
    await expect(weak).rejects.toMatchObject({ code: 'weak_password', field: 'password' })
    expect(await app.context.db.workspace.count()).toBe(0)
    expect((await create(token)).token).not.toBeNull()
  })

  test('of several at once one wins, the others hear that it is done', async () => {
    await undoSetup()
    const token = (await ensureSetupToken(app.context)) as string
    const results = await Promise.allSettled([create(token), create(token), create(token)])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'setup_done' })
    expect(await app.context.db.person.count()).toBe(1)
    expect(await app.context.db.channel.count()).toBe(1)
  })

  test('happens once: afterwards there is no token any more, and nobody gets in with one', async () => {
    expect(await ensureSetupToken(app.context)).toBeNull()
    expect(await app.context.db.setupToken.count()).toBe(0)
    await expect(create('')).rejects.toMatchObject({ code: 'setup_done' })
  })

  test('gives a browser its cookie', async () => {
    await undoSetup()
    const token = (await ensureSetupToken(app.context)) as string
    const browser = new TestBrowser(app.url)
    expect(
      (await browser.post('workspace.create', { ...inputWith(token), as: 'browser' })).body.token,
    ).toBeNull()
    expect((await browser.post('sync.start', {})).status).toBe(200)
  })
})
