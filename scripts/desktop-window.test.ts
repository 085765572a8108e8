// The window beside a server: when it opens, with what, and when it ends. Electron is a shell script here that writes down how
// it was started.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const root = new URL('..', import.meta.url)

describe('the desktop app beside a server', () => {
  let folder = ''
  let server: Server
  let address = ''
  let status = 503
  let asked = 0
  const children: ChildProcess[] = []

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nucleus-window-'))
    status = 503
    asked = 0
    server = createServer((request, response) => {
      if (request.url === '/api/health') asked += 1
      response.writeHead(status).end()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    address = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  })
  afterEach(async () => {
    for (const child of children.splice(0))
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
    server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text, { mode: 0o755 })
    return join(folder, name)
  }
  const electron = (then: string) =>
    file('electron', `#!/bin/sh\necho "$@" >> ${join(folder, 'started')}\n${then}\n`)
  const runsOn = `trap 'echo ended >> ${'$0'}.ended; exit 0' TERM\nwhile :; do sleep 0.05; done`
  const starts = () =>
    existsSync(join(folder, 'started'))
      ? readFileSync(join(folder, 'started'), 'utf8').trim().split('\n')
      : []
  const open = (args: string[], settings: Record<string, string> = {}) => {
    const child = spawn(process.execPath, ['scripts/desktop-window.ts', ...args], {
      cwd: root,
      stdio: 'pipe',
      env: { ...process.env, PORT: new URL(address).port, HOST: '127.0.0.1', ...settings },
    })
    children.push(child)
    return child
  }
  const codeOf = async (child: ChildProcess) => (await once(child, 'exit'))[0]

  test('opens when the server answers, at its address, and ends as the app does', async () => {
    const child = open([`--electron=${electron('exit 3')}`, `--server=${address}`, '--main=/built/main.js'])
    await expect.poll(() => asked, { timeout: 10_000 }).toBeGreaterThan(1)
    expect(starts()).toEqual([])
    status = 200
    expect(await codeOf(child)).toBe(3)
    expect(starts()).toEqual([`/built/main.js --server=${address}`])
  })

  test('without an address it takes that of this checkout’s settings', async () => {
    status = 200
    const child = open([`--electron=${electron('exit 0')}`], { PUBLIC_URL: 'https://chat.example.org' })
    expect(await codeOf(child)).toBe(0)
    expect(starts()).toEqual([
      expect.stringMatching(/dist\/desktop\/main\.js --server=https:\/\/chat\.example\.org$/),
    ])
  })

  test('is ended with the script', async () => {
    status = 200
    const child = open([`--electron=${electron(runsOn)}`, `--server=${address}`])
    await expect.poll(starts, { timeout: 10_000 }).toHaveLength(1)
    child.kill('SIGTERM')
    expect(await codeOf(child)).toBe(0)
    expect(existsSync(join(folder, 'electron.ended'))).toBe(true)
  })

  test('in development it starts again when it was built again', async () => {
    status = 200
    const main = file('main.js', 'one')
    const child = open([`--electron=${electron(runsOn)}`, `--server=${address}`, `--main=${main}`, '--watch'])
    await expect.poll(starts, { timeout: 10_000 }).toHaveLength(1)
    let version = 0
    // The first look at the file may come later than the start.
    const again = async () => {
      version += 1
      file('main.js', `${version} times built`)
      return starts().length
    }
    await expect.poll(again, { timeout: 15_000, interval: 700 }).toBeGreaterThan(1)
    expect(existsSync(join(folder, 'electron.ended'))).toBe(true)
    child.kill('SIGTERM')
    expect(await codeOf(child)).toBe(0)
  })

  test('an address that the app would refuse is left to browsers', async () => {
    const child = open([`--electron=${electron('exit 3')}`, '--server=http://chat.example.org'])
    expect(await codeOf(child)).toBe(0)
    expect(starts()).toEqual([])
  })
})

describe('programs that run together', () => {
  const together = async (commands: object[]) => {
    const text = `
      import { runTogether } from './scripts/processes.js'
      process.exitCode = await runTogether(${JSON.stringify(commands)})`
    const child = spawn(process.execPath, ['--input-type=module', '-e', text], { cwd: root, stdio: 'ignore' })
    return (await once(child, 'exit'))[0]
  }
  const shell = (script: string, isBeside?: boolean) => ({
    program: '/bin/sh',
    args: ['-c', script],
    isBeside,
  })

  test('one beside the others may end when it likes, and ends with them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nucleus-beside-'))
    const mark = join(folder, 'ended')
    try {
      expect(await together([shell('sleep 0.6; exit 7'), shell('exit 3', true)])).toBe(7)
      const lasting = shell(`trap 'touch ${mark}; exit 0' TERM; while :; do sleep 0.05; done`, true)
      expect(await together([shell('sleep 0.6; exit 7'), lasting])).toBe(7)
      expect(existsSync(mark)).toBe(true)
      expect(await together([shell('sleep 30'), shell('exit 3')])).toBe(3)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
