// The running postmaster as the operating system sees it: is it ours, is it ready, make it go.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isProcess } from './process-alive.ts'

export type Postmaster = { pid: number; port: number; isReady: boolean }

/** What postmaster.pid in this cluster folder says; undefined when there is none. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  try {
    // Lines: pid, folder, start time, port, socket folder, address, shared memory, state.
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Math.abs(Number(lines[0]))
    return pid > 0 ? { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' } : undefined
  } catch {
    return undefined
  }
}

/**
 * Ends what an earlier, killed Nucleus left running on this cluster folder. Only called by the holder of the
 * data folder's lock, so nobody else can be using it: on another host Postgres has ended with its Nucleus (endWithUs).
 */
export async function endOrphan(cluster: string, log: (line: string) => void): Promise<void> {
  const left = readPostmaster(cluster)
  if (!left) return
  if (!isProcess(left.pid) || !isPostmasterOf(left.pid, cluster)) {
    // Postgres itself refuses to start when another program has got that process number since.
    rmSync(join(cluster, 'postmaster.pid'), { force: true })
    return
  }
  log(`Stopping the Postgres (process ${left.pid}) that an earlier run left behind.`)
  await endPostmaster(left.pid)
}

/** Fast shutdown; after ten seconds an immediate one, from which the next start recovers. */
export async function endPostmaster(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!isProcess(pid)) return
    kill(pid, signal)
    const deadline = Date.now() + 10_000
    while (isProcess(pid) && Date.now() < deadline) await wait(20)
  }
}

// Gone between the look and the signal is what was wanted.
function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

// The pipe ends with the process that holds its other end, however that dies; a line says that all is well.
const watch = `read -r line || {
  kill -INT "$1"
  for second in 1 2 3 4 5 6 7 8 9 10; do sleep 1; kill -0 "$1" 2>/dev/null || exit; done
  kill -QUIT "$1"
}`

/**
 * Ends Postgres when this process dies. Another host could neither see a Postgres that goes on nor end it, and would
 * start a second one on the same files. Windows has no such shell: there it goes on until the next start.
 */
export function endWithUs(postgres: ChildProcess): void {
  if (process.platform === 'win32' || postgres.pid === undefined) return
  const watcher = spawn('/bin/sh', ['-c', watch, 'sh', String(postgres.pid)], {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  watcher.once('error', () => undefined)
  watcher.stdin.once('error', () => undefined)
  watcher.unref()
  postgres.once('exit', () => watcher.stdin.end('\n'))
}

function isPostmasterOf(pid: number, cluster: string): boolean {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
    if (process.platform === 'win32') {
      const row = execFileSync('tasklist', ['/fi', `PID eq ${pid}`, '/fo', 'csv', '/nh'], {
        encoding: 'utf8',
      })
      return row.toLowerCase().includes('postgres.exe')
    }
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(cluster)
  } catch {
    return false
  }
}
