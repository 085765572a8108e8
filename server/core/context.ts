// What every service gets: made once at boot, handed down, never imported.
import type { Journal } from '../journal/journal.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database } from './db.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'

export type Context = {
  config: Config
  db: Database
  journal: Journal
  clock: Clock
  log: Log
  metrics: Metrics
}
