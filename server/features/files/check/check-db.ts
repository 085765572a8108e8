// Which files wait to be looked at. Who takes one holds it for a while; a process that dies stops holding it.
import type { FileId } from '../../../../contract/ids.ts'
import type { Database, Transaction } from '../../../core/db.ts'
import { type FileRow, fileColumns } from '../db.ts'

/** Takes the file that waits longest, or null. */
export async function takeUnchecked(db: Database, now: Date, until: Date): Promise<FileRow | null> {
  const [row] = await db.$queryRaw<FileRow[]>`
    UPDATE file f SET check_at = ${until}, check_tries = f.check_tries + 1 WHERE f.id = (
      SELECT id FROM file WHERE state = 'checking' AND (check_at IS NULL OR check_at <= ${now})
      ORDER BY check_at NULLS FIRST, id LIMIT 1 FOR UPDATE SKIP LOCKED
    ) RETURNING ${fileColumns}`
  return row ?? null
}

export async function holdChecking(db: Database, id: FileId, until: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE file SET check_at = ${until}
    WHERE id = ${id}::uuid AND state IN ('checking', 'deleted') AND check_at IS NOT NULL`
}

/** To be looked at again at `at`. `isBlameless`: it was not the file's fault. */
export async function postponeCheck(db: Database, id: FileId, at: Date, isBlameless: boolean): Promise<void> {
  await db.$executeRaw`
    UPDATE file SET check_at = ${at}, check_tries = greatest(0, check_tries - ${isBlameless ? 1 : 0})
    WHERE id = ${id}::uuid AND state = 'checking'`
}

/** For search; twice equals once. */
export async function keepWords(tx: Transaction, id: FileId, words: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO file_text (file_id, text) VALUES (${id}::uuid, ${words})
    ON CONFLICT (file_id) DO UPDATE SET text = EXCLUDED.text`
}

/** Nothing more will be stored of a file that was deleted in its check. */
export async function releaseCheck(db: Database, id: FileId): Promise<void> {
  await db.$executeRaw`UPDATE file SET check_at = NULL WHERE id = ${id}::uuid AND state = 'deleted'`
}

/** What a process that is gone held: only where there is no other one. */
export async function releaseChecks(db: Database): Promise<void> {
  await db.$executeRaw`UPDATE file SET check_at = NULL WHERE state IN ('checking', 'deleted') AND check_at IS NOT NULL`
}

export async function countUnchecked(db: Database): Promise<number> {
  const [row] = await db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM (SELECT FROM file WHERE state = 'checking' LIMIT 10000) waiting`
  return row?.n ?? 0
}
