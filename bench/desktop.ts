// npm run bench -- desktop [--json] [--only=bundle,start,heap,idle] [--starts=5] [--switches=10000] [--seconds=60]
//   [--browser=chromium|electron]
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureBundle } from './desktop/bundle.ts'
import { whyNoElectron } from './desktop/electron.ts'
import { measureHeap } from './desktop/heap.ts'
import { measureIdle } from './desktop/idle.ts'
import { openStage, type Stage } from './desktop/stage.ts'
import { measureStart } from './desktop/start.ts'
import { progress, type Row, report } from './load/report.ts'

const option = (name: string) =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1]

const parts: Record<string, (stage: Stage) => Promise<Row[]>> = {
  bundle: measureBundle,
  start: measureStart,
  heap: measureHeap,
  idle: measureIdle,
}

const wanted = option('only')?.split(',') ?? Object.keys(parts)
const unknown = wanted.find((name) => !Object.hasOwn(parts, name))
if (unknown) throw new Error(`there is no part ${unknown}; there are ${Object.keys(parts).join(', ')}`)
if (!existsSync(new URL('../dist/client/index.html', import.meta.url)))
  throw new Error('the client is not built: npm start builds it')

progress(`Electron is left out: ${whyNoElectron()}`)
if (option('browser') === 'electron') process.exit(0)

// Asked to stop, it takes what it started along.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const folder = mkdtempSync(join(tmpdir(), 'nucleus-bench-desktop-'))
const rows: Row[] = []
try {
  const stage = await openStage({
    folder,
    starts: Number(option('starts') ?? 5),
    switches: Number(option('switches') ?? 10_000),
    idleMs: Number(option('seconds') ?? 60) * 1000,
  })
  try {
    for (const name of wanted) {
      progress(name)
      rows.push(...(await (parts[name] as (typeof parts)[string])(stage)))
    }
  } finally {
    await stage.close()
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
report('desktop', rows)
process.exit(0)
