// The database that comes with Nucleus: a real Postgres in the data folder, started and stopped with the server.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { isDataFolderLocked, lockDataFolder } from './data-folder-lock.ts'
import { type Cluster, databaseUser, postgresEnvironment, prepareCluster } from './postgres-cluster.ts'
import { endOrphan, endPostmaster, endWithUs, readPostmaster } from './postgres-process.ts'
import { postgresSettings } from './postgres-settings.ts'

export type PostgresOptions = {
  dataFolder: string
  log?: (line: string) => void
  /** Over the tuned ones; for tests. */
  settings?: Record<string, string>
  /** How often the data folder's lock says that its holder lives; for tests. */
  beatMs?: number
}

export type RunningPostgres = {
  /** postgresql://… of the database `nucleus`, with its password: never log it. */
  url: string
  pid: number
  /** Resolves when Postgres is gone, asked or not. */
  gone: Promise<void>
  /** Open transactions are rolled back, everything committed is on the disk, the process is gone. */
  stop: () => Promise<void>
}

const attempts = 5

/**
 * Starts Postgres in the data folder, creating it at first, and answers when the database `nucleus` takes
 * connections. Recovers from a killed earlier run; throws a sentence where another Nucleus has the folder. When another
 * one takes the folder later on, because this process was not heard for half a minute, Postgres is killed.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const log = options.log ?? (() => undefined)
  const folder = resolve(options.dataFolder)
  const lock = await lockDataFolder(folder, { log, beatMs: options.beatMs })
  try {
    const prepared = prepareCluster(folder)
    await endOrphan(prepared.cluster, log)
    void lock.lost.then(() => log('The data folder is not ours any more: Postgres is killed here.'))
    const settings = { ...postgresSettings, ...options.settings }
    const { child, pid, port } = await launch(prepared, settings, lock.lost)
    const gone = new Promise<void>((done) => child.once('exit', () => done()))
    const url = `postgresql://${databaseUser}:${prepared.password}@127.0.0.1:${port}/nucleus`
    let stopping: Promise<void> | undefined
    const stop = () => {
      // Not released where it did not end: another host would start a second one.
      stopping ??= end(prepared, pid).then(lock.release)
      return stopping
    }
    await ensureDatabase(url).catch(async (error: unknown) => {
      await stop()
      throw error
    })
    return { url, pid, gone, stop }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** The address of the database that a running server has started in this folder; null: none runs. Never log it. */
export function runningPostgres(dataFolder: string): string | null {
  const folder = resolve(dataFolder)
  if (!isDataFolderLocked(folder)) return null
  const read = (name: string) => readFileSync(join(folder, name), 'utf8').trim()
  return `postgresql://${databaseUser}:${read('postgres-password')}@127.0.0.1:${read('postgres-port')}/nucleus`
}

type Launched = { child: ChildProcess; pid: number; port: number }

// More than one attempt: the port may be taken in between, and after a kill -9 the old backends need a moment to go.
async function launch(
  prepared: Cluster,
  settings: Record<string, string>,
  lost: Promise<void>,
): Promise<Launched> {
  const portFile = join(prepared.folder, 'postgres-port')
  let wanted = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const port = (await freePort(wanted)) ?? (await freePort(0)) ?? 0
    const child = spawnPostgres(prepared, { ...settings, port: String(port) })
    endWithUs(child)
    // Killed, not asked: at an orderly end it would remove postmaster.pid, which is the other one's by now.
    void lost.then(() => child.kill('SIGKILL'))
    const pid = await untilReady(child, prepared.cluster)
    if (pid !== undefined) {
      writeFileSync(portFile, String(port))
      return { child, pid, port }
    }
    wanted = attempt < 3 ? port : 0
    await wait(200 * attempt)
  }
  throw new Error(`Postgres does not start: ${lastWords(prepared)}`)
}

function spawnPostgres(
  { programs, cluster, account, folder }: Cluster,
  settings: Record<string, string>,
): ChildProcess {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // A file, not a pipe: Postgres must be able to write to it also when this process was killed.
  const output = openSync(join(folder, 'postgres-start.log'), 'w', 0o600)
  const child = spawn(programs.postgres, ['-D', cluster, ...flags], {
    ...account,
    cwd: '/',
    env: postgresEnvironment(),
    stdio: ['ignore', output, output],
    // Its own process group: Ctrl-C goes to the server, which ends its work first and Postgres last.
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  closeSync(output)
  child.once('error', () => undefined)
  child.unref()
  return child
}

/** The process number once connections are taken; undefined when the process ended instead. */
async function untilReady(child: ChildProcess, cluster: string): Promise<number | undefined> {
  while (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const postmaster = readPostmaster(cluster)
    if (postmaster?.pid === child.pid && postmaster.isReady) return child.pid
    await wait(20)
  }
  return undefined
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.replace(/nucleus$/, 'postgres') })
  await client.connect()
  try {
    const found = await client.query(`SELECT 1 FROM pg_database WHERE datname = 'nucleus'`)
    if (found.rowCount === 0) await client.query('CREATE DATABASE nucleus')
  } finally {
    await client.end()
  }
}

async function end({ programs, cluster, account }: Cluster, pid: number): Promise<void> {
  if (process.platform !== 'win32') return endPostmaster(pid)
  // Windows knows no signals: Postgres's own program asks over its pipe.
  execFileSync(programs.control, ['stop', '-D', cluster, '-m', 'fast', '-w'], { ...account, stdio: 'ignore' })
}

function freePort(port: number): Promise<number | undefined> {
  return new Promise((answer) => {
    const server = createServer()
    server.once('error', () => answer(undefined))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => answer(typeof address === 'object' && address ? address.port : undefined))
    })
  })
}

function lastWords({ folder, cluster }: Cluster): string {
  const logs = join(cluster, 'log')
  const files = [join(folder, 'postgres-start.log')]
  if (existsSync(logs)) files.push(...readdirSync(logs).map((name) => join(logs, name)))
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').split('\n'))
  const fatal = lines.filter((line) => /FATAL|PANIC/.test(line)).sort()
  return `${fatal.at(-1)?.trim() ?? 'it ended without a word'} (its log: ${logs})`
}
