import { afterAll, beforeAll, expect, test } from 'vitest'
import { startKillable } from '../../test/killable.ts'
import { bring, fetchUpdate, manifestOf, openPut, put } from '../../test/releases.ts'

let server: Awaited<ReturnType<typeof startKillable>>
beforeAll(async () => {
  server = await startKillable()
}, 60_000)
afterAll(() => server?.stop())

test('a server that is killed in the middle of an upload has nothing of it, and keeps what it acknowledged', {
  timeout: 60_000,
}, async () => {
  const { owner } = server
  const first = await bring(owner, 'latest.yml', '1.0.0', { 'Nucleus-1.0.0-setup.exe': 'the first' })
  await owner.call('releases.publish', { releaseId: first.id, percentage: 100 })
  const next = 'the second '.repeat(1_000_000)
  const { release } = await put(owner, 'latest.yml', manifestOf('2.0.0', { 'Nucleus-2.0.0-setup.exe': next }))
  const sending = openPut(owner, 'Nucleus-2.0.0-setup.exe', next.length)
  await sending.write(Buffer.from(next.slice(0, 5_000_000)))
  await server.restart()
  expect(await sending.answer).toBe(0)

  const stateOfNext = async () => {
    const { releases } = await owner.call('releases.list', {})
    return releases.find(({ id }) => id === release?.id)?.files[0]?.state
  }
  expect(await stateOfNext()).toBe('missing')
  expect(await (await fetchUpdate(owner.url, 'Nucleus-1.0.0-setup.exe')).text()).toBe('the first')

  expect(await put(owner, 'Nucleus-2.0.0-setup.exe', next)).toMatchObject({ status: 200 })
  await server.restart()
  expect(await stateOfNext()).toBe('there')
  await owner.call('releases.publish', { releaseId: release!.id, percentage: 100 })
  expect(await (await fetchUpdate(owner.url, 'Nucleus-2.0.0-setup.exe')).text()).toBe(next)
})
