import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ChannelId } from '../../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import type { Client } from '../../../test/client.ts'
import { provideDebianProgram } from '../../../test/debian-program.ts'
import { refused } from '../../../test/refused.ts'
import { begin, decided, patch, read, upload } from '../../../test/upload.ts'
import { partsFolderOf } from '../store/stores.ts'

const found = provideDebianProgram('clamd', 'clamav-daemon', ['--version'])
const reason = 'reason' in found ? found.reason : ''

/** Split, so that no scanner takes this file for what it holds. https://www.eicar.org/download-anti-malware-testfile */
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')
const signature = '44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test\n'

describe.skipIf(reason !== '')(`with ClamAV${reason && ` (skipped: ${reason})`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'nucleus-clamd-'))
  const socket = join(folder, 'clamd.ctl')
  let clamd: ChildProcess | null = null
  let server: TestApp
  let alice: Client
  let channel: ChannelId

  async function startScanner(): Promise<void> {
    rmSync(socket, { force: true })
    const child = spawn((found as { binary: string }).binary, ['--config-file', join(folder, 'clamd.conf')], {
      stdio: 'ignore',
    })
    clamd = child
    await vi.waitUntil(() => existsSync(socket) || child.exitCode !== null, { timeout: 30_000 })
    expect(child.exitCode).toBeNull()
  }
  async function stopScanner(): Promise<void> {
    const child = clamd
    if (!child || child.exitCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
  }

  beforeAll(async () => {
    mkdirSync(join(folder, 'signatures'))
    writeFileSync(join(folder, 'signatures', 'test.hdb'), signature)
    const settings = [
      `LocalSocket ${socket}`,
      `DatabaseDirectory ${join(folder, 'signatures')}`,
      'Foreground yes',
      'StreamMaxLength 2M',
      'User root',
    ]
    writeFileSync(join(folder, 'clamd.conf'), `${settings.join('\n')}\n`)
    await startScanner()
    server = await startTestApp({ settings: { CLAMD_SOCKET: socket } })
    alice = server.owner
    channel = (await alice.call('channels.create', { kind: 'private', name: 'talk' })).joined.channel.id
  })
  afterAll(async () => {
    await server.stop()
    await stopScanner()
    rmSync(folder, { recursive: true, force: true })
  })

  test('what it finds nothing in is handed out', async () => {
    const file = await upload(alice, channel, Buffer.from('nothing bad in here'))
    expect(file.state).toBe('ready')
    expect(await (await read(alice, file.id)).text()).toBe('nothing bad in here')
  })

  test('what it finds something in is refused, and nobody gets a byte of it', async () => {
    const used = (await alice.call('files.usage', {})).ownBytes
    const file = await upload(alice, channel, Buffer.from(eicar), 'invoice.pdf')
    expect(file).toMatchObject({ state: 'refused', refusal: 'virus', isInline: false })
    const answer = await read(alice, file.id)
    expect([answer.status, await answer.json()]).toMatchObject([409, { error: { code: 'file_not_ready' } }])
    expect(await refused(alice.send(channel, 'take it', { fileIds: [file.id] }))).toBe('file_not_ready')
    const row = await server.context.db.file.findUnique({ where: { id: file.id } })
    expect(row?.wrappedKey).toBeNull()
    await expect
      .poll(
        async () => (await server.context.db.file.findUnique({ where: { id: file.id } }))?.erasedAt ?? null,
      )
      .not.toBeNull()
    expect(readdirSync(partsFolderOf(server.context)).join()).not.toContain(file.id)
    expect((await alice.call('files.usage', {})).ownBytes).toBe(used)
    await alice.call('files.cancel', { fileId: file.id })
    expect((await alice.call('files.usage', {})).ownBytes).toBe(used)
  })

  test('what is larger than it takes is refused: nothing unscanned leaves', async () => {
    const file = await upload(alice, channel, Buffer.alloc(3 * 1024 * 1024, 'x'))
    expect(file).toMatchObject({ state: 'refused', refusal: 'unscannable' })
  })

  test('while it is away files wait, are handed out to nobody, and go on by themselves', {
    timeout: 60_000,
  }, async () => {
    await stopScanner()
    const { file } = await begin(alice, channel, 7)
    expect((await patch(alice, file.id, 0, Buffer.from('patient'))).status).toBe(204)
    const { message } = await alice.send(channel, 'soon', { fileIds: [file.id] })
    await expect
      .poll(
        async () => (await server.context.db.file.findUnique({ where: { id: file.id } }))?.checkAt ?? null,
      )
      .not.toBeNull()
    expect((await alice.call('files.find', { fileId: file.id })).file.state).toBe('checking')
    expect((await read(alice, file.id)).status).toBe(409)
    await startScanner()
    const ear = await alice.listen()
    const heard = await ear.waitFor('file.changed', (event) => event.file.id === file.id, 30_000)
    expect(heard.event.file).toMatchObject({ state: 'ready', messageId: message.id })
    expect(heard.stream).toBe(`channel:${channel}`)
    ear.close()
    expect((await decided(alice, file.id)).state).toBe('ready')
  })
})
