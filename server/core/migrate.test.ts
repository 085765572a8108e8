import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createEmptyDatabase, type TestDatabase } from '../test/database.ts'
import { MigrationError, migrate } from './migrate.ts'

let database: TestDatabase
let folder: string

beforeEach(async () => {
  database = await createEmptyDatabase()
  folder = mkdtempSync(join(tmpdir(), 'nucleus-migrations-'))
  write('20260101000000_first', 'CREATE TABLE first (id int);\nINSERT INTO first VALUES (1);')
  write('20260102000000_second', 'CREATE TABLE second (id int);')
})

afterEach(async () => {
  rmSync(folder, { recursive: true, force: true })
  await database.drop()
})

function write(name: string, sql: string) {
  mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, name, 'migration.sql'), sql)
}

async function ask(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const { rows } = await client.query(sql).finally(() => client.end())
  return rows
}

const run = () => migrate(database.url, { folder })

describe('migrations', () => {
  test('are applied in order, and twice is once', async () => {
    expect(await run()).toEqual(['20260101000000_first', '20260102000000_second'])
    expect(await run()).toEqual([])
    expect(await ask('SELECT id FROM first')).toEqual([{ id: 1 }])
  })

  test('two processes at once apply each one once', async () => {
    const applied = await Promise.all([run(), run(), run()])
    expect(applied.flat().sort()).toEqual(['20260101000000_first', '20260102000000_second'])
    expect(await ask('SELECT id FROM first')).toEqual([{ id: 1 }])
  })

  test('are recorded as prisma migrate does', async () => {
    await run()
    const rows = await ask('SELECT * FROM _prisma_migrations ORDER BY migration_name LIMIT 1')
    expect(rows[0]).toMatchObject({
      migration_name: '20260101000000_first',
      // sha256sum of the file
      checksum: 'f442067de009eeefc7db4d7931601a66156040088ca92ab4285e7d212c12d5e9',
      logs: null,
      rolled_back_at: null,
      applied_steps_count: 1,
    })
    expect(rows[0]?.finished_at).toBeInstanceOf(Date)
  })

  test('a broken one leaves nothing, names its line, and works once mended', async () => {
    await run()
    write('20260103000000_third', 'CREATE TABLE third (id int);\nCREATE TABEL fourth (id int);')
    await expect(run()).rejects.toThrow(
      new MigrationError(
        'The migration 20260103000000_third failed and was undone: syntax error at or near "TABEL" (line 2).',
      ),
    )
    expect(await ask(`SELECT to_regclass('third')::text AS third`)).toEqual([{ third: null }])
    write('20260103000000_third', 'CREATE TABLE third (id int);')
    expect(await run()).toEqual(['20260103000000_third'])
  })

  test('one that was changed after it was applied stops the start and is named', async () => {
    await run()
    write('20260102000000_second', 'CREATE TABLE second (id bigint);')
    await expect(run()).rejects.toThrow(
      /^The migration 20260102000000_second was changed after it was applied/,
    )
  })

  test('line ends that git turned are not a change', async () => {
    await run()
    write('20260101000000_first', 'CREATE TABLE first (id int);\r\nINSERT INTO first VALUES (1);')
    expect(await run()).toEqual([])
  })

  test('a database of a newer version is refused', async () => {
    await run()
    rmSync(join(folder, '20260102000000_second'), { recursive: true })
    await expect(run()).rejects.toThrow(
      /has the migration 20260102000000_second, which this version does not know/,
    )
  })

  test('one that prisma migrate began and did not finish stops the start', async () => {
    await run()
    await ask(
      `UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '20260102000000_second'`,
    )
    await expect(run()).rejects.toThrow(/20260102000000_second was begun by prisma migrate and failed/)
  })

  test('a database that does not answer is named without its password', async () => {
    const attempt = migrate('postgresql://nucleus:hunter2@127.0.0.1:1/nucleus', { folder })
    await expect(attempt).rejects.toThrow(/^The database cannot be reached: /)
    await expect(attempt).rejects.not.toThrow(/hunter2/)
  })
})
