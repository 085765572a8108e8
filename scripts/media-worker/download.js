// mediasoup's official worker from its release page, where there is a way out; as its own install script would.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { release } from 'node:os'
import { join } from 'node:path'
import { mediasoupVersion, workerSource } from '../../server/media/worker-place.js'

// Without a way out the answer is usually no answer at all.
const answerLimitMs = 10_000
const wholeLimitMs = 120_000

/**
 * @param {string} folder where to unpack it
 * @returns {Promise<string | undefined>} the binary, not tried yet; undefined when it can't be had, for whatever reason
 */
export async function downloadWorker(folder) {
  const archive = await fetchArchive()
  if (!archive) return undefined
  const file = join(folder, 'worker.tgz')
  writeFileSync(file, archive)
  spawnSync('tar', ['-xzf', file, '-C', folder], { stdio: 'ignore', timeout: wholeLimitMs })
  const binary = join(folder, process.platform === 'win32' ? 'mediasoup-worker.exe' : 'mediasoup-worker')
  if (!existsSync(binary)) return undefined
  chmodSync(binary, 0o755)
  return binary
}

async function fetchArchive() {
  const aborter = new AbortController()
  const limits = [setTimeout(() => aborter.abort(), answerLimitMs)]
  try {
    const response = await fetch(archiveUrl(), { signal: aborter.signal })
    if (!response.ok) return undefined
    clearTimeout(limits[0])
    limits.push(setTimeout(() => aborter.abort(), wholeLimitMs))
    return Buffer.from(await response.arrayBuffer())
  } catch {
    return undefined
  } finally {
    for (const limit of limits) clearTimeout(limit)
  }
}

// The name and the address are formed as in mediasoup's npm-scripts.mjs, its setting for a mirror included.
function archiveUrl() {
  const { repository } = JSON.parse(readFileSync(join(workerSource, '..', 'package.json'), 'utf8'))
  const version = mediasoupVersion()
  const page = repository.url.replace(/^git\+/, '').replace(/\.git$/, '')
  const base = process.env.MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL || `${page}/releases/download`
  const kernel = process.platform === 'linux' ? `-kernel${Number(release().split('.')[0])}` : ''
  return `${base}/${version}/mediasoup-worker-${version}-${process.platform}-${process.arch}${kernel}.tgz`
}
