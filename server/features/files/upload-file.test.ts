import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uploadPath } from '../../../contract/files.ts'
import type { ChannelId, FileId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp, testPassword } from '../../test/app.ts'
import { TestBrowser } from '../../test/browser.ts'
import type { Client } from '../../test/client.ts'
import { refused } from '../../test/refused.ts'
import { begin, decided, head, openPatch, patch, read, upload } from '../../test/upload.ts'
import { turnsOf } from './upload/turns.ts'

let server: TestApp
let alice: Client
let bob: Client
let channel: ChannelId

const bytesOf = async (client: Client, id: FileId) =>
  Buffer.from(await (await read(client, id)).arrayBuffer())

beforeAll(async () => {
  server = await startTestApp()
  alice = server.owner
  bob = await server.invite('member', 'Bob')
  const created = await alice.call('channels.create', {
    kind: 'private',
    name: 'talk',
    memberIds: [bob.personId],
  })
  channel = created.joined.channel.id
})
afterAll(() => server.stop())

describe('an upload', () => {
  test('in one piece comes back as it was', async () => {
    const bytes = randomBytes(300_000)
    const file = await upload(alice, channel, bytes)
    expect(file).toMatchObject({ state: 'ready', kind: 'other', size: bytes.length, isInline: false })
    expect((await bytesOf(alice, file.id)).equals(bytes)).toBe(true)
    // Whole is whole: nothing can be added, and asking where it stands says so.
    expect(await head(alice, file.id)).toMatchObject({ status: 200, offset: bytes.length })
    expect((await patch(alice, file.id, bytes.length, Buffer.from('more'))).status).toBe(413)
  })

  test('in pieces of any length comes back as it was', async () => {
    const bytes = randomBytes(300_001)
    const { file } = await begin(alice, channel, bytes.length)
    let at = 0
    for (const length of [1, 65_535, 1, 65_536, 10, 100_000, 68_918]) {
      const answer = await patch(alice, file.id, at, bytes.subarray(at, at + length))
      at += length
      expect(answer).toEqual({ status: 204, offset: at, code: null })
      expect(await head(alice, file.id)).toMatchObject({ status: 200, offset: at })
    }
    await decided(alice, file.id)
    expect((await bytesOf(alice, file.id)).equals(bytes)).toBe(true)
  })

  test('that was cut keeps what had come, to the byte', async () => {
    const bytes = randomBytes(3_000_000)
    const { file } = await begin(alice, channel, bytes.length)
    const sending = openPatch(alice, file.id, 0, bytes.length)
    await sending.write(bytes.subarray(0, 1_234_567))
    await expect.poll(() => turnsOf(server.context).has(file.id)).toBe(true)
    sending.cut()
    const { offset } = await head(alice, file.id)
    expect(offset).toBeLessThanOrEqual(1_234_567)
    const rest = await patch(alice, file.id, offset, bytes.subarray(offset))
    expect(rest).toMatchObject({ status: 204, offset: bytes.length })
    await decided(alice, file.id)
    expect((await bytesOf(alice, file.id)).equals(bytes)).toBe(true)
  })

  test('tells the own windows when it has arrived and when it is ready', async () => {
    const ears = [await alice.listen(), await bob.listen()]
    const { file } = await begin(alice, channel, 5)
    await patch(alice, file.id, 0, Buffer.from('hello'))
    const heard = await ears[0]!.waitFor('file.changed', (event) => event.file.state === 'ready')
    expect(heard.stream).toBe(`user:${alice.personId}`)
    expect(ears[0]!.of('file.changed').map((entry) => entry.event.file.state)).toEqual(['checking', 'ready'])
    expect(ears[1]!.of('file.changed')).toEqual([])
    for (const ear of ears) ear.close()
  })
})

describe('the tus door refuses', () => {
  test('a stranger, somebody else, and an upload that is none', async () => {
    const { file } = await begin(alice, channel, 5)
    const nobody = { url: server.url, token: 'x'.repeat(43) }
    expect(await patch(nobody, file.id, 0, Buffer.from('hello'))).toMatchObject({
      status: 401,
      code: 'not_signed_in',
    })
    expect(await patch(bob, file.id, 0, Buffer.from('hello'))).toMatchObject({
      status: 404,
      code: 'not_found',
    })
    expect((await head(bob, file.id)).status).toBe(404)
    expect((await patch(alice, channel as string as FileId, 0, Buffer.from('x'))).status).toBe(404)
    expect((await patch(alice, '..%2f..%2fetc%2fpasswd' as FileId, 0, Buffer.from('x'))).status).toBe(404)
    expect((await head(alice, file.id)).offset).toBe(0)
  })

  test('a page of another site, and a cookie without the header that other sites can not set', async () => {
    const browser = new TestBrowser(server.url)
    await browser.post('sessions.signIn', { email: 'bob@example.org', password: testPassword, as: 'browser' })
    const { file } = await begin(bob, channel, 5)
    const send = (headers: Record<string, string>) =>
      browser.fetch(uploadPath(file.id), {
        method: 'PATCH',
        headers: {
          'tus-resumable': '1.0.0',
          'upload-offset': '0',
          'content-type': 'application/offset+octet-stream',
          ...headers,
        },
        body: 'hello',
      })
    expect((await send({})).status).toBe(403)
    expect((await send({ 'x-nucleus-client': '1', origin: 'https://evil.example' })).status).toBe(403)
    expect((await send({ 'x-nucleus-client': '1' })).status).toBe(204)
  })

  test('a wrong offset, which changes nothing', async () => {
    const { file } = await begin(alice, channel, 10)
    await patch(alice, file.id, 0, Buffer.from('12345'))
    for (const offset of [0, 4, 6, 10]) {
      expect(await patch(alice, file.id, offset, Buffer.from('abc'))).toMatchObject({
        status: 409,
        code: 'wrong_offset',
      })
    }
    await patch(alice, file.id, 5, Buffer.from('67890'))
    await decided(alice, file.id)
    expect((await bytesOf(alice, file.id)).toString()).toBe('1234567890')
  })

  test('more bytes than were announced, and what does not speak tus', async () => {
    const { file } = await begin(alice, channel, 4)
    expect(await patch(alice, file.id, 0, Buffer.from('12345'))).toMatchObject({
      status: 413,
      code: 'too_large',
    })
    const plain = { 'content-type': 'application/json' }
    expect((await patch(alice, file.id, 0, Buffer.from('{}'), plain)).status).toBe(400)
    expect((await patch(alice, file.id, 0, Buffer.from('1234'), { 'tus-resumable': '0.2.2' })).status).toBe(
      400,
    )
    expect((await head(alice, file.id)).offset).toBe(0)
  })

  test('a second request while bytes come over the first, and lets neither disturb the other', async () => {
    const bytes = randomBytes(200_000)
    const { file } = await begin(alice, channel, bytes.length)
    const first = openPatch(alice, file.id, 0, bytes.length)
    await first.write(bytes.subarray(0, 100_000))
    await expect.poll(() => turnsOf(server.context).has(file.id)).toBe(true)
    const second = async (): Promise<{ status: number; code: string | null }> =>
      patch(alice, file.id, 0, bytes)
    expect(await second()).toMatchObject({ status: 423, code: 'upload_busy' })
    expect((await head(alice, file.id)).status).toBe(200)
    await first.write(bytes.subarray(100_000))
    first.end()
    expect(await first.answer).toBe(204)
    await decided(alice, file.id)
    expect((await bytesOf(alice, file.id)).equals(bytes)).toBe(true)
  })

  test('all but one of those that have waited for a silent one', { timeout: 20_000 }, async () => {
    const bytes = randomBytes(300_000)
    const { file } = await begin(alice, channel, bytes.length)
    const silent = openPatch(alice, file.id, 0, bytes.length)
    silent.answer.catch(() => {})
    await silent.write(bytes.subarray(0, 100_000))
    const silentFor = () =>
      performance.now() - (turnsOf(server.context).get(file.id)?.heardAtMs ?? Number.NaN)
    await expect.poll(silentFor, { timeout: 10_000 }).toBeGreaterThan(3000)
    const others = [0, 1, 2, 3].map(() => openPatch(alice, file.id, 100_000, 200_000))
    for (const other of others) await other.write(bytes.subarray(100_000, 200_000)).catch(() => {})
    for (const other of others) {
      await other.write(bytes.subarray(200_000)).catch(() => {})
      other.end()
    }
    const answers = await Promise.allSettled(others.map(({ answer }) => answer))
    const taken = answers.filter((one) => one.status === 'fulfilled' && one.value === 204)
    expect(taken.length).toBe(1)
    expect((await decided(alice, file.id)).state).toBe('ready')
    expect((await bytesOf(alice, file.id)).equals(bytes)).toBe(true)
  })

  test('who has left the channel meanwhile', async () => {
    const carla = await server.invite()
    await alice.call('channels.invite', { channelId: channel, personIds: [carla.personId] })
    const { file } = await begin(carla, channel, 10)
    expect((await patch(carla, file.id, 0, Buffer.from('12345'))).status).toBe(204)
    await alice.call('channels.remove', { channelId: channel, personId: carla.personId })
    expect(await patch(carla, file.id, 5, Buffer.from('67890'))).toMatchObject({
      status: 404,
      code: 'not_found',
    })
  })
})

describe('an upload that was given up', () => {
  test('takes no more bytes, and its room is free', async () => {
    const { file } = await begin(alice, channel, 10)
    await patch(alice, file.id, 0, Buffer.from('12345'))
    const answer = await fetch(alice.url + uploadPath(file.id), {
      method: 'DELETE',
      headers: { authorization: `Bearer ${alice.token}`, 'tus-resumable': '1.0.0' },
    })
    expect(answer.status).toBe(204)
    expect((await patch(alice, file.id, 5, Buffer.from('67890'))).status).toBe(404)
    expect(await refused(alice.send(channel, 'with it', { fileIds: [file.id] }))).toBe('not_found')
  })
})
