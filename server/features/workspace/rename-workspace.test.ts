import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { version } from '../../core/version.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { ask } from '../../test/client.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ settings: { DATABASE_POOL: '2' } })
})
afterAll(() => app.stop())

describe('workspace.peek', () => {
  test('tells a stranger what this is', async () => {
    expect(await ask(app.url, 'workspace.peek', {})).toEqual({
      product: 'nucleus',
      version,
      isSetUp: true,
      name: 'Test',
      leastApp: null,
    })
  })
})

describe('workspace.rename', () => {
  test('refuses a stranger, members, guests and bots', async () => {
    await expect(ask(app.url, 'workspace.rename', { name: 'X' })).rejects.toMatchObject({
      code: 'not_signed_in',
    })
    for (const role of ['member', 'guest'] as const) {
      const person = await app.invite(role)
      await expect(person.call('workspace.rename', { name: 'X' })).rejects.toMatchObject({
        code: 'forbidden',
      })
    }
    const { token } = await app.owner.call('bots.create', { name: 'Robot' })
    await expect(ask(app.url, 'workspace.rename', { name: 'X' }, token)).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('an admin renames it and everybody hears it; twice equals once', async () => {
    const admin = await app.invite('admin')
    const guest = await app.invite('guest')
    const ear = await guest.listen()
    const { workspace } = await admin.call('workspace.rename', { name: 'New Name' })
    expect(workspace.name).toBe('New Name')
    expect(await admin.call('workspace.rename', { name: 'New Name' })).toEqual({ workspace })
    await admin.call('workspace.rename', { name: 'Newer Name' })
    await ear.waitFor('workspace.changed', (event) => event.workspace.name === 'Newer Name')
    expect(ear.of('workspace.changed').map(({ event }) => event.workspace)).toEqual([
      workspace,
      { ...workspace, name: 'Newer Name', revision: workspace.revision + 1 },
    ])
    ear.close()
  })

  test('many at once need no second connection each', async () => {
    const rename = () => app.owner.call('workspace.rename', { name: 'Crowded' })
    const { workspace } = await rename()
    const all = await Promise.all(Array.from({ length: 12 }, rename))
    expect(all).toEqual(all.map(() => ({ workspace })))
  })
})
