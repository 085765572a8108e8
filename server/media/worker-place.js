// Where the media worker's binary may be. Plain Node without types, because setup (Node 20) reads it as well as the server.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const checkout = fileURLToPath(new URL('../../', import.meta.url))
const mediasoup = join(checkout, 'node_modules', 'mediasoup')
const program = process.platform === 'win32' ? 'mediasoup-worker.exe' : 'mediasoup-worker'

/** What our own build is made from: another content is another place in the cache. */
export const buildFolder = join(checkout, 'scripts', 'media-worker')

export const workerSource = join(mediasoup, 'worker')

/** The version of the mediasoup package, whose worker must be of the same one. */
export function mediasoupVersion() {
  return JSON.parse(readFileSync(join(mediasoup, 'package.json'), 'utf8')).version
}

/** Named by the administrator: then no other is looked for. */
export function namedWorker(env = process.env) {
  return env.MEDIASOUP_WORKER_BIN?.trim() || undefined
}

/** Where mediasoup's own install script puts what it downloads or builds. */
export function prebuiltWorker() {
  return join(workerSource, 'out', 'Release', program)
}

/** Outside the checkout, so that neither `npm ci` nor a fresh clone makes it build again. */
export function cachedWorker(env = process.env) {
  const name = `${mediasoupVersion()}-${process.platform}-${process.arch}-${hashOfBuild()}`
  return join(cacheFolder(env), 'nucleus', 'media-worker', name, program)
}

function cacheFolder(env) {
  if (process.platform === 'win32') return env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local')
  // The rule for these folders: what is not absolute counts as not set.
  const named = env.XDG_CACHE_HOME
  return named && isAbsolute(named) ? named : join(homedir(), '.cache')
}

function hashOfBuild() {
  const hash = createHash('sha256')
  for (const file of ['CMakeLists.txt', ...filesIn('compat')])
    hash.update(`${file}\0`).update(readFileSync(join(buildFolder, file)))
  return hash.digest('hex').slice(0, 12)
}

function filesIn(folder) {
  if (!existsSync(join(buildFolder, folder))) return []
  const entries = readdirSync(join(buildFolder, folder), { withFileTypes: true })
  const files = entries.flatMap((entry) =>
    entry.isDirectory() ? filesIn(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
  )
  return files.sort()
}
