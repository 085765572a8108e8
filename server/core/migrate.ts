// Brings a database to this version: plain SQL in Prisma's own folder layout and bookkeeping table, without its engine.
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

/** The number `prisma migrate` locks too, so that the two wait for each other. */
const prismaLock = 72_707_369

export const migrationsFolder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

export class MigrationError extends Error {
  override name = 'MigrationError'
}

type Migration = { name: string; sql: string; checksums: string[] }
type Recorded = {
  migration_name: string
  checksum: string
  finished_at: Date | null
  rolled_back_at: Date | null
}

/**
 * Applies what is missing, in the order of the names, each whole or not at all, and answers the applied names.
 * Throws MigrationError with a sentence; several processes may call it at once.
 */
export async function migrate(url: string, options: { folder?: string } = {}): Promise<string[]> {
  const migrations = readMigrations(options.folder ?? migrationsFolder)
  const client = new pg.Client({ connectionString: url, application_name: 'nucleus migrate' })
  client.on('error', () => undefined)
  await client.connect().catch((error: Error) => {
    throw new MigrationError(
      `The database cannot be reached: ${error.message || (error as NodeJS.ErrnoException).code}.`,
    )
  })
  try {
    await client.query('SET statement_timeout = 0')
    await demandVersion(client)
    await client.query('SELECT pg_advisory_lock($1)', [prismaLock])
    await client.query(bookkeeping)
    const missing = missingOf(migrations, await readRecorded(client))
    for (const migration of missing) await apply(client, migration)
    await adoptRestored(client)
    return missing.map((migration) => migration.name)
  } finally {
    // Ending the session gives the lock back too.
    await client.end()
  }
}

/**
 * The journal's places are transaction ids, which count per database cluster. In a backup restored into another one they
 * may lie ahead of what is counted there: listeners would wait for ages. Then all entries are old ones, and listeners,
 * which are safe to run twice, begin anew.
 */
async function adoptRestored(client: pg.Client): Promise<void> {
  const { rows: tables } = await client.query<{ is_there: boolean }>(
    `SELECT to_regclass('listener') IS NOT NULL AS is_there`,
  )
  if (!tables[0]?.is_there) return
  const { rows } = await client.query<{ is_ahead: boolean | null }>(`
    SELECT greatest((SELECT max(tx) FROM listener), (SELECT max(tx) FROM entry)) >= pg_snapshot_xmax(pg_current_snapshot()) AS is_ahead`)
  if (!rows[0]?.is_ahead) return
  await client.query(
    `BEGIN; UPDATE entry SET tx = '1'; UPDATE listener SET tx = '0', stream = '', number = 0; COMMIT`,
  )
}

/** uuidv7() and RETURNING old are of Postgres 18. */
const leastVersion = 18

async function demandVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version')
  const version = rows[0]?.server_version ?? ''
  if (Number.parseInt(version, 10) >= leastVersion) return
  throw new MigrationError(
    `The database is Postgres ${version}; Nucleus needs Postgres ${leastVersion} or newer.`,
  )
}

const bookkeeping = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id                  VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum            VARCHAR(64) NOT NULL,
  finished_at         TIMESTAMPTZ,
  migration_name      VARCHAR(255) NOT NULL,
  logs                TEXT,
  rolled_back_at      TIMESTAMPTZ,
  started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`

function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return names
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const file = join(folder, name, 'migration.sql')
      if (!existsSync(file)) throw new MigrationError(`The migration ${name} has no migration.sql.`)
      const sql = readFileSync(file, 'utf8')
      // Git on Windows may have turned the line ends; that changes nothing.
      return { name, sql, checksums: [checksumOf(sql), checksumOf(sql.replaceAll('\r\n', '\n'))] }
    })
}

async function readRecorded(client: pg.Client): Promise<Recorded[]> {
  const { rows } = await client.query<Recorded>(
    'SELECT migration_name, checksum, finished_at, rolled_back_at FROM _prisma_migrations ORDER BY started_at',
  )
  return rows.filter((row) => row.rolled_back_at === null)
}

function missingOf(migrations: Migration[], recorded: Recorded[]): Migration[] {
  const byName = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const row of recorded) {
    const name = row.migration_name
    const migration = byName.get(name)
    if (row.finished_at === null) {
      throw new MigrationError(
        `The migration ${name} was begun by prisma migrate and failed: resolve it there first.`,
      )
    }
    if (!migration) {
      throw new MigrationError(
        `The database has the migration ${name}, which this version does not know: it was used by a newer Nucleus, so start that one.`,
      )
    }
    if (!migration.checksums.includes(row.checksum)) {
      throw new MigrationError(
        `The migration ${name} was changed after it was applied to this database: put it back as it was and write the change as a new migration.`,
      )
    }
  }
  const done = new Set(recorded.map((row) => row.migration_name))
  return migrations.filter((migration) => !done.has(migration.name))
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  const startedAt = new Date()
  try {
    await client.query('BEGIN')
    await client.query(migration.sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), migration.checksums[1], migration.name, startedAt],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw new MigrationError(
      `The migration ${migration.name} failed and was undone: ${placeOf(error, migration.sql)}.`,
    )
  }
}

function placeOf(error: unknown, sql: string): string {
  const { message, position } = error as { message: string; position?: string }
  if (!position) return message
  return `${message} (line ${sql.slice(0, Number(position)).split('\n').length})`
}

function checksumOf(sql: string): string {
  return createHash('sha256').update(sql).digest('hex')
}
