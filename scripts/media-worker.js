// Makes the media worker ready, mediasoup's C++ process without which there are no calls: the one that is named, the
// official one, or one built here. The running server finds it through server/media/worker-binary.ts.
import { spawn, spawnSync } from 'node:child_process'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import util from 'node:util'
import { cachedWorker, mediasoupVersion, namedWorker, prebuiltWorker } from '../server/media/worker-place.js'
import { buildWorker } from './media-worker/build.js'
import { downloadWorker } from './media-worker/download.js'
import { Stop } from './stop.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const startLimitMs = 10_000
const handshakeLimitMs = 30_000
const leftoverAgeMs = 3_600_000

/** There is no worker and none can be had; everything but calls works without. */
export class NoWorker extends Stop {}

/**
 * Finds or makes a worker that runs.
 * @param {string} node the Node program for what needs packages
 * @param {(done: number, total: number) => void} progress called while it compiles
 * @returns {Promise<false | string>} false when it was there, else how it came: "downloaded" or "built"
 */
export async function provideMediaWorker(node, progress) {
  const env = { ...readEnvFile(), ...process.env }
  const named = namedWorker(env)
  if (named) {
    if (await isRunning(named)) return false
    throw new Stop(
      `MEDIASOUP_WORKER_BIN names ${named}, which ${isProgram(named) ? 'does not run' : 'is not a program'}.`,
    )
  }
  const cached = cachedWorker(env)
  if ((await isRunning(prebuiltWorker())) || (await isRunning(cached))) return false
  const cache = dirname(dirname(cached))
  const folder = makeWorkFolder(cache)
  try {
    const isOffline = /^(1|true|yes)$/i.test(env.NUCLEUS_OFFLINE ?? '')
    const downloaded = isOffline ? undefined : await downloadWorker(folder)
    if (downloaded && (await isRunning(downloaded)) && shakesHands(node, downloaded)) {
      putInPlace(downloaded, cached)
      return 'downloaded'
    }
    const built = await buildWorker(folder, progress, (sentence) => new NoWorker(sentence))
    if (!(await isRunning(built)) || !shakesHands(node, built))
      throw new NoWorker(
        'The media worker was built, but it does not survive a DTLS handshake with these libraries.',
      )
    putInPlace(built, cached)
    return 'built'
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

// In the cache itself, so that moving the result into place is one rename: two setups at once each make their own.
function makeWorkFolder(cache) {
  try {
    mkdirSync(cache, { recursive: true })
    for (const name of readdirSync(cache).filter((one) => one.startsWith('making-'))) {
      const leftover = join(cache, name)
      if (Date.now() - statSync(leftover).mtimeMs > leftoverAgeMs)
        rmSync(leftover, { recursive: true, force: true })
    }
    return mkdtempSync(join(cache, 'making-'))
  } catch (error) {
    throw new NoWorker(`The cache folder ${cache} can’t be written to (${error.code}).`)
  }
}

function putInPlace(made, place) {
  mkdirSync(dirname(place), { recursive: true })
  renameSync(made, place)
}

/** Starts the worker as mediasoup does and waits for its first word: proves the program, its libraries and the kernel. */
function isRunning(path) {
  if (!isProgram(path)) return Promise.resolve(false)
  return new Promise((resolve) => {
    const stdio = ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']
    const child = spawn(path, [], { stdio, env: { ...process.env, MEDIASOUP_VERSION: mediasoupVersion() } })
    const timer = setTimeout(() => answer(false), startLimitMs)
    const answer = (isGood) => {
      clearTimeout(timer)
      child.kill('SIGKILL')
      resolve(isGood)
    }
    child.once('error', () => answer(false))
    child.once('exit', () => answer(false))
    // It may end while its pipes are open.
    for (const pipe of child.stdio.slice(3)) pipe.on('error', () => {})
    child.stdio[4].once('data', () => answer(true))
  })
}

// A worker built against the wrong OpenSSL starts well and dies at the first caller; see media-worker/README.md.
function shakesHands(node, path) {
  const done = spawnSync(node, [join(root, 'scripts', 'try-media-worker.ts'), path], {
    encoding: 'utf8',
    timeout: handshakeLimitMs,
  })
  if (done.status !== 0) process.stderr.write(done.stderr ?? '')
  return done.status === 0
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

// The server reads .env too; both must look for the same worker.
function readEnvFile() {
  const file = join(root, '.env')
  // Missing from the oldest Node 20s; there the environment alone counts.
  return existsSync(file) ? (util.parseEnv?.(readFileSync(file, 'utf8')) ?? {}) : {}
}
