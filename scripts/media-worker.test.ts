// Setup's way to a media worker, with a cache folder of its own, a release page on this machine, and no compiler.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findWorkerBinary } from '../server/media/worker-binary.ts'
import { cachedWorker, prebuiltWorker } from '../server/media/worker-place.js'

const program = `
  import { provideMediaWorker } from './scripts/media-worker.js'
  try {
    console.log(JSON.stringify({ result: await provideMediaWorker(process.execPath, () => {}) }))
  } catch (error) {
    console.log(JSON.stringify({ kind: error.constructor.name, sentence: error.message }))
  }`

const binary = findWorkerBinary()
const hasPrebuilt = binary === prebuiltWorker()

describe('setup’s media worker', () => {
  let folder = ''
  let release: Server | undefined
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nucleus-provide-'))
  })
  afterEach(() => {
    release?.close()
    release = undefined
    rmSync(folder, { recursive: true, force: true })
  })

  const write = (path: string, text: string) => {
    // Never into the real cache.
    expect(path.startsWith(folder)).toBe(true)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    chmodSync(path, 0o755)
    return path
  }
  /** Runs that step as setup does; nothing is compiled or installed here. */
  const provide = async (env: Record<string, string>) => {
    // A system where these packages are missing and can't be had.
    write(join(folder, 'bin', 'dpkg-query'), '#!/bin/sh\necho "g++ installed"\n')
    write(join(folder, 'bin', 'apt-get'), '#!/bin/sh\nexit 1\n')
    const { MEDIASOUP_WORKER_BIN: _, ...rest } = process.env
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      env: { ...rest, XDG_CACHE_HOME: folder, PATH: `${join(folder, 'bin')}:${process.env.PATH}`, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
    })
    await once(child, 'close')
    return JSON.parse(said)
  }
  const cached = () => cachedWorker({ XDG_CACHE_HOME: folder })
  const leftovers = () =>
    readdirSync(join(folder, 'nucleus', 'media-worker')).filter((name) => /^making-/.test(name))
  const releaseOf = async (worker: string) => {
    spawnSync('tar', ['-czhf', join(folder, 'worker.tgz'), '-C', dirname(worker), 'mediasoup-worker'])
    const archive = readFileSync(join(folder, 'worker.tgz'))
    const asked: string[] = []
    release = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.end(archive)
    }).listen(0, '127.0.0.1')
    await once(release, 'listening')
    const { port } = release.address() as { port: number }
    return { asked, env: { MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL: `http://127.0.0.1:${port}` } }
  }

  test('a named one that is missing or does not run stops it with a sentence', async () => {
    expect(await provide({ MEDIASOUP_WORKER_BIN: '/nowhere/worker' })).toEqual({
      kind: 'Stop',
      sentence: 'MEDIASOUP_WORKER_BIN names /nowhere/worker, which is not a program.',
    })
    expect(await provide({ MEDIASOUP_WORKER_BIN: '/bin/true' })).toMatchObject({
      kind: 'Stop',
      sentence: expect.stringContaining('does not run'),
    })
  })

  test.skipIf(hasPrebuilt)(
    'offline and without the packages it says which, and leaves nothing behind',
    async () => {
      const broken = write(cached(), '#!/bin/sh\nexit 1\n')
      const { asked, env } = await releaseOf(broken)
      expect(await provide({ ...env, NUCLEUS_OFFLINE: '1' })).toEqual({
        kind: 'NoWorker',
        sentence: expect.stringMatching(
          /without cmake, ninja-build, .* as root: apt-get update && apt-get install -y .*libuv1-dev$/,
        ),
      })
      expect(asked).toEqual([])
      expect(leftovers()).toEqual([])
    },
  )

  test.skipIf(!binary || hasPrebuilt)('one that runs in the cache stays', async () => {
    rmSync(write(cached(), ''))
    symlinkSync(binary ?? '', cached())
    expect(await provide({})).toEqual({ result: false })
  })

  test.skipIf(!binary || hasPrebuilt)(
    'two at once each download the official one, and either may win',
    async () => {
      const { asked, env } = await releaseOf(binary ?? '')
      expect(await Promise.all([provide(env), provide(env)])).toEqual([
        { result: 'downloaded' },
        { result: 'downloaded' },
      ])
      expect(asked[0]).toMatch(/^\/(\d+\.\d+\.\d+)\/mediasoup-worker-\1-\w+-\w+(-kernel\d+)?\.tgz$/)
      expect(leftovers()).toEqual([])
      expect(await provide({ NUCLEUS_OFFLINE: '1' })).toEqual({ result: false })
    },
  )

  test.skipIf(hasPrebuilt)('a downloaded one that does not run here is not kept', async () => {
    const { env } = await releaseOf(write(join(folder, 'mediasoup-worker'), '#!/bin/sh\nexit 1\n'))
    expect(await provide(env)).toMatchObject({ kind: 'NoWorker' })
    expect(findWorkerBinary({ XDG_CACHE_HOME: folder })).toBeNull()
  })
})
