import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestApp } from '../../test/app.ts'
import { testPassword } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'
import { startTestTeam } from '../../test/team.ts'

let app: TestApp
let bob: Client
let carla: Client
beforeAll(async () => {
  ;({ app, bob, carla } = await startTestTeam())
})
afterAll(() => app?.stop())

const desktop = (version: string, platform: string) =>
  `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) nucleus/${version} Chrome/140.0.0.0 Electron/42.0.0 Safari/537.36 NucleusDesktop/${version} (${platform})`
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

const post = async (command: string, input: object, userAgent: string, token?: string) => {
  const answer = await fetch(`${app.url}/api/${command}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': userAgent,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify(input),
  })
  expect(answer.status).toBe(200)
  return (await answer.json()) as { token: string }
}
const signIn = async (name: string, userAgent: string, as: 'browser' | 'token') =>
  (await post('sessions.signIn', { email: `${name}@example.org`, password: testPassword, as }, userAgent))
    .token
const inUse = async () => {
  const { apps, browsers } = await app.owner.call('releases.versionsInUse', {})
  const lines = apps.map(({ platform, version, people }) => `${platform} ${version}: ${people}`)
  return { apps: lines.sort(), browsers }
}

test('people are counted by version and system, each once, and beside them those with a browser', async () => {
  expect(await inUse()).toEqual({ apps: [], browsers: 0 })
  for (const name of ['bob', 'bob', 'carla']) await signIn(name, desktop('1.2.0', 'windows'), 'token')
  await signIn('carla', desktop('1.2.0', 'mac'), 'token')
  const preview = await signIn('olivia', desktop('1.3.0-beta.1', 'linux'), 'token')
  await signIn('bob', firefox, 'browser')
  await signIn('bob', firefox, 'browser')
  expect(await inUse()).toEqual({
    apps: ['linux 1.3.0-beta.1: 1', 'mac 1.2.0: 1', 'windows 1.2.0: 2'],
    browsers: 1,
  })

  await post('sessions.signOut', {}, desktop('1.3.0-beta.1', 'linux'), preview)
  expect((await inUse()).apps).toEqual(['mac 1.2.0: 1', 'windows 1.2.0: 2'])
})

test.each([
  ['sync.start', {}],
  ['sync.catchUp', { cursors: {} }],
])('an app that has updated itself is counted as what it is since %s', async (command, input) => {
  const token = await signIn('carla', desktop('2.0.0', 'linux'), 'token')
  expect((await inUse()).apps).toContain('linux 2.0.0: 1')
  await post(command, input, desktop('2.1.0', 'linux'), token)
  const { apps } = await inUse()
  expect(apps).toContain('linux 2.1.0: 1')
  expect(apps).not.toContain('linux 2.0.0: 1')
  await post('sessions.signOut', {}, firefox, token)
})

test('a start writes nothing while the version is the same, nor what a browser says of itself', async () => {
  const userAgent = desktop('3.0.0', 'mac')
  const token = await signIn('bob', userAgent, 'token')
  const rows = () => app.context.db.$queryRaw`SELECT xmin::text, device FROM session ORDER BY id`
  const before = await rows()
  await post('sync.start', {}, userAgent, token)
  await post('sync.start', {}, 'node', carla.token)
  await post('sync.start', {}, firefox, bob.token)
  expect(await rows()).toEqual(before)
})
