// Compiles mediasoup's worker from the source in its npm package against the system's own libraries.
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { buildFolder, workerSource } from '../../server/media/worker-place.js'
import { canUseApt, installWithApt, missingPackages } from '../apt.js'

/** As Debian 12 names them. */
const packages = [
  'g++',
  'cmake',
  'ninja-build',
  'flatbuffers-compiler',
  'libflatbuffers-dev',
  'libabsl-dev',
  'libsrtp2-dev',
  'libssl-dev',
  'libuv1-dev',
]
const bytesPerJob = 1_200_000_000
const limitMs = 60 * 60_000
const shownLines = 40

/**
 * @param {string} folder an empty one; nothing is written elsewhere
 * @param {(done: number, total: number) => void} progress
 * @param {(sentence: string) => Error} refusal makes what is thrown
 * @returns {Promise<string>} the binary
 */
export async function buildWorker(folder, progress, refusal) {
  ensurePackages(refusal)
  const out = join(folder, 'build')
  mkdirSync(out)
  const configure = ['-G', 'Ninja', '-DCMAKE_BUILD_TYPE=Release', `-DWORKER_SOURCE=${workerSource}`]
  // Each compiler takes up to about a gigabyte: on a small machine fewer at once are faster than swapping.
  const jobs = Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / bytesPerJob)))
  const isBuilt =
    (await run('cmake', [...configure, '-S', buildFolder, '-B', out])) &&
    (await run('cmake', ['--build', out, '--parallel', String(jobs)], progress))
  if (!isBuilt) throw refusal('The media worker could not be built: the compiler says why above.')
  return join(out, 'mediasoup-worker')
}

function ensurePackages(refusal) {
  if (process.platform !== 'linux')
    throw refusal(
      'mediasoup’s worker could not be downloaded, and it is built here on Linux only: name one in MEDIASOUP_WORKER_BIN.',
    )
  const missing = missingPackages(packages)
  // Without dpkg nobody can be asked: try, and let the compiler say what it misses.
  if (!missing || missing.length === 0) return
  if (canUseApt() && installWithApt(missing)) return
  throw refusal(
    `The media worker can’t be built without ${missing.join(', ')}. Install as root: apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`,
  )
}

/** Runs a program; its output is shown only when it fails. Ninja's "[12/107]" goes to `progress`. */
function run(program, args, progress = () => {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: limitMs })
    const last = []
    const hear = (line) => {
      last.push(line)
      if (last.length > shownLines) last.shift()
      const counted = /^\[(\d+)\/(\d+)\]/.exec(line)
      if (counted) progress(Number(counted[1]), Number(counted[2]))
    }
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', hear)
    child.once('error', (error) => {
      process.stderr.write(`${program}: ${error.message}\n`)
      resolve(false)
    })
    child.once('close', (code) => {
      if (code !== 0) process.stderr.write(`${last.join('\n')}\n`)
      resolve(code === 0)
    })
  })
}
