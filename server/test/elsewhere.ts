// Another Nucleus on a data folder: a process of its own, on request where its process numbers mean nothing here.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { PostgresOptions } from '../core/embedded-postgres.ts'

export type Elsewhere = {
  child: ChildProcess
  /** Process number as that Nucleus sees it. */
  postmaster: number
  url: string
  over: Promise<void>
}

/** As two containers on one kernel see each other: not at all. */
const inContainer = [
  ...(process.getuid?.() === 0 ? [] : ['--user', '--map-current-user']),
  ...['--pid', '--fork', '--kill-child', '--mount-proc'],
]

/** Why no process can be hidden from this one on this machine; undefined where it can. */
export function noContainers(): string | undefined {
  const tried = spawnSync('unshare', [...inContainer, 'true'], { encoding: 'utf8' })
  return tried.status === 0 ? undefined : (tried.error?.message ?? tried.stderr.trim())
}

/** Starts Postgres on the folder and stays until it is killed. */
export async function startElsewhere(
  options: Omit<PostgresOptions, 'log'>,
  { isHidden = false } = {},
): Promise<Elsewhere> {
  const module = fileURLToPath(new URL('../core/embedded-postgres.ts', import.meta.url))
  const code = `
    const { startPostgres } = await import(${JSON.stringify(module)})
    const { pid, url } = await startPostgres(${JSON.stringify(options)})
    console.log(JSON.stringify([pid, url]))
    setInterval(() => {}, 1000)`
  const command = [process.execPath, '--input-type=module', '-e', code]
  const [program = '', ...args] = isHidden ? ['unshare', ...inContainer, ...command] : command
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  // A test that fails leaves nothing behind.
  const end = () => void child.kill('SIGKILL')
  process.once('exit', end)
  const over = new Promise<void>((done) =>
    child.once('exit', () => {
      process.off('exit', end)
      done()
    }),
  )
  const line = await new Promise<string>((done, fail) => {
    child.stdout.once('data', (data) => done(String(data)))
    child.once('exit', (exit) => fail(new Error(`the other Nucleus ended with ${exit}`)))
  })
  const [postmaster, url] = JSON.parse(line) as [number, string]
  return { child, postmaster, url, over }
}

/** Kills what ends its Postgres together with it, so that it leaves an orphan. */
export function killWatcher({ child }: Elsewhere): void {
  const [watcher] = execFileSync('pgrep', ['-x', '-P', String(child.pid), 'sh'], { encoding: 'utf8' }).split(
    '\n',
  )
  process.kill(Number(watcher), 'SIGKILL')
}
