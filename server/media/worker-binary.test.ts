import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findWorkerBinary } from './worker-binary.ts'
import { cachedWorker, prebuiltWorker } from './worker-place.js'

const hasPrebuilt = existsSync(prebuiltWorker())

describe('the media worker’s binary', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nucleus-worker-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const write = (path: string, mode: number) => {
    // Never into the real cache.
    expect(path.startsWith(folder)).toBe(true)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, '')
    chmodSync(path, mode)
    return path
  }

  test.skipIf(hasPrebuilt)(
    'is the one in the cache folder of this user, and none where there is none',
    () => {
      const env = { XDG_CACHE_HOME: folder }
      expect(findWorkerBinary(env)).toBeNull()
      const cached = write(cachedWorker(env), 0o755)
      expect(findWorkerBinary(env)).toBe(cached)
    },
  )

  test('is the named one and no other, also where that is missing', () => {
    const named = write(join(folder, 'mine'), 0o755)
    write(cachedWorker({ XDG_CACHE_HOME: folder }), 0o755)
    expect(findWorkerBinary({ XDG_CACHE_HOME: folder, MEDIASOUP_WORKER_BIN: named })).toBe(named)
    rmSync(named)
    expect(findWorkerBinary({ XDG_CACHE_HOME: folder, MEDIASOUP_WORKER_BIN: named })).toBeNull()
  })

  test('must be a program', () => {
    const named = write(join(folder, 'text'), 0o644)
    expect(findWorkerBinary({ MEDIASOUP_WORKER_BIN: named })).toBeNull()
  })

  const binary = findWorkerBinary()
  test.skipIf(!binary)(
    `of this machine survives a DTLS handshake${binary ? '' : ' (skipped: setup made none)'}`,
    () => {
      const done = spawnSync(process.execPath, ['scripts/try-media-worker.ts', binary ?? ''], {
        encoding: 'utf8',
      })
      expect(done).toMatchObject({ status: 0, stderr: '' })
    },
  )
})
