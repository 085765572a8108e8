import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, peek, serverPages, startApp } from '../../test/app.ts'
import { desk } from '../../test/stand-in/desk.ts'

const folder = mkdtempSync(join(tmpdir(), 'nucleus-trust-'))
const file = (name: string) => join(folder, name)
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
const closers: (() => void)[] = []

/** A company's authority, one between, and what these sign. */
function makeAuthority(): void {
  const key = (name: string) => ['-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`]
  openssl('req', '-x509', ...key('root'), '-out', 'root.pem', '-days', '30', '-subj', '/CN=Tern Root')
  openssl('req', ...key('between'), '-out', 'between.csr', '-subj', '/CN=Tern Between')
  writeFileSync(file('ca.ext'), 'basicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign,cRLSign\n')
  const sign = (name: string, by: string, extensions: string, ...more: string[]) =>
    openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-CA',
      `${by}.pem`,
      '-CAkey',
      `${by}.key`,
      '-CAcreateserial',
      '-out',
      `${name}.pem`,
      '-extfile',
      extensions,
      ...more,
    )
  sign('between', 'root', 'ca.ext', '-days', '30')
  const leaf = (name: string, host: string, by: string, ...more: string[]) => {
    openssl('req', ...key(name), '-out', `${name}.csr`, '-subj', `/CN=${host}`)
    writeFileSync(file(`${name}.ext`), `basicConstraints=CA:FALSE\nsubjectAltName=DNS:${host}\n`)
    sign(name, by, `${name}.ext`, ...more)
    // The chain as a server sends it.
    writeFileSync(
      file(`${name}.chain`),
      readFileSync(file(`${name}.pem`), 'utf8') + readFileSync(file(`${by}.pem`), 'utf8'),
    )
  }
  leaf('good', 'localhost', 'between', '-days', '30')
  leaf('named', 'other.example', 'between', '-days', '30')
  // Signed by what is no authority.
  leaf('forged', 'localhost', 'good', '-days', '30')
  openssl(
    'req',
    '-x509',
    ...key('self'),
    '-out',
    'self.pem',
    '-days',
    '30',
    '-subj',
    '/CN=localhost',
    '-addext',
    'subjectAltName=DNS:localhost',
  )
  openssl(
    'req',
    '-x509',
    ...key('self2'),
    '-out',
    'self2.pem',
    '-days',
    '30',
    '-subj',
    '/CN=localhost',
    '-addext',
    'subjectAltName=DNS:localhost',
  )
}

async function serve(
  key: string,
  chain: string,
  port = 0,
): Promise<{ origin: string; port: number; close: () => Promise<void> }> {
  const server = createServer(
    { key: readFileSync(file(`${key}.key`)), cert: readFileSync(file(chain)) },
    (_request, response) => response.end(JSON.stringify(peek)),
  )
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  closers.push(() => void close())
  const { port: given } = server.address() as AddressInfo
  return { origin: `https://localhost:${given}`, port: given, close }
}

const reason =
  spawnSync('openssl', ['version']).status === 0 ? '' : 'openssl makes the certificates, and is not here'
const why = reason && ` (skipped: ${reason})`

beforeAll(() => {
  if (!reason) makeAuthority()
})
afterAll(() => {
  for (const close of closers) close()
})

async function connect(origin: string, extraCertificates?: string) {
  const app = startApp({ managed: extraCertificates ? { extraCertificates } : {} })
  await ask(app.window.webContents, 'servers.connect', { address: origin })
  return { ...app, now: await app.view() }
}

describe.skipIf(reason !== '')(`a company’s own authority${why}`, () => {
  test('is believed when IT named its file, through the one between', async () => {
    const { origin } = await serve('good', 'good.chain')
    expect((await connect(origin)).now.cover).toMatchObject({ problem: 'certificateUnknown' })
    expect((await connect(origin, file('root.pem'))).now).toMatchObject({ active: origin })
  })

  test('is not believed for another name, nor for what a server’s certificate signed', async () => {
    const named = await serve('named', 'named.chain')
    expect((await connect(named.origin, file('root.pem'))).now.servers).toEqual([])
    writeFileSync(
      file('forged.whole'),
      readFileSync(file('forged.chain'), 'utf8') + readFileSync(file('between.pem'), 'utf8'),
    )
    const forged = await serve('forged', 'forged.whole')
    expect((await connect(forged.origin, file('root.pem'))).now.servers).toEqual([])
  })

  test('a file that is not there or broken is told of, and changes nothing', async () => {
    const { origin } = await serve('good', 'good.chain')
    writeFileSync(file('broken.pem'), '-----BEGIN CERTIFICATE-----\nbm8=\n-----END CERTIFICATE-----\n')
    for (const name of ['none.pem', 'broken.pem'])
      expect((await connect(origin, file(name))).now.cover).toMatchObject({ problem: 'certificateUnknown' })
  })
})

describe.skipIf(reason !== '')(`a certificate that nobody vouches for${why}`, () => {
  test('is shown, and believed only when this very one was chosen; the choice is remembered', async () => {
    const { origin } = await serve('self', 'self.pem')
    const { window, view, folder, now } = await connect(origin)
    const shown = now.cover?.kind === 'problem' ? now.cover.certificate : null
    expect(shown).toMatchObject({ subject: 'localhost', issuer: 'localhost' })
    expect(shown?.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
    await ask(window.webContents, 'servers.trust', { origin, fingerprint: 'AB:CD' })
    await expect
      .poll(async () => (await view()).cover)
      .toMatchObject({ kind: 'problem', problem: 'certificateUnknown' })
    await ask(window.webContents, 'servers.trust', { origin, fingerprint: shown?.fingerprint ?? '' })
    await expect.poll(async () => (await view()).active).toBe(origin)
    expect(desk.done.some((line) => line.startsWith('session.closeAllConnections'))).toBe(true)

    const again = startApp({ folder })
    await expect.poll(() => serverPages()[0]?.url).toBe(`${origin}/`)
    const proc = serverPages()[0]?.session.verify
    expect(proc).toBeTypeOf('function')
    expect(await again.view()).toMatchObject({ active: origin })
  })

  test('another one for the same host is not believed', async () => {
    const first = await serve('self', 'self.pem')
    const { window, view, now } = await connect(first.origin)
    const shown = now.cover?.kind === 'problem' ? now.cover.certificate : null
    await ask(window.webContents, 'servers.trust', {
      origin: first.origin,
      fingerprint: shown?.fingerprint ?? '',
    })
    await expect.poll(async () => (await view()).active).toBe(first.origin)
    await first.close()
    await serve('self2', 'self2.pem', first.port)
    serverPages()[0]?.emit('did-fail-load', {}, -202, 'ERR_CERT_AUTHORITY_INVALID', first.origin, true)
    await expect.poll(async () => (await view()).cover).toMatchObject({ problem: 'certificateUnknown' })
    const cover = (await view()).cover
    expect(cover?.kind === 'problem' && cover.certificate?.fingerprint).not.toBe(shown?.fingerprint)
  })
})
