// Tables workspace and setup_token; both have at most one row.
import { type Database, Prisma, type Transaction } from '../../core/db.ts'

export type WorkspaceRow = { name: string; mailExcerpts: boolean; leastApp: string | null; revision: number }

const columns = Prisma.sql`name, mail_excerpts AS "mailExcerpts", least_app AS "leastApp", revision`

export const findWorkspace = (db: Database | Transaction): Promise<WorkspaceRow | null> =>
  db.workspace.findFirst()

/** Keeps the new token's hash unless the workspace exists. False: it does. */
export async function saveSetupToken(db: Database, tokenHash: Buffer, now: Date): Promise<boolean> {
  const count = await db.$executeRaw`
    INSERT INTO setup_token (token_hash, created_at)
    SELECT ${tokenHash}, ${now} WHERE NOT EXISTS (SELECT FROM workspace)
    ON CONFLICT (id) DO UPDATE SET token_hash = EXCLUDED.token_hash, created_at = EXCLUDED.created_at`
  return count > 0
}

export async function findSetupTokenHash(db: Database): Promise<Uint8Array | null> {
  return (await db.setupToken.findFirst())?.tokenHash ?? null
}

/** A second call waits for the first one's commit, and then answers null. */
export async function insertWorkspace(
  tx: Transaction,
  name: string,
  now: Date,
): Promise<WorkspaceRow | null> {
  const [row] = await tx.$queryRaw<WorkspaceRow[]>`
    INSERT INTO workspace (name, created_at) VALUES (${name}, ${now}) ON CONFLICT DO NOTHING RETURNING ${columns}`
  if (row) await tx.setupToken.deleteMany()
  return row ?? null
}

/** Answers null when that is its name already. */
export async function renameWorkspace(tx: Transaction, name: string): Promise<WorkspaceRow | null> {
  const [row] = await tx.$queryRaw<WorkspaceRow[]>`
    UPDATE workspace SET name = ${name}, revision = revision + 1 WHERE name <> ${name} RETURNING ${columns}`
  return row ?? null
}

/** Answers null when it is so already. */
export async function setMailExcerpts(tx: Transaction, isAllowed: boolean): Promise<WorkspaceRow | null> {
  const [row] = await tx.$queryRaw<WorkspaceRow[]>`
    UPDATE workspace SET mail_excerpts = ${isAllowed}, revision = revision + 1 WHERE mail_excerpts <> ${isAllowed}
    RETURNING ${columns}`
  return row ?? null
}
