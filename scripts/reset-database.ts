// Drops the database of the data folder (or of DATABASE_URL), makes it anew and migrates it.
import { createInterface } from 'node:readline/promises'
import pg from 'pg'
import { type Config, readConfig } from '../server/core/config.ts'
import { startPostgres } from '../server/core/embedded-postgres.ts'
import { migrate } from '../server/core/migrate.ts'

try {
  process.exitCode = await reset(readConfig(), process.argv.includes('--yes'))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function reset(config: Config, isAgreed: boolean): Promise<number> {
  if (!isAgreed && !(await ask(`Everything in ${nameOf(config)} will be gone. Type yes to go on: `))) {
    console.log('Nothing was changed.')
    return 1
  }
  if (config.databaseUrl) return recreate(config.databaseUrl)
  const postgres = await startPostgres({ dataFolder: config.dataFolder, log: console.log })
  return recreate(postgres.url).finally(postgres.stop)
}

async function recreate(url: string): Promise<number> {
  const name = decodeURIComponent(new URL(url).pathname.slice(1))
  const maintenance = new URL(url)
  // One cannot drop the database one is in.
  maintenance.pathname = name === 'postgres' ? '/template1' : '/postgres'
  const client = new pg.Client({ connectionString: maintenance.href })
  await client.connect()
  try {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`)
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
  const applied = await migrate(url)
  console.log(`✓ the database is empty, with ${applied.length} migrations`)
  return 0
}

async function ask(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  // Without anybody to answer the input just ends: that is a no.
  const ended = new Promise<string>((done) => lines.once('close', () => done('')))
  const answer = await Promise.race([lines.question(question), ended])
  lines.close()
  return answer.trim().toLowerCase() === 'yes'
}

function nameOf(config: Config): string {
  if (!config.databaseUrl) return `the database in ${config.dataFolder}`
  const { host, pathname } = new URL(config.databaseUrl)
  return `the database ${pathname.slice(1)} on ${host}`
}
