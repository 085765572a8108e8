// Where a process spends its time, when a goal was missed: the ten dearest functions, if this machine has perf.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export async function profile(pid: number, seconds: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nucleus-perf-'))
  const file = join(folder, 'perf.data')
  try {
    await run('perf', ['record', '-o', file, '-F', '499', '-p', String(pid), '--', 'sleep', String(seconds)])
    const { stdout } = await run('perf', [
      'report',
      '-i',
      file,
      '--stdio',
      '--no-children',
      '-F',
      'overhead,dso,symbol',
    ])
    const lines = stdout.split('\n').filter((line) => /^\s+\d/.test(line))
    return ['Where the time goes (perf):', ...lines.slice(0, 10).map((line) => line.trimEnd())]
  } catch {
    return ['perf is not here, or not allowed: where the time goes is not known.']
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
