// Names in filters become ids: of people, and of channels that may be read.
import type { ChannelId, PersonId } from '../../../contract/ids.ts'
import type { Database, Transaction } from '../../core/db.ts'

/** The direct conversations between a person and these. */
export async function findDirects(
  db: Database | Transaction,
  personId: PersonId,
  withIds: PersonId[],
): Promise<ChannelId[]> {
  if (withIds.length === 0) return []
  const rows = await db.$queryRaw<{ id: ChannelId }[]>`
    SELECT c.id FROM membership mine JOIN channel c ON c.id = mine.channel_id AND c.kind = 'direct'
    JOIN membership theirs ON theirs.channel_id = c.id AND theirs.person_id = ANY(${withIds}::uuid[])
    WHERE mine.person_id = ${personId}::uuid AND (theirs.person_id <> mine.person_id OR c.member_count = 1)`
  return rows.map(({ id }) => id)
}

/** Names of what a look into the index has found. */
export function listNames(db: Database | Transaction, ids: string[]) {
  return db.$queryRaw<{ id: string; name: string }[]>`
    SELECT source_id AS id, coalesce(name, '') AS name FROM search_document WHERE source_id = ANY(${ids}::uuid[])`
}

export async function findTimeZone(db: Database | Transaction, personId: PersonId): Promise<string> {
  const [row] = await db.$queryRaw<{ timeZone: string }[]>`
    SELECT time_zone AS "timeZone" FROM person WHERE id = ${personId}::uuid`
  return row?.timeZone ?? 'UTC'
}
