// npm run bench -- chat [--json] [--only=deliver,durable,crowd,open] [--seconds=60]

import { freePort, startDatabase, startServer } from '../server/test/server-process.ts'
import { measureCrowd } from './chat/crowd.ts'
import { measureDelivery } from './chat/deliver.ts'
import { measureDurable } from './chat/durable.ts'
import { measureOpenChannel } from './chat/open-channel.ts'
import { createWorkspace } from './load/people.ts'
import { type Row, report } from './load/report.ts'

const option = (name: string) =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1]

const parts: Record<string, (url: string, databaseUrl: string) => Promise<Row[]>> = {
  deliver: (url, databaseUrl) => measureDelivery(url, databaseUrl, Number(option('seconds') ?? 60)),
  open: measureOpenChannel,
  crowd: measureCrowd,
  durable: measureDurable,
}

const database = await startDatabase()
const rows: Row[] = []
try {
  await createWorkspace(database.url)
  const wanted = option('only')?.split(',') ?? Object.keys(parts)
  for (const name of wanted) {
    const measure = parts[name]
    if (!measure) throw new Error(`there is no part ${name}; there are ${Object.keys(parts).join(', ')}`)
    // Each part gets a server of its own: memory and caches of one don't colour the next.
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
report('chat', rows)
process.exit(0)
