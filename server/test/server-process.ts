// A server of the caller's own, for browser tests and benchmarks: its own Postgres in a temporary folder, its own
// process, so that load and server can be told apart and the server can be killed.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type RunningPostgres, startPostgres } from '../core/embedded-postgres.ts'
import { migrate } from '../core/migrate.ts'

const serverFile = fileURLToPath(new URL('../index.ts', import.meta.url))

export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const { port } = probe.address() as { port: number }
  await new Promise((done) => probe.close(done))
  return port
}

/** Files of a database's servers, so that one that is started again finds them. */
const filesFolders = new Map<string, string>()

export type OwnDatabase = { url: string; stop: () => Promise<void> }

/** A fresh Postgres with the product's own settings, fsync included. */
export async function startDatabase(): Promise<OwnDatabase> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'nucleus-own-'))
  const postgres: RunningPostgres = await startPostgres({ dataFolder })
  // A caller that dies of an error leaves nothing behind.
  const end = () => void process.kill(postgres.pid, 'SIGINT')
  process.once('exit', end)
  await migrate(postgres.url)
  filesFolders.set(postgres.url, mkdtempSync(join(tmpdir(), 'nucleus-files-')))
  return {
    url: postgres.url,
    async stop() {
      process.off('exit', end)
      await postgres.stop()
      rmSync(dataFolder, { recursive: true, force: true })
      rmSync(filesFolders.get(postgres.url) ?? '', { recursive: true, force: true })
    },
  }
}

export type ServerProcess = {
  url: string
  port: number
  pid: number
  kill: () => Promise<void>
  stop: () => Promise<void>
}

async function waitUntilReady(url: string, child: ChildProcess, output: () => string) {
  const until = performance.now() + 60_000
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${output()}`)
    const isReady = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(2000) }).then(
      (answer) => answer.ok,
      () => false,
    )
    if (isReady) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('the server was not ready in 60 s')
}

/** Starts the real server on a port and waits until it is ready. `args`: as after `npm start --`. */
export async function startServer(
  databaseUrl: string,
  port: number,
  settings: Record<string, string> = {},
  args: string[] = [],
): Promise<ServerProcess> {
  const env = {
    ...process.env,
    ...(filesFolders.has(databaseUrl) ? { NUCLEUS_DATA: filesFolders.get(databaseUrl) } : {}),
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    LOG_LEVEL: 'error',
    RATE_LIMIT_FACTOR: '100000',
    MEDIA_PORT: '0',
    MEDIA_WORKERS: '1',
    ...settings,
  }
  const child = spawn(process.execPath, [serverFile, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (output = (output + chunk).slice(-4000)))
  const end = () => void child.kill('SIGKILL')
  process.once('exit', end)
  const gone = new Promise<void>((resolve) =>
    child.once('exit', () => {
      process.off('exit', end)
      resolve()
    }),
  )
  const url = `http://127.0.0.1:${port}`
  await waitUntilReady(url, child, () => output)
  const signalled = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await gone
  }
  return {
    url,
    port,
    pid: child.pid as number,
    kill: () => signalled('SIGKILL'),
    stop: () => signalled('SIGTERM'),
  }
}

/** One gauge of the server's own /metrics. */
export async function readMetric(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${name} `))
  if (!line) throw new Error(`no metric ${name}`)
  return Number(line.split(' ')[1])
}
