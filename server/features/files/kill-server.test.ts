import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChannelId } from '../../../contract/ids.ts'
import { createContext } from '../../app.ts'
import { readConfig } from '../../core/config.ts'
import { testPassword } from '../../test/app.ts'
import { ask, Client } from '../../test/client.ts'
import {
  freePort,
  type OwnDatabase,
  type ServerProcess,
  startDatabase,
  startServer,
} from '../../test/server-process.ts'
import { begin, decided, head, openPatch, patch, read } from '../../test/upload.ts'
import { ensureSetupToken } from '../workspace/service.ts'

let database: OwnDatabase
let server: ServerProcess
let alice: Client
let channel: ChannelId

const folder = mkdtempSync(join(tmpdir(), 'nucleus-kill-'))
const settings = { SWEEP_INTERVAL_MS: '200', NUCLEUS_DATA: folder }
const start = async () => startServer(database.url, server?.port ?? (await freePort()), settings)

/** The server makes a token of its own a moment after it listens, once: that one takes ours away. */
const createWorkspace = () => tryToCreate().catch(tryToCreate)

async function tryToCreate(): Promise<Client> {
  const context = createContext(readConfig({ LOG_LEVEL: 'silent', NUCLEUS_DATA: folder }), database.url)
  const token = (await ensureSetupToken(context)) ?? ''
  await context.db.$disconnect()
  const owner = { name: 'Alice', email: 'alice@example.org', password: testPassword, as: 'token' } as const
  return new Client(
    server.url,
    await ask(server.url, 'workspace.create', { token, workspaceName: 'Test', ...owner }),
  )
}

beforeAll(async () => {
  database = await startDatabase()
  server = await start()
  alice = await createWorkspace()
  channel = (await alice.call('channels.create', { kind: 'private', name: 'talk' })).joined.channel.id
})
afterAll(async () => {
  await server?.stop()
  await database?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

test('a server that is killed in the middle of an upload, again and again, loses no byte it has acknowledged', {
  timeout: 120_000,
}, async () => {
  const bytes = randomBytes(40_000_000)
  const { file } = await begin(alice, channel, bytes.length, 'large.bin')
  let offset = 0
  for (const kill of [1, 2, 3]) {
    const sending = openPatch(alice, file.id, offset, bytes.length - offset)
    const goal = offset + 9_000_000 + kill * 77_777
    for (let at = offset; at < goal; at += 500_000)
      await sending.write(bytes.subarray(at, Math.min(goal, at + 500_000)))
    await server.kill()
    sending.cut()
    expect(await sending.answer).toBe(0)
    server = await start()
    const stand = await head(alice, file.id)
    expect(stand.status).toBe(200)
    expect(stand.offset).toBeGreaterThanOrEqual(offset)
    expect(stand.offset).toBeLessThanOrEqual(goal)
    // What is said to be here stays here.
    expect((await head(alice, file.id)).offset).toBe(stand.offset)
    offset = stand.offset
  }
  expect(offset).toBeGreaterThan(0)
  expect(await patch(alice, file.id, offset, bytes.subarray(offset))).toMatchObject({ status: 204 })
  await decided(alice, file.id)
  expect(hash(new Uint8Array(await (await read(alice, file.id)).arrayBuffer()))).toBe(hash(bytes))
})

test('a server that is killed while it looks at files goes on with them', { timeout: 60_000 }, async () => {
  const begun = await Promise.all(
    Array.from({ length: 10 }, (_, index) => begin(alice, channel, 20, `${index}.txt`)),
  )
  await Promise.all(begun.map(({ file }) => patch(alice, file.id, 0, Buffer.from('twenty letters of it'))))
  await server.kill()
  server = await start()
  for (const { file } of begun)
    expect(await decided(alice, file.id)).toMatchObject({ state: 'ready', kind: 'text' })
})

test('a server that is killed right after an erasure takes the bytes away when it is back', {
  timeout: 60_000,
}, async () => {
  const { file } = await begin(alice, channel, 3_000_000)
  await patch(alice, file.id, 0, randomBytes(3_000_000))
  await decided(alice, file.id)
  await alice.call('files.cancel', { fileId: file.id })
  await server.kill()
  server = await start()
  await expect
    .poll(() => readdirSync(folder, { recursive: true }).filter((name) => String(name).includes(file.id)), {
      timeout: 10_000,
    })
    .toEqual([])
  expect((await read(alice, file.id)).status).toBe(404)
})
