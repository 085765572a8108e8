// One Postgres for a run of the tests, with a migrated database that every test's own is copied from.
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { isDataFolderLocked } from '../core/data-folder-lock.ts'
import { startPostgres } from '../core/embedded-postgres.ts'
import { migrate } from '../core/migrate.ts'
import { endOrphan } from '../core/postgres-process.ts'

const folderPrefix = 'nucleus-test-'
const databasePrefix = 'nucleus_test_'
const hourMs = 3_600_000

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
    templateDatabase: string
    databasePrefix: string
  }
}

// Nothing of a test run must survive a power cut, so nothing waits for the disk.
const fastSettings = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  autovacuum_naptime: '1h',
  shared_buffers: '128MB',
  max_connections: '200',
}

export default async function globalSetup(project: TestProject) {
  const outside = process.env.DATABASE_URL_TEST
  const postgres = outside ? { url: outside, stop: async () => undefined } : await startTemporary()
  const prefix = `${databasePrefix}${process.pid}_`
  const template = `${prefix}template`
  await onServer(postgres.url, async (client) => {
    await dropAll(client, prefix)
    await client.query(`CREATE DATABASE ${template}`)
  })
  try {
    await migrate(withDatabase(postgres.url, template))
  } catch (error) {
    await postgres.stop()
    throw error
  }
  project.provide('postgresUrl', postgres.url)
  project.provide('templateDatabase', template)
  project.provide('databasePrefix', prefix)
  return async () => {
    if (outside) await onServer(postgres.url, (client) => dropAll(client, prefix))
    await postgres.stop()
  }
}

async function startTemporary() {
  await removeLeftovers()
  const dataFolder = mkdtempSync(join(tmpdir(), folderPrefix))
  const remove = () => rmSync(dataFolder, { recursive: true, force: true })
  try {
    const postgres = await startPostgres({ dataFolder, settings: fastSettings })
    return { url: postgres.url, stop: () => postgres.stop().finally(remove) }
  } catch (error) {
    remove()
    throw error
  }
}

// A run that was killed could not tidy up: the next one does.
async function removeLeftovers() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(folderPrefix))) {
    const folder = join(tmpdir(), name)
    const isYoung = Date.now() - statSync(folder).mtimeMs < hourMs
    if (isDataFolderLocked(folder) || (isYoung && !readdirSync(folder).includes('nucleus.pid'))) continue
    await endOrphan(join(folder, 'postgres'), () => undefined)
    rmSync(folder, { recursive: true, force: true })
  }
}

async function onServer(url: string, work: (client: pg.Client) => Promise<void>) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await work(client).finally(() => client.end())
}

async function dropAll(client: pg.Client, prefix: string) {
  const found = await client.query<{ datname: string }>(
    'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
    [prefix],
  )
  for (const { datname } of found.rows)
    await client.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`)
}

function withDatabase(url: string, name: string) {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}
