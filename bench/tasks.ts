// npm run bench -- tasks [--json] [--only=open,move,drag,converge] [--seconds=60] [--edits=10000]
import { freePort, startDatabase, startServer } from '../server/test/server-process.ts'
import { createWorkspace } from './load/people.ts'
import { type Row, report } from './load/report.ts'
import { measureConvergence } from './tasks/converge.ts'
import { measureDrag } from './tasks/drag.ts'
import { measureMoves } from './tasks/move.ts'
import { measureBoardOpen } from './tasks/open.ts'

const option = (name: string) =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1]

const parts: Record<string, (url: string, databaseUrl: string) => Promise<Row[]>> = {
  open: measureBoardOpen,
  move: (url, databaseUrl) => measureMoves(url, databaseUrl, Number(option('seconds') ?? 60)),
  drag: measureDrag,
  converge: (url, databaseUrl) => measureConvergence(url, databaseUrl, Number(option('edits') ?? 10_000)),
}

const database = await startDatabase()
const rows: Row[] = []
try {
  await createWorkspace(database.url)
  for (const name of option('only')?.split(',') ?? Object.keys(parts)) {
    const measure = parts[name]
    if (!measure) throw new Error(`there is no part ${name}; there are ${Object.keys(parts).join(', ')}`)
    const server = await startServer(database.url, await freePort())
    try {
      rows.push(...(await measure(server.url, database.url)))
    } finally {
      await server.stop()
    }
  }
} finally {
  await database.stop()
}
report('tasks', rows)
process.exit(0)
