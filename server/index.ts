// Boot: settings, database, migrations, doors. Every step says its name and its time; a wrong setting stops here.
import { type App, buildApp, createContext } from './app.ts'
import { type Config, ConfigError, readConfig } from './core/config.ts'
import { startPostgres } from './core/embedded-postgres.ts'
import { migrate } from './core/migrate.ts'
import { say, step } from './core/step.ts'
import { openMedia } from './features/calls/service.ts'
import { jobs } from './features/features.ts'
import { ensureSetupToken } from './features/workspace/service.ts'
import { startJobs } from './jobs/jobs.ts'

type Ending = () => Promise<void>

const endings: Ending[] = []

async function openPostgres(config: Config): Promise<string> {
  if (config.databaseUrl) return config.databaseUrl
  const postgres = await step('postgres', () =>
    startPostgres({ dataFolder: config.dataFolder, log: (line) => say(`  ${line}`) }),
  )
  endings.push(postgres.stop)
  void postgres.gone.then(() => end(1, 'Postgres has stopped.'))
  return postgres.url
}

async function listen(app: App, { host, port }: Config) {
  try {
    await app.http.listen({ host, port })
  } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error
    throw new ConfigError(`Port ${port} is in use by another program. Stop it, or set PORT to a free one.`)
  }
}

let isEnding = false

/** Ends what was started, last first. A second signal, or ten seconds, end at once. */
async function end(code: number, reason?: string) {
  if (isEnding) return
  isEnding = true
  if (reason) console.error(reason)
  setTimeout(() => process.exit(code || 1), 10_000).unref()
  for (const ending of endings.reverse()) await ending().catch((error) => console.error(error))
  process.exit(code)
}

async function boot() {
  const config = readConfig()
  const databaseUrl = await openPostgres(config)
  await step('migrations', () => migrate(databaseUrl))
  const context = createContext(config, databaseUrl)
  const app = await step('server', async () => {
    const built = await buildApp(context)
    endings.push(built.stop)
    await listen(built, config)
    const queue = await startJobs(context, databaseUrl, jobs)
    endings.push(queue.stop)
    return built
  })
  // Without calls the rest is worth having: it says why, and goes on.
  await openMedia(context).catch((error: Error) => say(`  No calls here: ${error.message}`))
  if (process.argv.includes('--demo')) {
    const { openDemo } = await import('./demo/demo.ts')
    await openDemo(app)
  }
  say(`\nNucleus is at ${config.publicUrl}`)
  const setupToken = await ensureSetupToken(context)
  if (setupToken) say(`Create the workspace here, once: ${config.publicUrl}/setup#token=${setupToken}`)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // Its Postgres is ended by the shell beside it, see postgres-process.ts.
  process.on(signal, () => (isEnding ? process.exit(1) : void end(0)))
}
boot().catch((error: unknown) => {
  const isForPeople =
    error instanceof Error && ['ConfigError', 'MigrationError', 'PostgresError'].includes(error.name)
  return end(
    1,
    isForPeople ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error),
  )
})
