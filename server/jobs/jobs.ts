// Work by the clock, through a queue in the same Postgres: one process of several does each job, and a crash repeats it.
import { PgBoss } from 'pg-boss'
import type { Context } from '../core/context.ts'

/** `cron` in UTC. `run` must be safe to repeat. */
export type Job = { name: string; cron: string; run: (context: Context) => Promise<unknown> }

const pollSeconds = 20

export async function startJobs(
  context: Context,
  databaseUrl: string,
  jobs: Job[],
): Promise<{ stop: () => Promise<void> }> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    max: 2,
    application_name: 'nucleus-jobs',
    schema: 'jobs',
  })
  boss.on('error', (error: Error) => context.log.warn({ err: error }, 'job queue'))
  await boss.start()
  for (const { name, cron, run } of jobs) {
    await boss.createQueue(name, { policy: 'exclusive', retryLimit: 2, expireInSeconds: 600 })
    await boss.work(name, { pollingIntervalSeconds: pollSeconds }, async () => {
      await run(context)
    })
    await boss.schedule(name, cron)
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 5000 }) }
}
