// How far the building of the index is.
import type { MessageId } from '../../../contract/ids.ts'
import type { Database, Transaction } from '../../core/db.ts'

export type RebuildRow = {
  version: number
  afterId: MessageId | null
  done: number
  total: number
  begunAt: Date | null
}

/** Held until the commit; null: another process is at this batch. */
export async function holdRebuild(tx: Transaction): Promise<RebuildRow | null> {
  const [row] = await tx.$queryRaw<RebuildRow[]>`
    SELECT version, after_id AS "afterId", done, total, begun_at AS "begunAt" FROM search_rebuild FOR UPDATE SKIP LOCKED`
  return row ?? null
}

export async function readRebuild(db: Database): Promise<RebuildRow> {
  const [row] = await db.$queryRaw<RebuildRow[]>`
    SELECT version, after_id AS "afterId", done, total, begun_at AS "begunAt" FROM search_rebuild`
  return row as RebuildRow
}

export async function beginRebuild(tx: Transaction, at: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE search_rebuild SET version = 0, after_id = NULL, done = 0, begun_at = ${at},
      total = (SELECT count(*) FROM message)`
}

export async function advanceRebuild(tx: Transaction, afterId: MessageId, count: number): Promise<void> {
  await tx.$executeRaw`UPDATE search_rebuild SET after_id = ${afterId}::uuid, done = done + ${count}`
}

export async function endRebuild(tx: Transaction, version: number): Promise<void> {
  await tx.$executeRaw`UPDATE search_rebuild SET version = ${version}, after_id = NULL, begun_at = NULL`
}

/** Marks the index as behind, so that it is built anew from the beginning. */
export async function demandRebuild(db: Database): Promise<void> {
  await db.$executeRaw`UPDATE search_rebuild SET version = 0, after_id = NULL, begun_at = NULL`
}

/** The planner learns what there is, and the pending list is put in its place. */
export async function tidyIndex(db: Database): Promise<void> {
  await db.$executeRaw`ANALYZE search_document`
}
