// A whole server for a test: real Postgres, real doors, real sockets; nothing faked but, on request, the clock.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Role } from '../../contract/people.ts'
import { buildApp, createContext } from '../app.ts'
import type { Clock } from '../core/clock.ts'
import { readConfig } from '../core/config.ts'
import { ensureSetupToken } from '../features/workspace/service.ts'
import { ask, Client } from './client.ts'
import { createTestDatabase } from './database.ts'

type Options = { clock?: Clock; settings?: Record<string, string>; databaseUrl?: string }

export type TestApp = Awaited<ReturnType<typeof startTestApp>>

export const testPassword = 'a long walk by the sea'

/** Starts a server on a free port with a workspace and its owner. `databaseUrl`: a second process on the same database. */
export async function startTestApp({ clock, settings = {}, databaseUrl }: Options = {}) {
  const database = databaseUrl ? { url: databaseUrl, drop: async () => {} } : await createTestDatabase()
  const dataFolder = mkdtempSync(join(tmpdir(), 'nucleus-test-'))
  const config = readConfig({
    NUCLEUS_DATA: dataFolder,
    // A full disk of the developer's is none of a test's business.
    FILES_KEEP_FREE: '0',
    PORT: '0',
    LOG_LEVEL: 'error',
    RATE_LIMIT_FACTOR: '1000',
    DATABASE_POOL: '5',
    SWEEP_INTERVAL_MS: '200',
    MEDIA_PORT: '0',
    MEDIA_WORKERS: '1',
    ...settings,
  })
  const context = createContext(config, database.url, clock)
  const app = await buildApp(context)
  const url = await app.http.listen({ host: '127.0.0.1', port: 0 })
  const owner = databaseUrl ? undefined : await createWorkspace(app.context, url)
  let guests = 0
  return {
    url,
    app,
    context,
    databaseUrl: database.url,
    /** Absent from a second process: use the first one's. */
    owner: owner as Client,
    /** Invites a person and accepts for them. */
    async invite(role: Exclude<Role, 'owner'> = 'member', name = `Person ${++guests}`): Promise<Client> {
      const invitation = await (owner as Client).call('invitations.create', { role })
      const token = new URLSearchParams(new URL(invitation.url).hash.slice(1)).get('token') ?? ''
      const email = `${name.toLowerCase().replace(/\W+/g, '.')}@example.org`
      return new Client(
        url,
        await ask(url, 'invitations.accept', { token, name, email, password: testPassword, as: 'token' }),
      )
    },
    async stop() {
      await app.stop()
      rmSync(dataFolder, { recursive: true, force: true })
      await database.drop()
    },
  }
}

async function createWorkspace(
  context: Parameters<typeof ensureSetupToken>[0],
  url: string,
): Promise<Client> {
  const token = (await ensureSetupToken(context)) ?? ''
  const input = {
    token,
    workspaceName: 'Test',
    name: 'Olivia Owner',
    email: 'olivia@example.org',
    password: testPassword,
    as: 'token',
  } as const
  return new Client(url, await ask(url, 'workspace.create', input))
}
