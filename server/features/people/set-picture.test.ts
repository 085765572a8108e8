import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonView } from '../../../contract/people.ts'
import { startTestApp, type TestApp, testPassword } from '../../test/app.ts'
import { TestBrowser } from '../../test/browser.ts'
import { ask, type Client } from '../../test/client.ts'
import { readPictureFormat } from './picture-format.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

/** A PNG header of any size; nobody decodes it here. */
function png(width: number, height: number, more = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(33)
  header.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])
  header.write('IHDR', 12, 'latin1')
  header.writeUInt32BE(width, 16)
  header.writeUInt32BE(height, 20)
  return Buffer.concat([header, deflateSync(Buffer.from([0, 0, 0, 0])), more])
}
const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0000b080020004001011100ffd9', 'hex')
function webp(kind: string, body: string): Buffer {
  const chunk = Buffer.from(body, 'hex')
  return Buffer.concat([
    Buffer.from('RIFF\0\0\0\0WEBP', 'latin1'),
    Buffer.from(kind, 'latin1'),
    Buffer.alloc(4),
    chunk,
    Buffer.alloc(16),
  ])
}
const setPicture = (person: Client, bytes: Buffer | null): Promise<{ person: PersonView }> =>
  person.call('people.setPicture', { picture: bytes?.toString('base64') ?? null })

describe('readPictureFormat', () => {
  test.each([
    ['PNG', png(64, 32), 'image/png'],
    ['JPEG', jpeg, 'image/jpeg'],
    ['lossy WebP', webp('VP8 ', '0000009d012a40002000'), 'image/webp'],
    ['lossless WebP', webp('VP8L', '2f3fc00700'), 'image/webp'],
    ['extended WebP', webp('VP8X', '000000003f00001f0000'), 'image/webp'],
  ])('reads the size of a %s', (_kind, bytes, contentType) => {
    expect(readPictureFormat(bytes)).toEqual({ contentType, width: 64, height: 32 })
  })

  test('takes no cut, empty or other file for a picture, wherever it was cut', () => {
    for (const bytes of [png(64, 32), jpeg, webp('VP8 ', '0000009d012a40002000')]) {
      for (let length = 0; length < 20; length += 1)
        expect(readPictureFormat(bytes.subarray(0, length))).toBeNull()
    }
    for (const text of [
      '',
      'GIF89a',
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      '<html>',
      'RIFF----WAVEfmt ',
    ]) {
      expect(readPictureFormat(Buffer.from(text.padEnd(40)))).toBeNull()
    }
  })
})

describe('people.setPicture', () => {
  test('refuses a stranger', async () => {
    await expect(ask(app.url, 'people.setPicture', { picture: null })).rejects.toMatchObject({
      code: 'not_signed_in',
    })
  })

  test('shows it to everybody who is signed in, unchangeable under its address', async () => {
    const person = await app.invite('guest')
    const bytes = png(64, 64)
    const { person: view } = await setPicture(person, bytes)
    expect(view.picture).toMatch(new RegExp(`^/api/pictures/${person.personId}\\?v=[0-9a-f]{16}$`))
    const browser = new TestBrowser(app.url)
    await browser.post('sessions.signIn', { email: 'olivia@example.org', password: testPassword })
    const response = await browser.fetch(view.picture as string)
    expect(response.status).toBe(200)
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes)
    const headers = Object.fromEntries(response.headers)
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, max-age=31536000, immutable',
    })
    const other = await browser.fetch(`/api/pictures/${person.personId}?v=0`)
    expect(other.headers.get('cache-control')).toBe('private, no-cache')
    const withToken = await fetch(`${app.url}${view.picture}`, {
      headers: { authorization: `Bearer ${person.token}` },
    })
    expect(withToken.status).toBe(200)
  })

  test('shows nothing to a stranger, and knows no other pictures', async () => {
    const { person: view } = await setPicture(app.owner, png(8, 8))
    expect((await fetch(`${app.url}${view.picture}`)).status).toBe(401)
    const headers = { authorization: `Bearer ${app.owner.token}` }
    const without = await app.invite()
    for (const id of [without.personId, 'x', '..%2f..%2fetc%2fpasswd']) {
      expect((await fetch(`${app.url}/api/pictures/${id}`, { headers })).status).toBe(404)
    }
  })

  test('a new one has a new address, the same one twice equals once, none is none', async () => {
    const person = await app.invite()
    const first = await setPicture(person, png(10, 10))
    expect(await setPicture(person, png(10, 10))).toEqual(first)
    const second = await setPicture(person, png(11, 11))
    expect(second.person.picture).not.toBe(first.person.picture)
    const none = await setPicture(person, null)
    expect(none.person.picture).toBeNull()
    expect(await setPicture(person, null)).toEqual(none)
    expect(await app.context.db.picture.count({ where: { personId: person.personId } })).toBe(0)
  })

  test.each([
    ['HTML', Buffer.from('<html><script>alert(1)</script></html>'), 'invalid_input'],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'invalid_input'],
    ['a picture of no size', png(0, 10), 'invalid_input'],
    ['a picture that would fill the memory of who draws it', png(60_000, 60_000), 'invalid_input'],
    ['more than 512 KiB', png(64, 64, Buffer.alloc(512 * 1024)), 'too_large'],
    ['far more than that', png(64, 64, Buffer.alloc(1024 * 1024)), 'too_large'],
  ])('refuses %s and keeps the one there is', async (_what, bytes, code) => {
    const person = await app.invite()
    const before = await setPicture(person, jpeg)
    await expect(setPicture(person, bytes)).rejects.toMatchObject({ code })
    const { people } = await app.owner.call('sync.start', {})
    expect(people.find(({ id }) => id === person.personId)).toEqual(before.person)
  })

  test('takes one of exactly 512 KiB', async () => {
    const bytes = png(64, 64, Buffer.alloc(512 * 1024 - png(64, 64).length))
    expect(bytes.length).toBe(512 * 1024)
    expect((await setPicture(await app.invite(), bytes)).person.picture).not.toBeNull()
  })
})

describe('too many pictures', () => {
  const startSlow = (RATE_LIMIT_FACTOR: string) =>
    startTestApp({ databaseUrl: app.databaseUrl, settings: { RATE_LIMIT_FACTOR } })
  const fetchAs = (url: string, who: Client, token = who.token) =>
    fetch(`${url}/api/pictures/${app.owner.personId}`, { headers: { authorization: `Bearer ${token}` } })

  test('of one person are answered with 429 and how long to wait; another person goes on', async () => {
    await setPicture(app.owner, png(8, 8))
    const member = await app.invite()
    const slow = await startSlow('0.001')
    const statuses: number[] = []
    for (let count = 0; count < 3; count += 1) statuses.push((await fetchAs(slow.url, app.owner)).status)
    const refused = await fetchAs(slow.url, app.owner)
    expect([...statuses, refused.status]).toEqual([200, 200, 200, 429])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.headers.get('cache-control')).toBe('no-store')
    expect((await fetchAs(slow.url, member)).status).toBe(200)
    await slow.stop()
  })

  test('of one address are a flood, refused before anybody is looked up', async () => {
    const slow = await startSlow('0.0001')
    const statuses: number[] = []
    for (let count = 0; count < 4; count += 1)
      statuses.push((await fetchAs(slow.url, app.owner, 'x'.repeat(43))).status)
    expect(statuses).toEqual([401, 401, 401, 429])
    await slow.stop()
  })
})
