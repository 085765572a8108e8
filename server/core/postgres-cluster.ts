// The embedded Postgres's folder: who owns it, its password, and making it at the first start.
import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { type Account, accountForPostgres, type Programs, programsFor } from './postgres-binaries.ts'

const major = '18'
export const databaseUser = 'nucleus'

export type Cluster = {
  /** The data folder of Nucleus; root's own where Nucleus runs as root. */
  folder: string
  /** Postgres's folder in it, owned by the account. */
  cluster: string
  account: Account
  programs: Programs
  password: string
}

/** Finds the programs and the account, and makes the cluster where there is none yet. */
export function prepareCluster(folder: string): Cluster {
  const cluster = join(folder, 'postgres')
  const account = accountForPostgres(cluster)
  if (account.uid !== undefined) letPass(folder, account)
  const password = passwordIn(folder, cluster)
  const prepared = { folder, cluster, account, programs: programsFor(account, folder), password }
  if (existsSync(join(cluster, 'PG_VERSION'))) checkVersion(cluster)
  else createCluster(prepared)
  return prepared
}

/** The surroundings Postgres's programs run in: nothing of ours, so no PGPORT or locale of the shell changes them. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TMPDIR, TEMP } = process.env
  return { PATH, SystemRoot, TMPDIR, TEMP, LC_ALL: 'C' }
}

// Root makes folders as its umask says; the account must be able to pass through this one.
function letPass(folder: string, account: Account): void {
  chmodSync(folder, statSync(folder).mode | 0o111)
  if (spawnSync('test', ['-x', folder], { ...account, cwd: '/' }).status === 0) return
  throw new Error(
    `Postgres does not run as root, and the user that runs it (uid ${account.uid}) cannot enter ${folder}: set NUCLEUS_DATA to a folder it can enter.`,
  )
}

function passwordIn(folder: string, cluster: string): string {
  const file = join(folder, 'postgres-password')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  if (existsSync(join(cluster, 'PG_VERSION'))) {
    throw new Error(`The database in ${cluster} is there, but its password file ${file} is not: restore it.`)
  }
  const password = randomBytes(24).toString('base64url')
  writeFileSync(file, password, { mode: 0o600 })
  return password
}

function checkVersion(cluster: string): void {
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (version === major) return
  throw new Error(
    `The database in ${cluster} was made by Postgres ${version}, this is ${major}: move it with pg_upgrade.`,
  )
}

// Made beside and moved when whole, so that a start killed half-way leaves nothing that looks like a database.
function createCluster(prepared: Cluster): void {
  const { cluster, account } = prepared
  if (existsSync(cluster))
    throw new Error(`${cluster} is there but holds no database: move it away or set NUCLEUS_DATA.`)
  const unfinished = `${cluster}-unfinished`
  const passwordFile = `${unfinished}-password`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  writeFileSync(passwordFile, prepared.password, { mode: 0o600 })
  try {
    for (const path of [unfinished, passwordFile]) {
      if (account.uid !== undefined) chownSync(path, account.uid, account.gid)
    }
    initialise(prepared, unfinished, passwordFile)
    renameSync(unfinished, cluster)
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(unfinished, { recursive: true, force: true })
  }
}

function initialise({ programs, account }: Cluster, target: string, passwordFile: string): void {
  let lastError: unknown
  // Order and upper case come from Postgres itself, the same on every system; word breaking for search asks the
  // system's C locale, which must therefore be a Unicode one where there is any.
  for (const ctype of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    const locale = [
      '--locale=C',
      `--lc-ctype=${ctype}`,
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ]
    const login = [`--username=${databaseUser}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
    try {
      const args = ['-D', target, '--encoding=UTF8', ...locale, ...login]
      execFileSync(programs.initdb, args, { ...account, cwd: '/', env: postgresEnvironment(), stdio: 'pipe' })
      return
    } catch (error) {
      lastError = error
      execFileSync('chmod', ['-R', 'u+rwX', target])
    }
  }
  const said = String((lastError as { stderr?: Buffer }).stderr ?? lastError).trim()
  throw new Error(`The database could not be created: ${said.split('\n').at(-1)}`)
}
