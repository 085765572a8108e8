// npm run bench -- files [--json] [--only=speed,resume,memory] [--megabytes=1024]

import { mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDatabase } from '../server/test/server-process.ts'
import { measureMemory } from './files/memory.ts'
import { measureResume } from './files/resume.ts'
import { measureSpeed } from './files/speed.ts'
import { makeSource, type Stage } from './files/stage.ts'
import { createChannel, createPeople, createWorkspace } from './load/people.ts'
import { type Row, report } from './load/report.ts'

const option = (name: string) =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1]

const parts: Record<string, (stage: Stage) => Promise<Row[]>> = {
  speed: measureSpeed,
  resume: measureResume,
  memory: measureMemory,
}

const size = Number(option('megabytes') ?? 1024) * 1024 ** 2
const wanted = option('only')?.split(',') ?? Object.keys(parts)
const unknown = wanted.find((name) => !Object.hasOwn(parts, name))
if (unknown) throw new Error(`there is no part ${unknown}; there are ${Object.keys(parts).join(', ')}`)
const { bavail, bsize } = statfsSync(tmpdir())
if (bavail * bsize < 14 * size) throw new Error(`${tmpdir()} has not the room of 14 files of ${size} bytes`)

const database = await startDatabase()
const folder = mkdtempSync(join(tmpdir(), 'nucleus-bench-files-'))
const rows: Row[] = []
try {
  await createWorkspace(database.url)
  const people = await createPeople(database.url, 10, 'Uploader')
  const channelId = await createChannel(
    database.url,
    'files',
    people.map(({ personId }) => personId),
  )
  const source = await makeSource(join(folder, 'source'), size)
  const stage = { databaseUrl: database.url, folder, source, people, channelId }
  for (const name of wanted) rows.push(...(await (parts[name] as (typeof parts)[string])(stage)))
} finally {
  rmSync(folder, { recursive: true, force: true })
  await database.stop()
}
report('files', rows)
process.exit(0)
