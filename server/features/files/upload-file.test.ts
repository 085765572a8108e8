import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChannelId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'
import { begin, head, patch, read, upload } from '../../test/upload.ts'

let server: TestApp
let alice: Client
let bob: Client
let channel: ChannelId

beforeAll(async () => {
  server = await startTestApp()
  alice = server.owner
  bob = await server.invite()
  channel = (
    await alice.call('channels.create', { kind: 'private', name: 'talk', memberIds: [bob.personId] })
  ).joined.channel.id
})
afterAll(() => server.stop())

describe('an upload', () => {
  test('in one piece comes back as it was', async () => {
    const bytes = randomBytes(300_000)
    const file = await upload(alice, channel, bytes)
    expect(file).toMatchObject({ state: 'ready', kind: 'other', size: bytes.length })
    const answer = await read(alice, file.id)
    expect(answer.status).toBe(200)
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
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
    expect(at).toBe(bytes.length)
  })
})
