// Debian's own redis-server on a free port and in a folder of its own; installed when missing and root may.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from 'redis'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { describeCluster, testCut } from '../test/cluster.ts'
import { provideDebianProgram } from '../test/debian-program.ts'
import { freePort } from '../test/server-process.ts'

const redis = provideDebianProgram('redis-server', 'redis-server', ['--version'])

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
