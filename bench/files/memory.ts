// How large the server grows while ten people upload at once.
import { readFileSync } from 'node:fs'
import { progress, type Row } from '../load/report.ts'
import { beginUpload, compare, onServer, type Stage, send, whenReady } from './stage.ts'

/** The highest it ever was, as the kernel kept it (proc(5), VmHWM). */
const peakMbOf = (pid: number) =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? Number.NaN) / 1024

export async function measureMemory(stage: Stage): Promise<Row[]> {
  const { source, people } = stage
  return onServer(stage, async ({ url, pid }) => {
    const before = peakMbOf(pid)
    const startedAt = performance.now()
    const ids = await Promise.all(people.map((person) => beginUpload(url, stage, person)))
    const each = people.map((person, index) => ({
      id: ids[index] as (typeof ids)[number],
      token: person.token,
    }))
    await Promise.all(each.map(({ id, token }) => send(url, id, source, token)))
    const seconds = (performance.now() - startedAt) / 1000
    await Promise.all(each.map(({ id, token }) => whenReady(url, id, token)))
    const peak = peakMbOf(pid)
    progress(`memory: ${people.length} uploads in ${seconds.toFixed(1)} s, ${Math.round(peak)} MB at most`)
    for (const { id, token } of each) await compare(url, id, source, token)
    const megabytes = (people.length * source.size) / 1024 ** 2
    return [
      {
        key: 'serverRssMb',
        value: Math.round(peak),
        goal: { most: 400 },
        note: `${Math.round(before)} before`,
      },
      {
        key: 'rssWithReadingMb',
        value: Math.round(peakMbOf(pid)),
        note: 'after all were read back and compared',
      },
      { key: 'tenUploadsMbPerSecond', value: Math.round(megabytes / seconds) },
    ]
  })
}
