// Entries older than the catch-up window leave; a client whose cursor is older gets cursor_outdated.
import type { Context } from '../core/context.ts'

const dayMs = 86_400_000

/** Deletes what every listener has taken in and JOURNAL_KEEP_DAYS have passed over. Answers how many. */
export async function trimJournal(context: Context): Promise<number> {
  const before = new Date(context.clock.now().getTime() - context.config.journalKeepDays * dayMs)
  const [row] = await context.db.$queryRaw<{ trimmed: number }[]>`
    WITH doomed AS (
      DELETE FROM entry WHERE at < ${before} AND tx < (SELECT min(tx) FROM listener) RETURNING stream, number
    ), floors AS (
      SELECT stream, max(number) AS number, count(*)::int AS n FROM doomed GROUP BY stream ORDER BY stream
    ), raised AS (
      UPDATE stream s SET floor = greatest(s.floor, f.number) FROM floors f WHERE s.name = f.stream
    )
    SELECT coalesce(sum(n), 0)::int AS trimmed FROM floors`
  return row?.trimmed ?? 0
}
