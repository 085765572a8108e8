// Tables desktop_release and release_file, and the workspace's least version.
import type { ReleaseId } from '../../../contract/ids.ts'
import type { VersionInUse } from '../../../contract/releases.ts'
import { type Database, Prisma, type Transaction } from '../../core/db.ts'

type Source = Database | Transaction

export type NamedFile = { name: string; size: number; sha512: string }
export type ReleaseRow = {
  id: ReleaseId
  feed: string
  version: string
  manifest: string
  files: NamedFile[]
  state: 'draft' | 'published' | 'withdrawn'
  percentage: number
  createdAt: Date
}
export type FileRow = { name: string; size: bigint; sha512: string }

const columns = Prisma.sql`id, feed, version, manifest, files, state, percentage, created_at AS "createdAt"`

export const listReleases = (db: Source): Promise<ReleaseRow[]> =>
  db.$queryRaw<ReleaseRow[]>`SELECT ${columns} FROM desktop_release ORDER BY created_at DESC, id DESC`

export const listPublished = (db: Source, feed: string): Promise<ReleaseRow[]> =>
  db.$queryRaw<ReleaseRow[]>`
    SELECT ${columns} FROM desktop_release WHERE feed = ${feed} AND state = 'published'`

export async function findReleaseById(tx: Transaction, id: ReleaseId): Promise<ReleaseRow | null> {
  const [row] = await tx.$queryRaw<ReleaseRow[]>`
    SELECT ${columns} FROM desktop_release WHERE id = ${id}::uuid`
  return row ?? null
}

export async function findRelease(
  tx: Transaction,
  feed: string,
  version: string,
): Promise<ReleaseRow | null> {
  const [row] = await tx.$queryRaw<ReleaseRow[]>`
    SELECT ${columns} FROM desktop_release WHERE feed = ${feed} AND version = ${version}`
  return row ?? null
}

type NewRelease = Pick<ReleaseRow, 'feed' | 'version' | 'manifest' | 'files'> & { now: Date }

/** Another manifest of the same version takes the place of the former one, as a draft. */
export async function putRelease(tx: Transaction, release: NewRelease): Promise<ReleaseRow> {
  const { feed, version, manifest, files, now } = release
  const [row] = await tx.$queryRaw<ReleaseRow[]>`
    INSERT INTO desktop_release (feed, version, manifest, files, created_at)
    VALUES (${feed}, ${version}, ${manifest}, ${JSON.stringify(files)}::jsonb, ${now})
    ON CONFLICT (feed, version) DO UPDATE
      SET manifest = EXCLUDED.manifest, files = EXCLUDED.files, state = 'draft'
    RETURNING ${columns}`
  return row as ReleaseRow
}

export async function setReleaseState(
  tx: Transaction,
  id: ReleaseId,
  state: ReleaseRow['state'],
  percentage: number,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE desktop_release SET state = ${state}, percentage = ${percentage} WHERE id = ${id}::uuid`
}

export const deleteRelease = async (tx: Transaction, id: ReleaseId): Promise<void> =>
  void (await tx.$executeRaw`DELETE FROM desktop_release WHERE id = ${id}::uuid`)

export const listFiles = (db: Source, names: string[]): Promise<FileRow[]> =>
  db.$queryRaw<FileRow[]>`SELECT name, size, sha512 FROM release_file WHERE name = ANY(${names})`

export async function listChecksums(db: Source): Promise<string[]> {
  const rows = await db.$queryRaw<{ sha512: string }[]>`SELECT DISTINCT sha512 FROM release_file`
  return rows.map(({ sha512 }) => sha512)
}

/** Waits for whoever else brings, hands out or sweeps: there are few who do, and seldom. Who reads does not wait. */
export const lockReleases = async (tx: Transaction): Promise<void> =>
  void (await tx.$executeRaw`LOCK TABLE release_file IN SHARE ROW EXCLUSIVE MODE`)

/** Answers whether that is new. */
export async function putFile(
  tx: Transaction,
  { name, size, sha512 }: NamedFile,
  now: Date,
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    INSERT INTO release_file (name, size, sha512, uploaded_at) VALUES (${name}, ${size}, ${sha512}, ${now})
    ON CONFLICT (name) DO UPDATE
      SET size = EXCLUDED.size, sha512 = EXCLUDED.sha512, uploaded_at = EXCLUDED.uploaded_at
      WHERE release_file.sha512 <> EXCLUDED.sha512`
  return changed > 0
}

export const deleteFiles = async (tx: Transaction, names: string[]): Promise<void> =>
  void (await tx.$executeRaw`DELETE FROM release_file WHERE name = ANY(${names})`)

/** Those that were brought before a moment, and that no release names, nor the file that they are the blockmap of. */
export const deleteUnnamedFiles = async (tx: Transaction, before: Date): Promise<void> =>
  void (await tx.$executeRaw`
    DELETE FROM release_file WHERE uploaded_at < ${before} AND NOT EXISTS (
      SELECT 1 FROM desktop_release r, jsonb_array_elements(r.files) f
      WHERE f->>'name' IN (release_file.name, regexp_replace(release_file.name, '[.]blockmap$', '')))`)

/** A file that a release which is handed out names, or its blockmap. */
export async function findHandedOut(db: Source, name: string): Promise<FileRow | null> {
  const names = [name, name.replace(/\.blockmap$/, '')]
  const [row] = await db.$queryRaw<FileRow[]>`
    SELECT name, size, sha512 FROM release_file WHERE name = ${name} AND EXISTS (
      SELECT 1 FROM desktop_release r, jsonb_array_elements(r.files) f
      WHERE r.state = 'published' AND f->>'name' = ANY(${names}))`
  return row ?? null
}

/** Writes only what changed. */
export async function setLeastApp(tx: Transaction, version: string | null): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE workspace SET least_app = ${version} WHERE least_app IS DISTINCT FROM ${version}`
  return changed > 0
}

export async function findLeastApp(db: Source): Promise<string | null> {
  const [row] = await db.$queryRaw<
    { leastApp: string | null }[]
  >`SELECT least_app AS "leastApp" FROM workspace`
  return row?.leastApp ?? null
}

export type InUseRow = {
  platform: VersionInUse['platform'] | null
  version: string | null
  people: number
  lastSeenAt: Date
}

/**
 * By what the app says of itself: `NucleusDesktop/1.2.3 (linux)`. Each person counts once for each version they use, and
 * once for all their browsers, in the row without a version.
 */
export const countVersions = (db: Source, now: Date): Promise<InUseRow[]> =>
  db.$queryRaw<InUseRow[]>`
    SELECT named[2] AS platform, named[1] AS version, count(DISTINCT person_id)::int AS people,
      max(last_seen_at) AS "lastSeenAt"
    FROM session, regexp_match(device, 'NucleusDesktop/([0-9][0-9A-Za-z.-]{0,60}) [(](linux|mac|windows)[)]') AS named
    WHERE (kind = 'browser' OR (kind = 'token' AND named IS NOT NULL)) AND (expires_at IS NULL OR expires_at > ${now})
    GROUP BY 1, 2`
