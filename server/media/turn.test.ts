// Credentials and turnserver.conf against Debian's own coturn: it lets in whom we sign, and only to the media server.
import { type ChildProcess, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { provideDebianProgram } from '../test/debian-program.ts'
import { freePort } from '../test/server-process.ts'
import { type Credentials, openTurn } from '../test/turn-client.ts'
import { iceServersFor, turnCredentials } from './turn.ts'
import { turnServerConf } from './turn-server-conf.ts'

describe('TURN credentials', () => {
  test('are those that the same computation by another program gives', () => {
    // printf '1433895918:seat_1' | openssl dgst -sha1 -hmac 'north-star-secret' -binary | base64
    const made = turnCredentials(
      { secret: 'north-star-secret', ttlSeconds: 86_400 },
      1_433_809_518_999,
      'seat_1',
    )
    expect(made).toEqual({ username: '1433895918:seat_1', credential: 'iKsCMFqfBKZGuUIjIbMw0vTFtm0=' })
  })

  test('go with all TURN addresses, and there are none without a TURN server', () => {
    const turnUrls = ['turn:turn.example.org:3478?transport=udp', 'turns:turn.example.org:443?transport=tcp']
    const settings = { turnUrls, turnSecret: 'north-star-secret', turnTtlSeconds: 60 }
    expect(iceServersFor(settings, 'seat_1', 0)).toEqual([
      { urls: turnUrls, username: '60:seat_1', credential: expect.any(String) },
    ])
    expect(iceServersFor({ ...settings, turnUrls: [] }, 'seat_1', 0)).toEqual([])
  })
})

const coturn = provideDebianProgram('turnserver', 'coturn', ['--version'])

if ('reason' in coturn) {
  describe(`coturn with the conf from the settings (skipped: ${coturn.reason})`, () =>
    test.skip(coturn.reason, () => {}))
} else {
  describe('coturn with the conf from the settings', () => {
    // With everything that a conf file might read otherwise.
    const secret = String.raw`0123#abc=\def%;g`
    const folder = mkdtempSync(join(tmpdir(), 'nucleus-turn-'))
    let port = 0
    let server: ChildProcess | undefined

    /** Another program may take the port in between: then coturn ends, and gets another. */
    const startCoturn = async (attempt = 1): Promise<void> => {
      port = await freePort()
      const conf = turnServerConf({
        turnUrls: [`turn:127.0.0.1:${port}?transport=udp`, `turn:127.0.0.1:${port}?transport=tcp`],
        turnSecret: secret,
        publicUrl: 'https://chat.example.org',
        peers: ['127.0.0.1'],
        listen: '127.0.0.1',
      })
      const file = join(folder, 'turnserver.conf')
      writeFileSync(file, conf, { mode: 0o600 })
      const args = ['-c', file, '--pidfile', join(folder, 'turnserver.pid')]
      const started = spawn(coturn.binary, args, { cwd: folder, stdio: 'ignore' })
      server = started
      const gone = new Promise<'gone'>((done) => started.once('exit', () => done('gone')))
      const open = () => openTurn('tcp', port, { username: '', credential: '' })
      const ready = vi.waitFor(async () => (await open()).close(), { timeout: 20_000 })
      const first = await Promise.race([ready, gone])
      if (first !== 'gone') return
      await ready.catch(() => {})
      if (attempt === 3) throw new Error('coturn does not stay up')
      await startCoturn(attempt + 1)
    }
    beforeAll(() => startCoturn(), 90_000)
    afterAll(async () => {
      const ended = new Promise((done) => server?.once('exit', done))
      server?.kill('SIGKILL')
      await ended
      rmSync(folder, { recursive: true, force: true })
    })

    const signed = (ttlSeconds: number, nowMs = Date.now()) =>
      turnCredentials({ secret, ttlSeconds }, nowMs, 'seat_1')
    const tryWith = async (transport: 'udp' | 'tcp', credentials: Credentials) => {
      const turn = await openTurn(transport, port, credentials)
      return turn.allocate().finally(turn.close)
    }

    test.each(['udp', 'tcp'] as const)('lets our credentials allocate over %s', async (transport) => {
      expect(await tryWith(transport, signed(60))).toBe('success')
    })

    test('refuses credentials that have ended', async () => {
      expect(await tryWith('udp', signed(60, Date.now() - 120_000))).toBe(401)
    })

    test('refuses credentials signed with another secret', async () => {
      const forged = turnCredentials({ secret: 'another secret!!', ttlSeconds: 60 }, Date.now(), 'seat_1')
      expect(await tryWith('udp', forged)).toBe(401)
      expect(await tryWith('tcp', forged)).toBe(401)
    })

    test('refuses credentials whose end was moved', async () => {
      const { credential } = signed(60)
      const { username } = signed(3600)
      expect(await tryWith('udp', { username, credential })).toBe(401)
    })

    test('carries to the media server and to nobody else', async () => {
      const peer = createSocket('udp4')
      await new Promise<void>((done) => peer.bind(0, '127.0.0.1', done))
      const heard = new Promise<string>((done) => peer.once('message', (data) => done(data.toString())))
      const turn = await openTurn('tcp', port, signed(60))
      try {
        await turn.allocate()
        for (const address of ['10.1.2.3', '192.168.0.1', '169.254.169.254', '203.0.113.7'])
          expect(await turn.permit(address)).toBe(403)
        expect(await turn.permit('127.0.0.1')).toBe('success')
        turn.relay('127.0.0.1', peer.address().port, 'hello')
        expect(await heard).toBe('hello')
      } finally {
        turn.close()
        peer.close()
      }
    })
  })
}
