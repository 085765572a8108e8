// What no service does: found a workspace without its one-time link, and put dates into the past.
import type { PersonId } from '../../contract/ids.ts'
import type { Database, Transaction } from '../core/db.ts'

/** The workspace, and whether this person is in it. Null: there is none yet. */
export async function findWorkspace(db: Database, personId: PersonId) {
  const [row] = await db.$queryRaw<{ name: string; createdAt: Date; isDemo: boolean }[]>`
    SELECT name, created_at AS "createdAt", EXISTS (SELECT FROM person WHERE id = ${personId}::uuid) AS "isDemo"
    FROM workspace`
  return row ?? null
}

/** Fails as a unique violation when there is one. The one-time link has nothing left to create. */
export async function insertWorkspace(tx: Transaction, name: string, createdAt: Date): Promise<void> {
  await tx.$executeRaw`INSERT INTO workspace (name, created_at) VALUES (${name}, ${createdAt})`
  await tx.$executeRaw`DELETE FROM setup_token`
}

/** The database dates these by its own clock; here they begin with the talk. */
export async function setDatesByTalk(db: Database): Promise<void> {
  await db.$executeRaw`
    UPDATE channel c SET created_at = first.at
    FROM (SELECT channel_id, min(sent_at) - interval '3 minutes' AS at FROM message GROUP BY channel_id) first
    WHERE first.channel_id = c.id`
  await db.$executeRaw`
    UPDATE membership m SET joined_at = greatest(c.created_at, p.created_at)
    FROM channel c, person p WHERE c.id = m.channel_id AND p.id = m.person_id`
  await db.$executeRaw`
    UPDATE person p SET last_seen_at = last.at
    FROM (SELECT author_id, max(sent_at) AS at FROM message GROUP BY author_id) last
    WHERE last.author_id = p.id AND p.kind = 'person' AND p.last_seen_at IS NULL`
  await db.$executeRaw`
    UPDATE reaction r SET added_at = m.sent_at + interval '1 minute' + (r.added_at - (SELECT min(added_at) FROM reaction))
    FROM message m WHERE m.id = r.message_id`
  await db.$executeRaw`
    UPDATE file f SET uploaded_at = m.sent_at FROM message m WHERE m.id = f.message_id`
}

/** What happened to people is dated by when it was heard of; and what is old is known to them. */
export async function setActivityByTalk(db: Database): Promise<void> {
  await db.$executeRaw`
    UPDATE activity a SET at = m.sent_at + interval '1 minute' FROM message m
    WHERE m.id = a.message_id AND a.kind = 'reaction'`
  await db.$executeRaw`
    UPDATE activity a SET at = m.joined_at FROM membership m
    WHERE m.channel_id = a.channel_id AND m.person_id = a.person_id AND a.kind = 'joined'`
  await db.$executeRaw`UPDATE activity SET is_unread = false WHERE at < (SELECT max(sent_at) FROM message) - interval '1 day'`
}
