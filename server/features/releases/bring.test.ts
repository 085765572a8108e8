import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { releaseFilesPath } from '../../../contract/releases.ts'
import type { TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'
import { bring, fetchUpdate, manifestOf, openPut, put, sha512Of, statusOf } from '../../test/releases.ts'
import { startTestTeam } from '../../test/team.ts'
import { sweepFiles } from './service.ts'
import { diskNameOf, releaseFolderOf } from './store.ts'

let app: TestApp
let bob: Client
let admin: Client
beforeAll(async () => {
  ;({ app, bob } = await startTestTeam())
  admin = await app.invite('admin', 'Ada')
})
afterAll(() => app?.stop())

const folder = () => releaseFolderOf(app.context)
const onDisk = () => (existsSync(folder()) ? readdirSync(folder()) : [])
const diskNameFor = (bytes: string) => diskNameOf(sha512Of(bytes))
const findFile = (name: string) => app.context.db.releaseFile.findUnique({ where: { name } })

describe('PUT /api/releases/files/<name>', () => {
  test('refuses a stranger, members, guests, bots and pages of others, and keeps nothing of it', async () => {
    const before = onDisk()
    const guest = await app.invite('guest')
    const { token } = await app.owner.call('bots.create', { name: 'Robot' })
    for (const name of ['Nucleus-1.0.0-x64.exe', 'latest.yml']) {
      expect(await put({ url: app.url, token: null }, name, 'x')).toMatchObject({
        status: 401,
        code: 'not_signed_in',
      })
      for (const one of [bob, guest, { url: app.url, token }])
        expect(await put(one, name, 'x')).toMatchObject({ status: 403, code: 'forbidden' })
      expect(await put(admin, name, 'x', { origin: 'https://elsewhere.example' })).toMatchObject({
        status: 403,
        code: 'origin_refused',
      })
    }
    expect(onDisk()).toEqual(before)
    expect(await findFile('Nucleus-1.0.0-x64.exe')).toBeNull()
  })

  test.each([
    '..%2fNucleus.exe',
    '%2fetc%2fNucleus.exe',
    '%2e%2e%2f%2e%2e%2fNucleus.exe',
    '..%5cNucleus.exe',
    'a%00.exe',
    '.part-1.exe',
    '..exe',
    'Nucleus.exe%2f..',
    'Nucleus.sh',
    'other.yml',
    'latest.yml%00',
    `${'a'.repeat(160)}.exe`,
  ])('refuses the name %s', async (name) => {
    const before = [...readdirSync(app.context.config.dataFolder), ...onDisk()]
    expect(await statusOf(app.url, releaseFilesPath + name, { method: 'PUT', token: admin.token })).toBe(400)
    expect([...readdirSync(app.context.config.dataFolder), ...onDisk()]).toEqual(before)
  })

  test('a file lies under its checksum, whatever it is called; twice equals once', async () => {
    const bytes = 'an installer'
    for (let times = 0; times < 2; times += 1)
      expect(await put(admin, 'Once-1.0.0.exe', bytes)).toMatchObject({ status: 200 })
    expect(onDisk()).toEqual([diskNameFor(bytes)])
    expect(readFileSync(join(folder(), diskNameFor(bytes)), 'utf8')).toBe(bytes)
    expect(await findFile('Once-1.0.0.exe')).toMatchObject({ size: 12n, sha512: sha512Of(bytes) })
  })

  test('what came under a name gives way to other bytes, and leaves the disk', async () => {
    await put(admin, 'Changed-1.0.0.exe', 'first')
    expect(onDisk()).toContain(diskNameFor('first'))
    await put(admin, 'Changed-1.0.0.exe', 'second')
    expect(onDisk()).not.toContain(diskNameFor('first'))
    expect(onDisk()).toContain(diskNameFor('second'))
  })

  test('a cut in the middle leaves nothing, and the name can be brought again', async () => {
    const before = onDisk()
    const sending = openPut(admin, 'Cut-1.0.0.exe', 1_000_000)
    await sending.write(Buffer.alloc(300_000))
    await expect.poll(() => onDisk().length).toBe(before.length + 1)
    sending.cut()
    expect(await sending.answer).toBe(0)
    await expect.poll(onDisk).toEqual(before)
    expect(await findFile('Cut-1.0.0.exe')).toBeNull()
    expect(await put(admin, 'Cut-1.0.0.exe', 'all of it')).toMatchObject({ status: 200 })
  })

  test('a disk that is nearly full refuses, before and in the middle, and keeps nothing', async () => {
    const { files } = app.context.config
    const [former, before] = [files.keepFree, onDisk()]
    const sending = openPut(admin, 'Full-1.0.0.exe', 200_000_000)
    try {
      await sending.write(Buffer.alloc(1_000_000))
      await expect.poll(() => onDisk().length).toBe(before.length + 1)
      // As when something else has filled the disk meanwhile.
      files.keepFree = Number.MAX_SAFE_INTEGER
      expect(await put(admin, 'Full-1.0.0.exe', 'x')).toMatchObject({ status: 507, code: 'storage_full' })
      void sending.write(Buffer.alloc(199_000_000))
      sending.end()
      expect(await sending.answer).toBe(507)
    } finally {
      files.keepFree = former
    }
    expect(onDisk()).toEqual(before)
  })

  test('a file of more than 2 GB is refused before its first byte', async () => {
    const sending = openPut(admin, 'Huge-1.0.0.exe', 2 * 1024 ** 3 + 1)
    await sending.write(Buffer.from('x'))
    expect(await sending.answer).toBe(413)
    sending.cut()
  })
})

describe('the list of a release', () => {
  test('becomes a draft that says what is there, missing and different', async () => {
    const installers = { 'Three-1.0.0.AppImage': 'one', 'three_1.0.0.deb': 'two', 'three-1.0.0.rpm': 'three' }
    await put(admin, 'Three-1.0.0.AppImage', 'one')
    await put(admin, 'three-1.0.0.rpm', 'other')
    const { release } = await put(admin, 'preview-linux-arm64.yml', manifestOf('1.0.0', installers))
    expect(release).toMatchObject({
      feed: 'preview-linux-arm64.yml',
      channel: 'preview',
      platform: 'linux',
      version: '1.0.0',
      state: 'draft',
      files: [
        { name: 'Three-1.0.0.AppImage', size: 3, state: 'there' },
        { name: 'three_1.0.0.deb', size: 3, state: 'missing' },
        { name: 'three-1.0.0.rpm', size: 5, state: 'different' },
      ],
    })
  })

  const small = { 'A-1.0.0.exe': 'a' }
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x, x]',
    ...[...'bcdefghij'].map((letter, at) => {
      const former = `*${'abcdefghij'.charAt(at)}`
      return `${letter}: &${letter} [${Array(10).fill(former).join(', ')}]`
    }),
    manifestOf('1.0.0', small),
  ].join('\n')
  test.each([
    ['is no YAML', '{ version: [', 'This file is no YAML.'],
    ['is no YAML but a program', '!!js/function "function () {}"', 'This file is no YAML.'],
    ['is deeper than anybody reads', '['.repeat(90_000), 'This file is no YAML.'],
    ['makes very much of a few lines', bomb, 'too much is in it'],
    ['holds itself', `a: &a [*a]\n${manifestOf('1.0.0', small)}`, 'too much is in it'],
    ['is a word', 'hello', 'This is not what electron-builder writes: the file'],
    ['names no files', 'version: 1.0.0\nfiles: []\n', 'files'],
    ['has no real version', manifestOf('newest', small), 'version must look like 1.2.3'],
    ['names a file elsewhere', manifestOf('1.0.0', { '../../a.exe': 'a' }), 'files.0.url'],
    ['names an address', manifestOf('1.0.0', { 'https://elsewhere.example/a.exe': 'a' }), 'files.0.url'],
    ['has no real checksum', manifestOf('1.0.0', small).replaceAll(sha512Of('a'), 'abc'), 'files.0.sha512'],
  ])('that %s is refused with a sentence', async (_what, text, sentence) => {
    const answer = await put(admin, 'latest-mac.yml', text)
    expect(answer).toMatchObject({ status: 400, code: 'invalid_input' })
    expect(answer.message).toContain(sentence)
    const { releases } = await admin.call('releases.list', {})
    expect(releases.filter(({ feed }) => feed === 'latest-mac.yml')).toEqual([])
  })

  test('that is too large is refused', async () => {
    const text = `${manifestOf('1.0.0', small)}releaseNotes: ${'a'.repeat(100_000)}\n`
    expect(await put(admin, 'latest-mac.yml', text)).toMatchObject({ status: 413, code: 'too_large' })
  })

  test('brought again changes nothing; another one of that version is a draft again', async () => {
    const text = manifestOf('2.0.0', small)
    const first = await put(admin, 'preview.yml', text)
    expect((await put(admin, 'preview.yml', text)).release).toEqual(first.release)
    await put(admin, 'A-1.0.0.exe', 'a')
    const releaseId = first.release!.id
    await admin.call('releases.publish', { releaseId, percentage: 100 })
    await admin.call('releases.withdraw', { releaseId })
    expect((await put(admin, 'preview.yml', text)).release?.state).toBe('withdrawn')
    const other = await put(admin, 'preview.yml', manifestOf('2.0.0', { 'B-1.0.0.exe': 'b' }))
    expect(other.release).toMatchObject({ id: releaseId, state: 'draft', files: [{ name: 'B-1.0.0.exe' }] })
  })
})

test('neither a file nor a list that is handed out can be replaced by another; the same again can come', async () => {
  const installers = { 'Out-1.0.0.zip': 'handed out', 'Out-1.0.0.zip.blockmap': 'its map' }
  const named = { 'Out-1.0.0.zip': 'handed out' }
  for (const [name, bytes] of Object.entries(installers)) await put(admin, name, bytes)
  const { release } = await put(admin, 'preview-mac.yml', manifestOf('1.0.0', named))
  const releaseId = release!.id
  await admin.call('releases.publish', { releaseId, percentage: 100 })
  for (const [name, bytes] of Object.entries(installers)) {
    const refused = await put(admin, name, 'other bytes')
    expect(refused).toMatchObject({ status: 409, code: 'already_exists' })
    expect(refused.message).toContain(`Another ${name} is handed out. Withdraw its release first`)
    expect(await put(admin, name, bytes)).toMatchObject({ status: 200 })
    expect(await (await fetchUpdate(app.url, name)).text()).toBe(bytes)
  }
  const other = manifestOf('1.0.0', { 'Other-1.0.0.zip': 'x' })
  expect(await put(admin, 'preview-mac.yml', other)).toMatchObject({ status: 409, code: 'already_exists' })
  expect((await put(admin, 'preview-mac.yml', manifestOf('1.0.0', named))).release?.state).toBe('published')
  expect(onDisk()).not.toContain(diskNameFor('other bytes'))

  await admin.call('releases.withdraw', { releaseId })
  expect(await put(admin, 'Out-1.0.0.zip', 'other bytes')).toMatchObject({ status: 200 })
})

test('a sweep takes what no row names and what nobody named for a week, and nothing else', async () => {
  const { id } = await bring(admin, 'latest-linux.yml', '3.0.0', { 'Kept-3.0.0.AppImage': 'kept' })
  await put(admin, 'Kept-3.0.0.AppImage.blockmap', 'kept map')
  await put(admin, 'New-1.0.0.exe', 'new')
  await put(admin, 'Old-1.0.0.exe', 'old')
  const longAgo = new Date(Date.now() - 8 * 86_400_000)
  await app.context.db.releaseFile.updateMany({
    where: { name: { not: 'New-1.0.0.exe' } },
    data: { uploadedAt: longAgo },
  })
  // What a kill -9 leaves: a whole file without its row, and parts.
  mkdirSync(folder(), { recursive: true })
  for (const name of [diskNameFor('orphan'), '.part-stale', '.part-young'])
    writeFileSync(join(folder(), name), 'x')
  utimesSync(join(folder(), '.part-stale'), longAgo, longAgo)
  await sweepFiles(app.context)
  for (const bytes of ['kept', 'kept map', 'new']) expect(onDisk()).toContain(diskNameFor(bytes))
  for (const name of [diskNameFor('orphan'), diskNameFor('old'), '.part-stale'])
    expect(onDisk()).not.toContain(name)
  expect(onDisk()).toContain('.part-young')
  expect((await admin.call('releases.publish', { releaseId: id, percentage: 100 })).release.state).toBe(
    'published',
  )
})
