import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { killWatcher, startElsewhere } from '../test/elsewhere.ts'
import { type RunningPostgres, startPostgres } from './embedded-postgres.ts'
import { isProcess } from './process-alive.ts'

const settings = { fsync: 'off', shared_buffers: '16MB', min_wal_size: '32MB' }
const started: RunningPostgres[] = []
let dataFolder: string

beforeAll(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'nucleus-test-'))
})

afterEach(async () => {
  for (const postgres of started.splice(0)) await postgres.stop()
})

afterAll(() => rmSync(dataFolder, { recursive: true, force: true }))

async function start(log?: (line: string) => void) {
  const postgres = await startPostgres({ dataFolder, settings, ...(log ? { log } : {}) })
  started.push(postgres)
  return postgres
}

async function ask(postgres: { url: string }, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: postgres.url })
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query(sql).finally(() => client.end())
  return rows
}

describe('the embedded Postgres', () => {
  test('starts from nothing, keeps what was written, and is gone after stop', async () => {
    const first = await start()
    await ask(first, 'CREATE TABLE kept (word text)')
    await ask(first, `INSERT INTO kept VALUES ('hello')`)
    await first.stop()
    expect(isProcess(first.pid)).toBe(false)
    const second = await start()
    expect(await ask(second, 'SELECT word FROM kept')).toEqual([{ word: 'hello' }])
    expect(new URL(second.url).port).toBe(new URL(first.url).port)
  })

  test('listens on this machine only and lets nobody in without the password, which only the owner can read', async () => {
    const postgres = await start()
    expect(await ask(postgres, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
    const wrong = new URL(postgres.url)
    wrong.password = 'guess'
    await expect(ask({ url: wrong.href }, 'SELECT 1')).rejects.toThrow(/password authentication failed/)
    expect(statSync(join(dataFolder, 'postgres-password')).mode & 0o777).toBe(0o600)
  })

  test('knows letters beyond ASCII, for search', async () => {
    const postgres = await start()
    await ask(postgres, 'CREATE EXTENSION IF NOT EXISTS pg_trgm')
    const [row] = await ask(
      postgres,
      `SELECT lower('ÄÖ ПРИВЕТ') AS low, to_tsvector('simple', 'Zürich Привет')::text AS words,
              similarity('Привет', 'привет') AS alike`,
    )
    expect(row).toEqual({ low: 'äö привет', words: `'zürich':1 'привет':2`, alike: 1 })
  })

  test('keeps statements and values out of its log', async () => {
    const postgres = await start()
    await ask(postgres, 'CREATE TABLE once (word text PRIMARY KEY)')
    await ask(postgres, `INSERT INTO once VALUES ('tellnobody')`)
    await expect(ask(postgres, `INSERT INTO once VALUES ('tellnobody')`)).rejects.toThrow(/duplicate key/)
    await postgres.stop()
    const day = new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: 'UTC' }).format()
    const log = readFileSync(join(dataFolder, 'postgres', 'log', `postgres-${day}.log`), 'utf8')
    expect(log).toContain('duplicate key')
    expect(log).not.toContain('tellnobody')
  })

  test('recovers after the postmaster was killed with -9, and tells when it went', async () => {
    const killed = await start()
    await ask(killed, 'CREATE TABLE survived (id int)')
    process.kill(killed.pid, 'SIGKILL')
    await killed.gone
    expect(existsSync(join(dataFolder, 'postgres', 'postmaster.pid'))).toBe(true)
    await killed.stop()
    expect(await ask(await start(), 'SELECT count(*)::int AS rows FROM survived')).toEqual([{ rows: 0 }])
  })

  test('is not misled by a stale postmaster.pid whose number another program has got since', async () => {
    const first = await start()
    await first.stop()
    const sleeper = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    try {
      const lines = [sleeper.pid, join(dataFolder, 'postgres'), 1, 5432, '', '127.0.0.1', '', 'ready']
      writeFileSync(join(dataFolder, 'postgres', 'postmaster.pid'), lines.join('\n'))
      const second = await start()
      expect(await ask(second, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
      expect(isProcess(sleeper.pid as number)).toBe(true)
    } finally {
      sleeper.kill('SIGKILL')
    }
  })

  test('takes the folder over from a Nucleus that was killed with -9 and left its Postgres running', async () => {
    const other = await startElsewhere({ dataFolder, settings })
    killWatcher(other)
    other.child.kill('SIGKILL')
    await other.over
    expect(isProcess(other.postmaster)).toBe(true)
    const said: string[] = []
    const postgres = await start((line) => said.push(line))
    expect(said).toEqual([
      `Stopping the Postgres (process ${other.postmaster}) that an earlier run left behind.`,
    ])
    expect(isProcess(other.postmaster)).toBe(false)
    expect(await ask(postgres, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  test('ends with a Nucleus that was killed with -9', async () => {
    const other = await startElsewhere({ dataFolder, settings })
    other.child.kill('SIGKILL')
    await expect.poll(() => isProcess(other.postmaster), { timeout: 10_000 }).toBe(false)
  })

  test('refuses a folder that another Nucleus uses, in a sentence, and does that one no harm', async () => {
    const other = await startElsewhere({ dataFolder, settings })
    try {
      await expect(start()).rejects.toThrow(
        `Another Nucleus (process ${other.child.pid}) already runs on ${dataFolder}`,
      )
      expect(isProcess(other.postmaster)).toBe(true)
    } finally {
      other.child.kill('SIGKILL')
      await other.over
    }
  })

  test('takes another port when the remembered one is in use', async () => {
    const first = await start()
    await first.stop()
    const port = Number(new URL(first.url).port)
    const squatter = createServer().listen(port, '127.0.0.1')
    await new Promise((done) => squatter.once('listening', done))
    try {
      const second = await start()
      expect(Number(new URL(second.url).port)).not.toBe(port)
      expect(await ask(second, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    } finally {
      squatter.close()
    }
  })

  test('does not overwrite a database whose password file was lost', async () => {
    const first = await start()
    await first.stop()
    const file = join(dataFolder, 'postgres-password')
    const password = readFileSync(file, 'utf8')
    rmSync(file)
    await expect(start()).rejects.toThrow(/its password file .* is not: restore it/)
    writeFileSync(file, password)
  })
})
