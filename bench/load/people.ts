// Thousands of people with sessions and channels, written straight into the database: hashing 5,000 passwords would
// measure the hash.
import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import type { ChannelId, PersonId } from '../../contract/ids.ts'

export type LoadPerson = { personId: PersonId; token: string }

export async function withConnection<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return work(client).finally(() => client.end())
}

export async function createWorkspace(url: string): Promise<void> {
  await withConnection(url, (client) =>
    client.query(`INSERT INTO workspace (name) VALUES ('Bench') ON CONFLICT DO NOTHING`),
  )
}

/** Members with a bearer token each. */
export function createPeople(url: string, count: number, prefix: string): Promise<LoadPerson[]> {
  const tokens = Array.from({ length: count }, () => randomBytes(32).toString('base64url'))
  const hashes = tokens.map((token) => createHash('sha256').update(token).digest())
  return withConnection(url, async (client) => {
    const { rows } = await client.query<{ id: PersonId; n: number }>(
      `WITH people AS (
        INSERT INTO person (name, role, email, last_seen_at)
        SELECT $1 || ' ' || n, 'member', $1 || n || '@bench.example', now() FROM generate_series(1, $2::int) n RETURNING id
      ), numbered AS (SELECT id, row_number() OVER ()::int AS n FROM people), sessions AS (
        INSERT INTO session (person_id, token_hash, kind, expires_at)
        SELECT id, ($3::bytea[])[n], 'token', now() + interval '1 day' FROM numbered
      ) SELECT id, n FROM numbered ORDER BY n`,
      [prefix, count, hashes],
    )
    return rows.map(({ id, n }) => ({ personId: id, token: tokens[n - 1] as string }))
  })
}

/** A public channel with these members. */
export function createChannel(url: string, name: string, memberIds: PersonId[]): Promise<ChannelId> {
  return withConnection(url, async (client) => {
    const { rows } = await client.query<{ id: ChannelId }>(
      `INSERT INTO channel (kind, name, created_by_id, member_count) VALUES ('public', $1, $2, $3) RETURNING id`,
      [name, memberIds[0], memberIds.length],
    )
    const id = (rows[0] as { id: ChannelId }).id
    await client.query('INSERT INTO membership (channel_id, person_id) SELECT $1, unnest($2::uuid[])', [
      id,
      memberIds,
    ])
    return id
  })
}

/** Fills a channel with talk of some months. */
export async function fillChannel(
  url: string,
  channelId: ChannelId,
  authorId: PersonId,
  count: number,
): Promise<void> {
  await withConnection(url, async (client) => {
    await client.query(
      `INSERT INTO message (channel_id, number, position, author_id, client_id, body, sent_at)
      SELECT $1, n, n, $2, gen_random_uuid(), 'Message ' || n || ': ' || repeat('some words of everyday talk ', 1 + n % 6),
        now() - make_interval(mins => $3 - n) FROM generate_series(1, $3::int) n`,
      [channelId, authorId, count],
    )
    await client.query('UPDATE channel SET last_position = $2, last_message_at = now() WHERE id = $1', [
      channelId,
      count,
    ])
    await client.query(`INSERT INTO stream (name, head, floor) VALUES ('channel:' || $1, $2, $2)`, [
      channelId,
      count,
    ])
    await client.query('VACUUM ANALYZE message')
  })
}
