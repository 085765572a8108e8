// A sealed upload through the real door, against copying the same file to the same disk with an fsync; in turns, so that
// a noisy disk is as noisy for both.
import { copyFile, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { LoadPerson } from '../load/people.ts'
import { progress, type Row } from '../load/report.ts'
import { beginUpload, compare, onServer, type Stage, send, whenReady } from './stage.ts'

const turns = 3

async function copy({ folder, source }: Stage): Promise<number> {
  const target = join(folder, 'copy')
  const startedAt = performance.now()
  await copyFile(source.path, target)
  const handle = await open(target, 'r+')
  await handle.sync()
  await handle.close()
  const ms = performance.now() - startedAt
  await rm(target)
  return ms
}

export async function measureSpeed(stage: Stage): Promise<Row[]> {
  const { source, people } = stage
  const { token } = people[0] as LoadPerson
  const megabytes = source.size / 1024 ** 2
  return onServer(stage, async ({ url }) => {
    let copiedMs = 0
    let uploadedMs = 0
    // The first one pays for compiling the code, and is not counted.
    for (let turn = 0; turn <= turns; turn += 1) {
      const copying = await copy(stage)
      const id = await beginUpload(url, stage)
      const startedAt = performance.now()
      await send(url, id, source, token)
      const uploading = performance.now() - startedAt
      await whenReady(url, id, token)
      if (turn === turns) await compare(url, id, source, token)
      progress(`speed: copy ${rate(megabytes, copying)}, upload ${rate(megabytes, uploading)}`)
      if (turn === 0) continue
      copiedMs += copying
      uploadedMs += uploading
    }
    const perSecond = (ms: number) => Math.round((turns * megabytes) / (ms / 1000))
    return [
      {
        key: 'uploadMbPerSecond',
        value: perSecond(uploadedMs),
        note: 'sealed and durable, over HTTP, one request',
      },
      { key: 'diskMbPerSecond', value: perSecond(copiedMs), note: 'copy of the same file with an fsync' },
      { key: 'uploadVsDisk', value: copiedMs / uploadedMs, goal: { least: 0.3 } },
    ]
  })
}

const rate = (megabytes: number, ms: number) => `${Math.round(megabytes / (ms / 1000))} MB/s`
