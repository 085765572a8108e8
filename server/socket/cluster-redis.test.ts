// Debian's own redis-server on a free port and in a folder of its own; installed when missing and root may.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from 'redis'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { describeCluster, testCut } from '../test/cluster.ts'

const findRedis = () =>
  ['redis-server', '/usr/bin/redis-server'].find((name) => spawnSync(name, ['--version']).status === 0)

/** The binary, or why there is none. */
function provideRedis(): { binary: string } | { reason: string } {
  const found = findRedis()
  if (found) return { binary: found }
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return { reason: 'redis-server is not installed' }
  try {
    // The postinst would start a service of the system; this needs only the program.
    const quiet = {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
      stdio: 'ignore',
      timeout: 120_000,
    } as const
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'redis-server'], quiet)
  } catch {
    return { reason: 'redis-server is not installed and apt-get could not install it' }
  }
  const installed = findRedis()
  return installed ? { binary: installed } : { reason: 'redis-server was installed but does not run' }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

const redis = provideRedis()

if ('reason' in redis) {
  describe(`two processes that talk through Redis (skipped: ${redis.reason})`, () =>
    test.skip(redis.reason, () => {}))
} else {
  const folder = mkdtempSync(join(tmpdir(), 'nucleus-redis-'))
  let url = ''
  let server: ChildProcess | undefined

  const startRedis = async (port: number) => {
    url = `redis://127.0.0.1:${port}`
    const options = [
      '--port',
      `${port}`,
      '--bind',
      '127.0.0.1',
      '--dir',
      folder,
      '--save',
      '',
      '--appendonly',
      'no',
    ]
    server = spawn(redis.binary, options, { stdio: 'ignore' })
    const client = createClient({ url, socket: { reconnectStrategy: 50 } }).on('error', () => {})
    await client.connect()
    await client.ping()
    client.destroy()
  }
  const stopRedis = async () => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return
    const ended = new Promise((resolve) => server?.once('exit', resolve))
    server.kill('SIGKILL')
    await ended
  }

  beforeAll(async () => startRedis(await freePort()))
  afterAll(async () => {
    await stopRedis()
    rmSync(folder, { recursive: true, force: true })
  })
  const settings = () => ({ CLUSTER: 'redis', REDIS_URL: url })

  describeCluster(
    'two processes that talk through Redis',
    () => ({ ...settings(), SWEEP_INTERVAL_MS: '60000' }),
    true,
  )
  testCut('two processes whose Redis is killed and comes back lose nothing', settings, async () => {
    await stopRedis()
    await startRedis(Number(new URL(url).port))
  })
  testCut('two processes whose Redis is killed for good go on by the sweep', settings, stopRedis)
}
