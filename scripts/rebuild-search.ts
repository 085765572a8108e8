// Builds the search index with progress; called by rebuild-search.js, which brings the right Node.
import { createContext } from '../server/app.ts'
import { type Config, readConfig } from '../server/core/config.ts'
import { runningPostgres, startPostgres } from '../server/core/embedded-postgres.ts'
import { migrate } from '../server/core/migrate.ts'
import { rebuildSearch } from '../server/features/search/service.ts'

try {
  process.exitCode = await rebuild(readConfig(), process.argv.includes('--anew'))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function rebuild(config: Config, isAnew: boolean): Promise<number> {
  const running = config.databaseUrl ?? runningPostgres(config.dataFolder)
  if (running) return build(config, running, isAnew)
  const postgres = await startPostgres({ dataFolder: config.dataFolder, log: console.log })
  return build(config, postgres.url, isAnew).finally(postgres.stop)
}

async function build(config: Config, url: string, isAnew: boolean): Promise<number> {
  await migrate(url)
  const context = createContext({ ...config, databasePool: 2 }, url)
  const count = (number: number) => number.toLocaleString('en')
  try {
    const isDone = await rebuildSearch(context, {
      isAnew,
      onProgress: ({ done, total }) => console.log(`  ${count(done)} of ${count(total)} messages`),
    })
    console.log(isDone ? '✓ the search index is complete' : 'The search index is not complete.')
    return isDone ? 0 : 1
  } finally {
    await context.db.$disconnect()
  }
}
