// Versions of the desktop app: brought by an admin (bring.ts), handed out step by step.
import type { ReleaseId } from '../../../contract/ids.ts'
import { newestOf } from '../../../contract/lib/app-versions.ts'
import type { ReleaseView, VersionInUse } from '../../../contract/releases.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import type { Transaction } from '../../core/db.ts'
import { demand, notFound } from '../../core/errors.ts'
import { inTransaction } from '../../journal/journal.ts'
import { sweepFiles } from './bring.ts'
import * as db from './db.ts'
import { readManifest, writeManifest } from './manifest.ts'
import { canManageReleases, isHandedOut, notWhole } from './policy.ts'
import { stateOf } from './present.ts'
import { findFiles, presentAll, presentOne, tell } from './show.ts'
import { diskNameOf } from './store.ts'

export { bringFile, bringManifest, sweepFiles } from './bring.ts'

/** The releases, the newest first, and the oldest version that may be used or null. Throws forbidden. */
export async function listReleases(
  context: Context,
  actor: Actor,
): Promise<{ releases: ReleaseView[]; leastApp: string | null }> {
  demand(canManageReleases(actor))
  const releases = await presentAll(context, context.db, await db.listReleases(context.db))
  return { releases, leastApp: await db.findLeastApp(context.db) }
}

/**
 * Hands a release out to `percentage` (1 to 100) of the computers. Twice equals once. Throws forbidden, not_found, and
 * file_not_ready while a file that the release names is not there as it names it.
 */
export async function publishRelease(
  context: Context,
  actor: Actor,
  { releaseId, percentage }: { releaseId: ReleaseId; percentage: number },
): Promise<ReleaseView> {
  demand(canManageReleases(actor))
  return change(context, actor, releaseId, async (tx, row) => {
    const there = await findFiles(context, tx, [row])
    for (const file of row.files) {
      const state = stateOf(file, there.get(file.name))
      if (state !== 'there') throw notWhole(file.name, state === 'different')
    }
    return { state: 'published', percentage }
  })
}

/** Hands a release out no more. One that is not handed out stays as it is. Throws forbidden and not_found. */
export async function withdrawRelease(context: Context, actor: Actor, id: ReleaseId): Promise<ReleaseView> {
  demand(canManageReleases(actor))
  return change(context, actor, id, async (_tx, { state, percentage }) => ({
    state: state === 'published' ? 'withdrawn' : state,
    percentage,
  }))
}

/** Throws forbidden, not_found, and already_exists while it is handed out. */
export async function removeRelease(context: Context, actor: Actor, id: ReleaseId): Promise<void> {
  demand(canManageReleases(actor))
  await inTransaction(context, actor.personId, async (tx, record) => {
    await db.lockReleases(tx)
    const row = await reach(tx, id)
    if (row.state === 'published') throw isHandedOut()
    await db.deleteRelease(tx, id)
    const rest = await db.listReleases(tx)
    const stillNamed = new Set(rest.flatMap(({ files }) => files.map(({ name }) => name)))
    const unnamed = row.files.map(({ name }) => name).filter((name) => !stillNamed.has(name))
    await db.deleteFiles(
      tx,
      unnamed.flatMap((name) => [name, `${name}.blockmap`]),
    )
    tell(record, actor, id)
  })
  await sweepFiles(context)
}

/** Sets the oldest version that may be used; null: any. Answers it. Throws forbidden. */
export async function setLeastApp(
  context: Context,
  actor: Actor,
  version: string | null,
): Promise<string | null> {
  demand(canManageReleases(actor))
  await inTransaction(context, actor.personId, async (tx, record) => {
    if (await db.setLeastApp(tx, version)) tell(record, actor)
  })
  return version
}

/** How many people use which version of the app, and how many a browser, by the sessions that live. Throws forbidden. */
export async function countVersionsInUse(
  context: Context,
  actor: Actor,
): Promise<{ apps: VersionInUse[]; browsers: number }> {
  demand(canManageReleases(actor))
  const rows = await db.countVersions(context.db, context.clock.now())
  const apps = rows.flatMap(({ platform, version, people, lastSeenAt }) =>
    platform && version ? [{ platform, version, people, lastSeenAt: lastSeenAt.toISOString() }] : [],
  )
  return { apps, browsers: rows.find(({ version }) => version === null)?.people ?? 0 }
}

/** What electron-updater is told (YAML); null where nothing is handed out. */
export async function readFeed(context: Context, feed: string): Promise<string | null> {
  const newest = newestOf(await db.listPublished(context.db, feed))
  return newest ? writeManifest(readManifest(newest.manifest), newest.percentage) : null
}

/** The name on the disk of a file that anybody may have, because a release that is handed out names it; or null. */
export async function findOffered(context: Context, name: string): Promise<string | null> {
  const row = await db.findHandedOut(context.db, name)
  return row && diskNameOf(row.sha512)
}

async function reach(tx: Transaction, id: ReleaseId): Promise<db.ReleaseRow> {
  const row = await db.findReleaseById(tx, id)
  if (!row) throw notFound('release')
  return row
}

type Standing = Pick<db.ReleaseRow, 'state' | 'percentage'>

/** Moves a release to where `decide` says. Nothing is written or told where it stands there already. */
const change = (
  context: Context,
  actor: Actor,
  id: ReleaseId,
  decide: (tx: Transaction, row: db.ReleaseRow) => Promise<Standing>,
): Promise<ReleaseView> =>
  inTransaction(context, actor.personId, async (tx, record) => {
    await db.lockReleases(tx)
    const row = await reach(tx, id)
    const { state, percentage } = await decide(tx, row)
    if (state !== row.state || percentage !== row.percentage) {
      await db.setReleaseState(tx, id, state, percentage)
      tell(record, actor, id)
    }
    return presentOne(context, tx, { ...row, state, percentage })
  })
