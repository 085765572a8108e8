import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
// The app's own reader of what we answer.
import { parseUpdateInfo, resolveFiles } from 'electron-updater/out/providers/Provider.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ReleaseId } from '../../../contract/ids.ts'
import { updatesPath } from '../../../contract/releases.ts'
import type { TestApp } from '../../test/app.ts'
import { ask, type Client } from '../../test/client.ts'
import { bring, fetchUpdate, manifestOf, put, sha512Of, statusOf } from '../../test/releases.ts'
import { startTestTeam } from '../../test/team.ts'
import { diskNameOf, releaseFolderOf } from './store.ts'

let app: TestApp
let bob: Client
let admin: Client
beforeAll(async () => {
  ;({ app, bob } = await startTestTeam())
  admin = await app.invite('admin', 'Ada')
})
afterAll(() => app?.stop())

const nobodys = '0199f000-0000-7000-8000-00000000000a' as ReleaseId
const publish = (releaseId: ReleaseId, percentage = 100) =>
  admin.call('releases.publish', { releaseId, percentage })
const readFeed = async (feed: string) => {
  const answer = await fetchUpdate(app.url, feed)
  return answer.status === 200 ? parseUpdateInfo(await answer.text(), feed, new URL(answer.url)) : null
}
const changesTold = async () => {
  await app.app.listeners.settled()
  const { entries } = await app.owner.call('audit.list', { action: 'release.changed', limit: 200 })
  return entries
}

test('all commands refuse a stranger, members, guests and bots', async () => {
  const guest = await app.invite('guest')
  const { token } = await app.owner.call('bots.create', { name: 'Robot' })
  const commands = [
    ['releases.list', {}],
    ['releases.publish', { releaseId: nobodys, percentage: 100 }],
    ['releases.withdraw', { releaseId: nobodys }],
    ['releases.remove', { releaseId: nobodys }],
    ['releases.setLeastApp', { version: '9.9.9' }],
    ['releases.versionsInUse', {}],
  ] as const
  for (const [name, input] of commands) {
    await expect(ask(app.url, name, input as never), name).rejects.toMatchObject({ code: 'not_signed_in' })
    for (const one of [bob.token, guest.token, token])
      await expect(ask(app.url, name, input as never, one), name).rejects.toMatchObject({ code: 'forbidden' })
  }
  expect((await bob.call('sync.start', {})).me.abilities.canManageReleases).toBe(false)
  expect((await admin.call('sync.start', {})).me.abilities.canManageReleases).toBe(true)
  expect((await admin.call('releases.list', {})).leastApp).toBeNull()
})

test.each(['releases.publish', 'releases.withdraw', 'releases.remove'] as const)(
  '%s refuses a release that is none',
  async (name) => {
    await expect(admin.call(name, { releaseId: nobodys, percentage: 100 } as never)).rejects.toMatchObject({
      code: 'not_found',
    })
  },
)

describe('releases.publish', () => {
  test('refuses while a file is missing or another, and names it', async () => {
    const text = manifestOf('1.0.0', { 'Whole-1.0.0.AppImage': 'abc', 'whole_1.0.0.deb': 'def' })
    const { release } = await put(admin, 'latest-linux.yml', text)
    const refused = async (sentence: string) => {
      await expect(publish(release!.id)).rejects.toMatchObject({ code: 'file_not_ready', message: sentence })
      expect(await readFeed('latest-linux.yml')).toBeNull()
    }
    await refused('file_not_ready: Whole-1.0.0.AppImage is missing: upload it first.')
    await put(admin, 'Whole-1.0.0.AppImage', 'abc')
    await put(admin, 'whole_1.0.0.deb', 'xyz')
    const other = 'is not the file that the release was made with: its size or checksum differs.'
    await refused(`file_not_ready: whole_1.0.0.deb ${other}`)
    await put(admin, 'whole_1.0.0.deb', 'defg')
    await refused(`file_not_ready: whole_1.0.0.deb ${other}`)
    await put(admin, 'whole_1.0.0.deb', 'def')
    // As after a backup of the database alone.
    rmSync(join(releaseFolderOf(app.context), diskNameOf(sha512Of('abc'))))
    await refused('file_not_ready: Whole-1.0.0.AppImage is missing: upload it first.')
    await put(admin, 'Whole-1.0.0.AppImage', 'abc')
    expect((await publish(release!.id)).release).toMatchObject({ state: 'published', percentage: 100 })
  })

  test('gives the app a list that its own reader takes, with files that are what it says', async () => {
    const installers = { 'Read-1.0.0-x64.zip': 'for a Mac', 'Read-1.0.0-x64.dmg': 'also' }
    const { id } = await bring(admin, 'latest-mac.yml', '1.0.0', installers)
    expect(await readFeed('latest-mac.yml')).toBeNull()
    await publish(id)
    const info = (await readFeed('latest-mac.yml'))!
    expect(info).toMatchObject({ version: '1.0.0', releaseDate: '2026-11-20T10:00:00.000Z' })
    const found = resolveFiles(info, new URL(`${app.url}${updatesPath}`))
    expect(found).toHaveLength(2)
    for (const { url, info: file } of found) {
      const bytes = Buffer.from(await (await fetch(url)).arrayBuffer())
      expect([sha512Of(bytes), bytes.length]).toEqual([file.sha512, file.size])
    }
  })

  test('to a share of the computers says so to them; to all of them nothing', async () => {
    const { id } = await bring(admin, 'latest.yml', '1.0.0', { 'Share-1.0.0-setup.exe': 'share' })
    await publish(id, 25)
    expect(await readFeed('latest.yml')).toMatchObject({ version: '1.0.0', stagingPercentage: 25 })
    await publish(id, 100)
    expect(await readFeed('latest.yml')).not.toHaveProperty('stagingPercentage')
    for (const percentage of [0, 101, 2.5])
      await expect(publish(id, percentage)).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test('of a release hands out the newest by its version, and a withdrawn one gives the place back', async () => {
    const versions = ['1.9.0', '1.10.0-beta.1', '1.10.0', '1.2.0']
    const ids = new Map<string, ReleaseId>()
    for (const version of versions) {
      const { id } = await bring(admin, 'preview.yml', version, { [`New-${version}-setup.exe`]: version })
      ids.set(version, id)
      await publish(id)
    }
    const { releases } = await admin.call('releases.list', {})
    const listed = releases.filter(({ feed }) => feed === 'preview.yml').map(({ version }) => version)
    expect(listed).toEqual(versions.toReversed())
    for (const version of ['1.10.0', '1.10.0-beta.1', '1.9.0', '1.2.0']) {
      expect((await readFeed('preview.yml'))?.version).toBe(version)
      const releaseId = ids.get(version)!
      for (let times = 0; times < 2; times += 1)
        expect((await admin.call('releases.withdraw', { releaseId })).release.state).toBe('withdrawn')
      expect((await fetchUpdate(app.url, `New-${version}-setup.exe`)).status).toBe(404)
    }
    expect(await readFeed('preview.yml')).toBeNull()
  })
})

test('releases.withdraw leaves a draft a draft', async () => {
  const { id } = await bring(admin, 'preview-linux.yml', '0.0.1', { 'Draft-0.0.1.AppImage': 'draft' })
  expect((await admin.call('releases.withdraw', { releaseId: id })).release.state).toBe('draft')
})

test('releases.remove refuses what is handed out, and takes what nobody else names off the disk', async () => {
  const onDisk = () => readdirSync(releaseFolderOf(app.context))
  const shared = { 'Shared-1.0.0.AppImage': 'shared by two' }
  const mine = { 'mine_1.0.0.deb': 'of one alone' }
  const one = await bring(admin, 'preview-linux.yml', '1.0.0', { ...shared, ...mine })
  const two = await bring(admin, 'preview-linux.yml', '1.0.1', shared)
  await put(admin, 'mine_1.0.0.deb.blockmap', 'map of one')
  await publish(one.id)
  await expect(admin.call('releases.remove', { releaseId: one.id })).rejects.toMatchObject({
    code: 'already_exists',
  })
  await admin.call('releases.withdraw', { releaseId: one.id })
  const names = (...bytes: string[]) => bytes.map((text) => diskNameOf(sha512Of(text)))
  expect(onDisk()).toEqual(expect.arrayContaining(names('shared by two', 'of one alone', 'map of one')))
  await admin.call('releases.remove', { releaseId: one.id })
  for (const name of names('of one alone', 'map of one')) expect(onDisk()).not.toContain(name)
  expect(onDisk()).toEqual(expect.arrayContaining(names('shared by two')))
  await expect(admin.call('releases.remove', { releaseId: one.id })).rejects.toMatchObject({
    code: 'not_found',
  })
  await publish(two.id)
  expect(await (await fetchUpdate(app.url, 'Shared-1.0.0.AppImage')).text()).toBe('shared by two')
})

describe('GET /desktop/updates/<name>', () => {
  const name = 'Served-7.0.0-setup.exe'
  const bytes = '0123456789'.repeat(1000)
  let releaseId: ReleaseId
  beforeAll(async () => {
    ;({ id: releaseId } = await bring(admin, 'latest.yml', '7.0.0', { [name]: bytes }))
    await put(admin, `${name}.blockmap`, 'the map')
  })

  test('has nothing of a draft, and all of it once it is handed out', async () => {
    for (const one of [name, `${name}.blockmap`]) expect((await fetchUpdate(app.url, one)).status).toBe(404)
    await publish(releaseId)
    const answer = await fetchUpdate(app.url, name, { 'accept-encoding': 'gzip, br' })
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment',
      'content-length': '10000',
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
    })
    expect(answer.headers.get('content-encoding')).toBeNull()
    expect(await answer.text()).toBe(bytes)
    expect(await (await fetchUpdate(app.url, `${name}.blockmap`)).text()).toBe('the map')
  })

  test('answers a range, and says which there is none of', async () => {
    const part = await fetchUpdate(app.url, name, { range: 'bytes=5-14' })
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      'bytes 5-14/10000',
      '5678901234',
    ])
    const beyond = await fetchUpdate(app.url, name, { range: 'bytes=10000-' })
    expect([beyond.status, beyond.headers.get('content-range'), await beyond.text()]).toEqual([
      416,
      'bytes */10000',
      '',
    ])
  })

  test('tells who has it that it is as it was, and a HEAD how much it is', async () => {
    const head = await fetchUpdate(app.url, name, {}, 'HEAD')
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '10000', ''])
    const etag = head.headers.get('etag') ?? ''
    const askedFor = (tag: string) =>
      statusOf(app.url, updatesPath + name, { method: 'GET', headers: { 'if-none-match': tag } })
    expect(await askedFor(etag)).toBe(304)
    expect(await askedFor('"another"')).toBe(200)
  })

  test.each([
    '..%2fnucleus.key',
    '%2fetc%2fpasswd',
    '..%2f..%2f..%2fetc%2fpasswd.exe',
    'a%00.exe',
    '.part-1.exe',
    diskNameOf(sha512Of(bytes)),
    'Unknown-1.0.0.exe',
    'other.yml',
    '%2e%2e%2fdesktop%2fServed-7.0.0-setup.exe',
  ])('has nothing at %s', async (path) => {
    for (const method of ['GET', 'HEAD'])
      expect(await statusOf(app.url, updatesPath + path, { method })).toBe(404)
  })
})

describe('releases.setLeastApp', () => {
  test('sets what everybody may ask for, and takes it back', async () => {
    const peeked = async () => (await ask(app.url, 'workspace.peek', {})).leastApp
    expect(await peeked()).toBeNull()
    for (const version of ['1.4.0', '1.4.0', null]) {
      expect(await admin.call('releases.setLeastApp', { version })).toEqual({ leastApp: version })
      expect(await peeked()).toBe(version)
      expect((await admin.call('releases.list', {})).leastApp).toBe(version)
    }
    for (const version of ['', 'newest', '1.4', 'v1.4.0'])
      await expect(admin.call('releases.setLeastApp', { version })).rejects.toMatchObject({
        code: 'invalid_input',
      })
  })
})

test('each change is told to the audit trail once, with who did it and to which release', async () => {
  const before = (await changesTold()).length
  const installers = { 'Told-1.0.0.exe': 'told' }
  const { id: releaseId } = await bring(admin, 'preview.yml', '9.0.0', installers)
  await bring(admin, 'preview.yml', '9.0.0', installers)
  for (let times = 0; times < 2; times += 1) await publish(releaseId, 10)
  await publish(releaseId, 50)
  for (let times = 0; times < 2; times += 1) await admin.call('releases.withdraw', { releaseId })
  for (let times = 0; times < 2; times += 1) await admin.call('releases.setLeastApp', { version: '1.0.0' })
  await admin.call('releases.remove', { releaseId })
  const told = (await changesTold()).slice(0, -before || undefined)
  expect(told.map(({ actorId, subjectId }) => [actorId, subjectId])).toEqual(
    // The newest first: removed, least version, withdrawn, 50, 10, the list, the file.
    [releaseId, admin.personId, releaseId, releaseId, releaseId, releaseId, admin.personId].map((subject) => [
      admin.personId,
      subject,
    ]),
  )
})
