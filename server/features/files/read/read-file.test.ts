import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentPath } from '../../../../contract/files.ts'
import type { ChannelId, FileId } from '../../../../contract/ids.ts'
import { startTestApp, type TestApp, testPassword } from '../../../test/app.ts'
import { createTestClock, minuteMs, TestBrowser } from '../../../test/browser.ts'
import { ask, type Client } from '../../../test/client.ts'
import { refused } from '../../../test/refused.ts'
import { begin, patch, read, upload } from '../../../test/upload.ts'

const clock = createTestClock()
let server: TestApp
let alice: Client
let bob: Client
let stranger: Client
let channel: ChannelId

const bytes = randomBytes(200_000)
let fileId: FileId

const codeOf = async (answer: Response) => ((await answer.json()) as { error: { code: string } }).error.code
const bodyOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer())

beforeAll(async () => {
  server = await startTestApp({ clock })
  alice = server.owner
  bob = await server.invite('member', 'Bob')
  stranger = await server.invite()
  const created = await alice.call('channels.create', {
    kind: 'private',
    name: 'talk',
    memberIds: [bob.personId],
  })
  channel = created.joined.channel.id
  fileId = (await upload(alice, channel, bytes, 'Plan für 2027 “neu”; 100%.bin')).id
  await alice.send(channel, 'look', { fileIds: [fileId] })
})
afterAll(() => server.stop())

describe('bytes are handed out', () => {
  test('to members, and to nobody else', async () => {
    expect((await bodyOf(await read(bob, fileId))).equals(bytes)).toBe(true)
    const nobody = await fetch(server.url + contentPath(fileId))
    expect([nobody.status, await codeOf(nobody)]).toEqual([401, 'not_signed_in'])
    const answer = await read(stranger, fileId)
    expect([answer.status, await codeOf(answer)]).toEqual([404, 'not_found'])
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await refused(stranger.call('files.find', { fileId }))).toBe('not_found')
    expect((await read(alice, channel as string as FileId)).status).toBe(404)
    expect(
      (await fetch(`${server.url}/api/files/..%2f..%2fetc%2fpasswd/content`)).status,
    ).toBeGreaterThanOrEqual(400)
  })

  test('before a message carries them only to who uploads them', async () => {
    const draft = await upload(alice, channel, Buffer.from('draft'))
    expect((await read(alice, draft.id)).status).toBe(200)
    expect((await read(bob, draft.id)).status).toBe(404)
  })

  test('no more to who has left the channel, from that moment on', async () => {
    const carla = await server.invite()
    await alice.call('channels.invite', { channelId: channel, personIds: [carla.personId] })
    const link = await carla.call('files.link', { fileId })
    expect((await read(carla, fileId)).status).toBe(200)
    await carla.call('channels.leave', { channelId: channel })
    expect((await read(carla, fileId)).status).toBe(404)
    expect((await fetch(link.url.replace(/^http:\/\/[^/]+/, server.url))).status).toBe(404)
    expect(await refused(carla.call('files.link', { fileId }))).toBe('not_found')
  })

  test('of a public channel also to those who only look in, and not to guests', async () => {
    const open = (await alice.call('channels.create', { kind: 'public', name: 'open' })).joined.channel.id
    const file = await upload(alice, open, Buffer.from('for all'))
    await alice.send(open, 'look', { fileIds: [file.id] })
    expect((await read(stranger, file.id)).status).toBe(200)
    expect((await read(await server.invite('guest'), file.id)).status).toBe(404)
  })

  test('to a browser with its cookie, as an image is asked for', async () => {
    const browser = new TestBrowser(server.url)
    await browser.post('sessions.signIn', { email: 'bob@example.org', password: testPassword, as: 'browser' })
    expect((await browser.fetch(contentPath(fileId))).status).toBe(200)
  })

  test('only once all of them are here and were looked at', async () => {
    const { file } = await begin(alice, channel, 10)
    await patch(alice, file.id, 0, Buffer.from('12345'))
    const answer = await read(alice, file.id)
    expect([answer.status, await codeOf(answer)]).toEqual([409, 'file_not_ready'])
  })
})

describe('ranges', () => {
  test.each([
    ['bytes=0-0', 0, 1],
    ['bytes=65535-65536', 65_535, 65_537],
    ['bytes=100000-', 100_000, 200_000],
    ['bytes=-10', 199_990, 200_000],
    ['bytes=-999999', 0, 200_000],
    ['bytes=199999-999999', 199_999, 200_000],
  ])('%s', async (range, from, to) => {
    const answer = await read(bob, fileId, { range })
    expect(answer.status).toBe(206)
    expect(answer.headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/200000`)
    expect(answer.headers.get('content-length')).toBe(String(to - from))
    expect((await bodyOf(answer)).equals(bytes.subarray(from, to))).toBe(true)
  })

  test.each(['bytes=200000-', 'bytes=-0', 'bytes=300000-400000'])(
    '%s can not be satisfied',
    async (range) => {
      const answer = await read(bob, fileId, { range })
      expect([answer.status, answer.headers.get('content-range')]).toEqual([416, 'bytes */200000'])
    },
  )

  test.each(['bytes=5-1', 'lines=1-2', 'bytes=a-b', 'bytes=0-1,5-6', 'bytes=-'])(
    '%s is answered with all',
    async (range) => {
      const answer = await read(bob, fileId, { range })
      expect([answer.status, (await bodyOf(answer)).length]).toEqual([200, 200_000])
    },
  )

  test('hold only for the file they were asked of', async () => {
    const tag = (await read(bob, fileId)).headers.get('etag') ?? ''
    expect((await read(bob, fileId, { range: 'bytes=0-9', 'if-range': tag })).status).toBe(206)
    expect((await read(bob, fileId, { range: 'bytes=0-9', 'if-range': '"another"' })).status).toBe(200)
    for (const known of [tag, `W/${tag}`, `"x", ${tag}`, '*'])
      expect((await read(bob, fileId, { 'if-none-match': known })).status).toBe(304)
    expect((await read(bob, fileId, { 'if-none-match': '"x"' })).status).toBe(200)
    // What one may not see has not "not changed" either.
    expect((await read(stranger, fileId, { 'if-none-match': tag })).status).toBe(404)
  })

  test('are nothing to HEAD, which tells what GET would', async () => {
    const answer = await fetch(server.url + contentPath(fileId), {
      method: 'HEAD',
      headers: { authorization: `Bearer ${bob.token}`, range: 'bytes=0-9' },
    })
    expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([
      200,
      '200000',
      '',
    ])
  })

  test('of texts come as they are, whatever packing the browser knows', async () => {
    const file = await upload(bob, channel, Buffer.from('a line of text\n'.repeat(2000)), 'long.txt')
    const answer = await read(bob, file.id, { range: 'bytes=2-7', 'accept-encoding': 'gzip, br' })
    expect([answer.status, await answer.text(), answer.headers.get('content-encoding')]).toEqual([
      206,
      'line o',
      null,
    ])
    const whole = await read(bob, file.id, { 'accept-encoding': 'gzip, br' })
    expect([whole.headers.get('content-encoding'), (await whole.text()).length]).toEqual([null, 30_000])
  })
})

describe('headers', () => {
  test('make running anything impossible and name the file in any language', async () => {
    const { headers } = await read(bob, fileId)
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-cache',
      'accept-ranges': 'bytes',
    })
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.*; sandbox$/)
    expect(headers.get('content-security-policy')).not.toMatch(/script|allow-/)
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="Plan f_r 2027 _neu_; 100_.bin"; filename*=UTF-8''Plan%20f%C3%BCr%202027%20%E2%80%9Cneu%E2%80%9D%3B%20100%25.bin`,
    )
  })

  test('say inline for what may be shown, unless a download is asked for', async () => {
    const file = await upload(bob, channel, Buffer.from('plain words'), 'words.txt')
    expect((await read(bob, file.id)).headers.get('content-disposition')).toMatch(/^inline/)
    expect((await read(bob, file.id, {}, '?download')).headers.get('content-disposition')).toMatch(
      /^attachment/,
    )
  })
})

describe('a link', () => {
  const here = (url: string) => url.replace(/^http:\/\/[^/]+/, server.url)
  test('works for ten minutes without a session, and for its file alone', async () => {
    const { url, expiresAt } = await bob.call('files.link', { fileId })
    expect(Date.parse(expiresAt) - clock.now().getTime()).toBe(10 * minuteMs)
    expect((await bodyOf(await fetch(here(url)))).equals(bytes)).toBe(true)
    const other = await upload(bob, channel, Buffer.from('other'))
    expect((await fetch(here(url).replace(fileId, other.id))).status).toBe(404)
    clock.pass(10 * minuteMs + 1)
    const late = await fetch(here(url))
    expect([late.status, await codeOf(late)]).toEqual([410, 'link_expired'])
  })

  test('that was changed in any part is none', async () => {
    const url = new URL(here((await bob.call('files.link', { fileId })).url))
    const changed = (name: string, value: string) => {
      const copy = new URL(url)
      copy.searchParams.set(name, value)
      return fetch(copy).then(({ status }) => status)
    }
    expect(await changed('until', String(Number(url.searchParams.get('until')) + 1))).toBe(404)
    expect(await changed('person', alice.personId)).toBe(404)
    expect(await changed('signature', 'A'.repeat(43))).toBe(404)
    expect(await changed('signature', '')).toBe(401)
    expect(await changed('until', '9'.repeat(30))).toBe(404)
  })

  test('is worth nothing once its person was deactivated', async () => {
    const dora = await server.invite()
    await alice.call('channels.invite', { channelId: channel, personIds: [dora.personId] })
    const { url } = await dora.call('files.link', { fileId })
    expect((await fetch(here(url))).status).toBe(200)
    await alice.call('people.deactivate', { personId: dora.personId })
    expect((await fetch(here(url))).status).toBe(404)
  })

  test('is refused to strangers', async () => {
    expect(await refused(ask(server.url, 'files.link', { fileId }))).toBe('not_signed_in')
    expect(await refused(stranger.call('files.link', { fileId }))).toBe('not_found')
    expect(await refused(ask(server.url, 'files.find', { fileId }))).toBe('not_signed_in')
  })
})

test('bytes that were changed on the disk are never handed out', async () => {
  const secret = Buffer.from('the original words '.repeat(10_000))
  const file = await upload(bob, channel, secret)
  const folder = server.context.config.dataFolder
  const [found] = readdirSync(folder, { recursive: true }).filter((name) => String(name).includes(file.id))
  const path = join(folder, String(found))
  const sealed = readFileSync(path)
  expect(sealed.includes('original words')).toBe(false)
  sealed[70_000] = (sealed[70_000] ?? 0) ^ 1
  writeFileSync(path, sealed)
  // The first chunk is whole; what comes behind breaks off instead of being wrong.
  expect(
    (await bodyOf(await read(bob, file.id, { range: 'bytes=0-99' }))).equals(secret.subarray(0, 100)),
  ).toBe(true)
  await expect(read(bob, file.id).then(bodyOf)).rejects.toThrow()
  expect((await read(bob, file.id, { range: 'bytes=70000-70010' })).status).toBe(500)
  rmSync(path)
  expect([existsSync(path), (await read(bob, file.id)).status]).toEqual([false, 500])
})
