// A real server process with a workspace, to be killed with -9 and started again on the same database.
import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import { vi } from 'vitest'
import { ask, Client } from './client.ts'
import { freePort, startDatabase, startServer } from './server-process.ts'

export async function startKillable() {
  const database = await startDatabase()
  const port = await freePort()
  let server = await startServer(database.url, port)
  const connection = new pg.Client({ connectionString: database.url })
  await connection.connect()
  const sql = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    (await connection.query<Row>(text, values)).rows
  const token = randomBytes(32).toString('base64url')
  const hash = createHash('sha256').update(token).digest()
  // The server answers before it has made its own.
  const replaced = () => sql('UPDATE setup_token SET token_hash = $1 RETURNING id', [hash])
  await vi.waitUntil(async () => (await replaced()).length === 1, { timeout: 10_000 })
  const signedIn = await ask(server.url, 'workspace.create', {
    token,
    workspaceName: 'Test',
    name: 'Olivia Owner',
    email: 'olivia@example.org',
    password: 'a long walk by the sea',
    as: 'token',
  })
  return {
    owner: new Client(server.url, signedIn),
    sql,
    /** Kills the server with -9 and starts it again on the same port. */
    async restart(whileDown: () => Promise<unknown> = async () => {}) {
      await server.kill()
      await whileDown()
      server = await startServer(database.url, port)
    },
    async stop() {
      await connection.end()
      await server.stop()
      await database.stop()
    },
  }
}
