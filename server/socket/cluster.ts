// How several server processes hear of each other's commits: not at all (one process), through Redis streams, or
// through Postgres LISTEN/NOTIFY. Lost words cost time, never an entry: the sweep finds it.
import { createAdapter as createPostgresAdapter } from '@socket.io/postgres-adapter'
import { createAdapter as createRedisAdapter } from '@socket.io/redis-streams-adapter'
import pg from 'pg'
import { createClient } from 'redis'
import type { Context } from '../core/context.ts'
import type { BetweenServers, NucleusServer } from './rooms.ts'

/** Says something to the other processes, which hear it with `io.on`. */
export type Tell = <Name extends keyof BetweenServers>(
  name: Name,
  ...words: Parameters<BetweenServers[Name]>
) => void
export type Cluster = { tell: Tell; leave: () => Promise<void> }

const alone: Cluster = { tell: () => {}, leave: async () => {} }
const through =
  (io: NucleusServer): Tell =>
  (name, ...words) =>
    void io.serverSideEmit(name, ...words)

async function throughRedis(context: Context, io: NucleusServer): Promise<Cluster> {
  const client = createClient({ url: context.config.redisUrl as string })
  client.on('error', (error) => context.log.warn({ err: error }, 'Redis'))
  await client.connect()
  // The adapter lets go of what it publishes: without this a restart of Redis would end the process, and what waits for
  // Redis to come back would fill the memory. A word that is lost is found by the sweep.
  const publish = client.publish.bind(client)
  const publishIfPossible = async (...word: Parameters<typeof publish>) => {
    if (!client.isReady) return 0
    return publish(...word).catch((error) => {
      context.log.warn({ err: error }, 'Redis did not take a word to the other processes')
      return 0
    })
  }
  Object.assign(client, { publish: publishIfPossible })
  io.adapter(createRedisAdapter(client, { streamName: 'nucleus', maxLen: 20_000 }))
  return { tell: through(io), leave: async () => client.destroy() }
}

/** Throws for one that was given back before, which is most of them. */
function giveBack(client: pg.PoolClient) {
  try {
    client.release(true)
  } catch {}
}

async function throughPostgres(context: Context, io: NucleusServer, url: string): Promise<Cluster> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 3,
    connectionTimeoutMillis: 10_000,
    query_timeout: 20_000,
    keepAlive: true,
    application_name: 'nucleus-cluster',
  })
  const onError = (error: Error) => context.log.warn({ err: error }, 'cluster connection')
  pool.on('error', onError)
  // The one that listens is never idle, so the pool does not watch it, and the adapter only takes another one when it
  // is cut: a restart of Postgres would end the process, and every further one would cost a connection of the pool.
  pool.on('connect', (client) => {
    client.on('error', onError)
    client.once('end', () => setImmediate(() => giveBack(client as pg.PoolClient)))
  })
  await pool.query(`CREATE TABLE IF NOT EXISTS socket_io_attachments (
    id bigserial UNIQUE, created_at timestamptz DEFAULT now(), payload bytea)`)
  const errorHandler = (error: Error) => context.log.warn({ err: error }, 'cluster')
  io.adapter(createPostgresAdapter(pool, { channelPrefix: 'nucleus', errorHandler }))
  return { tell: through(io), leave: () => pool.end() }
}

/** Joins the processes that CLUSTER names. `databaseUrl` is the one the server runs on. */
export async function joinCluster(context: Context, io: NucleusServer): Promise<Cluster> {
  if (context.config.cluster === 'redis') return throughRedis(context, io)
  if (context.config.cluster === 'postgres')
    return throughPostgres(context, io, context.config.databaseUrl as string)
  return alone
}
