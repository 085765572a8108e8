// Entries older than the catch-up window leave; a client whose cursor is older gets cursor_outdated.
import type { Context } from '../core/context.ts'

const dayMs = 86_400_000

const atATime = 20_000

/** One short statement at a time, so that no lock is held long. */
async function trimSome(context: Context, before: Date, listenerNames: string[]): Promise<number> {
  const [row] = await context.db.$queryRaw<{ trimmed: number }[]>`
    WITH doomed AS (
      DELETE FROM entry WHERE (stream, number) IN (
        SELECT stream, number FROM entry
        WHERE at < ${before} AND tx < (SELECT min(tx) FROM listener WHERE name = ANY(${listenerNames}::text[]))
        LIMIT ${atATime}
      ) RETURNING stream, number
    ), floors AS (
      SELECT stream, max(number) AS number, count(*)::int AS n FROM doomed GROUP BY stream ORDER BY stream
    ), raised AS (
      UPDATE stream s SET floor = greatest(s.floor, f.number) FROM floors f WHERE s.name = f.stream
    )
    SELECT coalesce(sum(n), 0)::int AS trimmed FROM floors`
  return row?.trimmed ?? 0
}

/**
 * Deletes what every one of these listeners has taken in and JOURNAL_KEEP_DAYS have passed over. Answers how many.
 */
export async function trimJournal(context: Context, listenerNames: string[]): Promise<number> {
  const before = new Date(context.clock.now().getTime() - context.config.journalKeepDays * dayMs)
  for (let all = 0; ; ) {
    const trimmed = await trimSome(context, before, listenerNames)
    all += trimmed
    if (trimmed < atATime) return all
  }
}
