import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir, uptime } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Elsewhere, noContainers, startElsewhere } from '../test/elsewhere.ts'
import { type RunningPostgres, startPostgres } from './embedded-postgres.ts'
import { type Holder, thisProcess } from './lock-holder.ts'

const settings = { fsync: 'off', shared_buffers: '16MB', min_wal_size: '32MB' }
const beatMs = 200
const started: RunningPostgres[] = []
const others: Elsewhere[] = []
let dataFolder: string
let lockFile: string
let said: string[]

beforeAll(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'nucleus-test-'))
  lockFile = join(dataFolder, 'nucleus.pid')
})

afterEach(async () => {
  for (const { child, over } of others.splice(0)) {
    child.kill('SIGKILL')
    await over
  }
  for (const postgres of started.splice(0)) await postgres.stop()
  rmSync(lockFile, { force: true })
})

afterAll(() => rmSync(dataFolder, { recursive: true, force: true }))

async function start() {
  said = []
  const postgres = await startPostgres({ dataFolder, settings, beatMs, log: (line) => said.push(line) })
  started.push(postgres)
  return postgres
}

async function ask(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
    .query('SELECT 1 AS one')
    .then(({ rows }) => rows[0])
    .finally(() => client.end())
}

/** What a holder left that was last heard at `beatAt`. */
function leave(changes: Partial<Holder>, beatAt: number) {
  writeFileSync(lockFile, JSON.stringify({ ...thisProcess(), ...changes }))
  utimesSync(lockFile, new Date(beatAt), new Date(beatAt))
}
const elsewhere = { pid: 7, host: 'elsewhere', boot: 'another', namespace: 'pid:[1]' }
const waiting = [
  expect.stringMatching(
    /^Waiting for up to 2 s: a Nucleus \(process 7 on host .+\) had .+ and may still be alive\.$/,
  ),
]

const why = noContainers()

describe(`a data folder that a Nucleus in another container has${why ? ` (${why})` : ''}`, () => {
  test.skipIf(why)('is refused in a sentence, and that one goes on', async () => {
    const other = await startElsewhere({ dataFolder, settings, beatMs }, { isHidden: true })
    others.push(other)
    await expect(start()).rejects.toThrow(/^Another Nucleus \(process \d+ on host .+\) already runs on /)
    expect(readFileSync(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8')).toMatch(
      `${other.postmaster}\n`,
    )
    expect(await ask(other.url)).toEqual({ one: 1 })
  })

  test.skipIf(why)('is taken over once that one, killed with -9, was silent for long enough', async () => {
    const other = await startElsewhere({ dataFolder, settings, beatMs }, { isHidden: true })
    other.child.kill('SIGKILL')
    await other.over
    expect(await ask((await start()).url)).toEqual({ one: 1 })
    expect(said).toEqual([expect.stringContaining('may still be alive')])
  })
})

describe('a data folder that a Nucleus on another host has', () => {
  test('is refused as soon as that one is heard', async () => {
    leave(elsewhere, Date.now() - 3_600_000)
    const heart = setInterval(() => utimesSync(lockFile, new Date(), new Date()), 30)
    try {
      await expect(start()).rejects.toThrow('Another Nucleus (process 7 on host elsewhere) already runs on')
    } finally {
      clearInterval(heart)
    }
  })

  test('is taken over when that one stays silent, whatever its clock says', async () => {
    for (const beatAt of [Date.now() - 3_600_000, Date.now() + 3_600_000]) {
      leave(elsewhere, beatAt)
      const postgres = await start()
      expect(said).toEqual(waiting)
      await postgres.stop()
    }
  })

  test('is not mistaken for one from before a reboot of this host, when the other one has the same name', async () => {
    leave({ pid: 7, boot: 'another' }, Date.now())
    await start()
    expect(said).toEqual(waiting)
  })
})

test('what a Nucleus left before a reboot is taken over without waiting', async () => {
  leave({ boot: 'another' }, Date.now() - (uptime() + 60) * 1000)
  await start()
  expect(said).toEqual([])
})

describe('a Nucleus whose data folder another one has taken meanwhile', () => {
  test('kills its Postgres, and leaves the lock and the postmaster.pid of the other one', async () => {
    const postgres = await start()
    leave(elsewhere, Date.now())
    await postgres.gone
    expect(said).toEqual(['The data folder is not ours any more: Postgres is killed here.'])
    expect(() => readFileSync(join(dataFolder, 'postgres', 'postmaster.pid'))).not.toThrow()
    await postgres.stop()
    expect(JSON.parse(readFileSync(lockFile, 'utf8'))).toMatchObject(elsewhere)
  })
})
