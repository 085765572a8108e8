// One look into the index: what matches in one stretch of time, of what the person may read at that moment.
import type { ChannelId, PersonId } from '../../../contract/ids.ts'
import type { SearchKind } from '../../../contract/search.ts'
import { type Database, Prisma, type Transaction } from '../../core/db.ts'
import type { Scope } from './policy.ts'

/** What is looked for, whatever the time. Every lookup is a tsquery; all of them must hold. */
export type Sought = {
  kind: SearchKind
  scope: Scope
  lookups: string[]
  /** Patterns of LIKE over the folded words. */
  patterns: string[]
  excluded: string[]
  /** Only these; null: all that may be read. */
  channelIds: ChannelId[] | null
  excludedChannelIds: ChannelId[]
  /** Only people who are in it. Of a channel that the searcher may read. */
  memberOf: ChannelId | null
  excludedAuthorIds: PersonId[]
  excludedMarks: string[]
  from: Date | null
  to: Date | null
  /** Stretches of time that are left out. */
  excludedSpans: { from: Date; to: Date }[]
  isThread: boolean | null
  hasReaction: boolean | null
}

/** Below this place, in the order of the answer. */
export type Place = { at: Date; id: string }
export type Stretch = {
  /** tsquery of the blocks of time (windows.ts); null: all time. */
  window: string | null
  below: Place | null
  /** Rows to compare at most: one more tells that there are too many. */
  most: number
  wanted: number
  withWords: boolean
}

export type FoundRow = { id: string; at: Date; words: string }

/** How long one statement may take; what has not ended then is told by name. */
const statementMs = 2500

/** For one transaction: only the index leads to documents, whatever the planner believes of a table it has not seen. */
export async function prepareSearch(tx: Transaction): Promise<void> {
  await tx.$queryRaw`
    SELECT set_config('statement_timeout', ${String(statementMs)}, true), set_config('enable_seqscan', 'off', true),
      set_config('work_mem', '24MB', true)`
}

/**
 * The readable channels as a tsquery. Public ones have one term together, so that most people's list is their private
 * channels and conversations.
 */
function readable({ kind, scope, channelIds }: Sought): Prisma.Sql {
  if (kind === 'person') return Prisma.sql`'''person:all'''::tsquery`
  const { personId, readsPublic } = scope
  const own = Prisma.sql`
    SELECT m.channel_id::text AS channel FROM membership m JOIN channel c ON c.id = m.channel_id
    WHERE m.person_id = ${personId}::uuid`
  const channels =
    channelIds === null
      ? Prisma.sql`${own} AND NOT (${readsPublic} AND c.kind = 'public') UNION ALL SELECT 'public' WHERE ${readsPublic}`
      : Prisma.sql`${own} AND m.channel_id = ANY(${channelIds}::uuid[]) UNION ALL
          SELECT c.id::text FROM channel c WHERE c.id = ANY(${channelIds}::uuid[]) AND ${readsPublic} AND c.kind = 'public'`
  return Prisma.sql`(
    SELECT string_agg('''' || ${kind}::text || ':' || channel || '''', '|')::tsquery FROM (${channels}) readable
  )`
}

const terms = Prisma.sql`search_terms(d.kind, d.words, d.channel_id, d.is_public, d.author_id, d.at, d.marks)`
const all = (conditions: Prisma.Sql[]) => Prisma.join(conditions, ' AND ')

function conditionsOf(sought: Sought, { window, below }: Stretch): Prisma.Sql {
  const { lookups, patterns, excluded, from, to } = sought
  const conditions = [
    Prisma.sql`${terms} @@ ${readable(sought)}`,
    ...[...lookups, ...(window === null ? [] : [window])].map(
      (lookup) => Prisma.sql`${terms} @@ ${lookup}::tsquery`,
    ),
    ...patterns.map((pattern) => Prisma.sql`d.words LIKE ${pattern}`),
    ...excluded.map((pattern) => Prisma.sql`d.words NOT LIKE ${pattern}`),
    ...sought.excludedSpans.map((span) => Prisma.sql`NOT (d.at >= ${span.from} AND d.at < ${span.to})`),
  ]
  if (from) conditions.push(Prisma.sql`d.at >= ${from}`)
  if (to) conditions.push(Prisma.sql`d.at < ${to}`)
  if (below) conditions.push(Prisma.sql`(d.at, d.source_id) < (${below.at}, ${below.id}::uuid)`)
  if (sought.excludedAuthorIds.length > 0)
    conditions.push(Prisma.sql`d.author_id <> ALL(${sought.excludedAuthorIds}::uuid[])`)
  if (sought.excludedChannelIds.length > 0)
    conditions.push(Prisma.sql`d.channel_id <> ALL(${sought.excludedChannelIds}::uuid[])`)
  if (sought.excludedMarks.length > 0)
    conditions.push(Prisma.sql`NOT coalesce(d.marks && ${sought.excludedMarks}::text[], false)`)
  return all(conditions)
}

/** The source as it is now: deleted or changed since, a document is not shown; and the law asked once more, exactly. */
function sourceOf({ kind, scope, memberOf, isThread, hasReaction }: Sought): Prisma.Sql {
  if (kind === 'person') {
    const inIt = Prisma.sql`JOIN membership ms ON ms.person_id = p.id AND ms.channel_id = ${memberOf}::uuid`
    return Prisma.sql`JOIN person p ON p.id = f.source_id ${memberOf === null ? Prisma.empty : inIt}`
  }
  const law = Prisma.sql`
    JOIN channel c ON c.id = f.channel_id
      AND (${scope.readsPublic} AND c.kind = 'public' OR EXISTS (
        SELECT FROM membership ms WHERE ms.channel_id = c.id AND ms.person_id = ${scope.personId}::uuid))`
  if (kind === 'channel') return law
  if (kind === 'task') return Prisma.sql`${law} JOIN task t ON t.id = f.source_id`
  if (kind === 'file')
    return Prisma.sql`${law} JOIN message m ON m.id = f.message_id AND m.deleted_at IS NULL`
  const conditions = [
    Prisma.sql`m.id = f.source_id AND m.deleted_at IS NULL AND m.edited_at IS NOT DISTINCT FROM f.edited_at`,
  ]
  if (isThread !== null)
    conditions.push(Prisma.sql`(m.thread_id IS NOT NULL OR m.reply_count > 0) = ${isThread}`)
  if (hasReaction !== null)
    conditions.push(Prisma.sql`EXISTS (SELECT FROM reaction r WHERE r.message_id = m.id) = ${hasReaction}`)
  return Prisma.sql`${law} JOIN message m ON ${all(conditions)}`
}

/**
 * Looks once. `isTooMuch`: more than `most` documents match there, and none of them is answered: ask for less time.
 * Rows are in the order of the answer: the newest first.
 */
export async function look(
  db: Database | Transaction,
  sought: Sought,
  stretch: Stretch,
): Promise<{ isTooMuch: boolean; rows: FoundRow[] }> {
  const { most, wanted, withWords } = stretch
  const found = await db.$queryRaw<{ scanned: number; id: string | null; at: Date; words: string }[]>`
    WITH f AS MATERIALIZED (
      SELECT d.source_id, d.at, d.channel_id, d.message_id, d.edited_at,
        ${withWords ? Prisma.sql`left(d.words, 4000)` : Prisma.sql`''`} AS words
      FROM search_document d WHERE ${conditionsOf(sought, stretch)} LIMIT ${most + 1}
    )
    SELECT s.scanned, r.* FROM (SELECT count(*)::int AS scanned FROM f) s LEFT JOIN LATERAL (
      SELECT f.source_id AS id, f.at, f.words FROM f ${sourceOf(sought)}
      WHERE s.scanned <= ${most} ORDER BY f.at DESC, f.source_id DESC LIMIT ${wanted}
    ) r ON true`
  const scanned = found[0]?.scanned ?? 0
  return { isTooMuch: scanned > most, rows: found.filter(({ id }) => id !== null) as FoundRow[] }
}
