// Wraps the keys of all files with FILES_KEY; called by rewrap-files.js, which brings the right Node.
import { createContext } from '../server/app.ts'
import { type Config, readConfig } from '../server/core/config.ts'
import { startPostgres } from '../server/core/embedded-postgres.ts'
import { rewrapKeys } from '../server/features/files/service.ts'

async function rewrap(config: Config, databaseUrl: string): Promise<number> {
  const context = createContext(config, databaseUrl)
  try {
    const { rewrapped, unknown } = await rewrapKeys(context)
    console.log(`✓ ${rewrapped} keys were wrapped with the current master key`)
    if (unknown === 0) return 0
    console.log(`✗ ${unknown} files wait for a master key that is neither FILES_KEY nor among FILES_OLD_KEYS`)
    return 1
  } finally {
    await context.db.$disconnect()
  }
}

try {
  const config = readConfig()
  if (config.databaseUrl) process.exitCode = await rewrap(config, config.databaseUrl)
  else {
    const postgres = await startPostgres({ dataFolder: config.dataFolder, log: console.log })
    process.exitCode = await rewrap(config, postgres.url).finally(postgres.stop)
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
