// What an admin brings: installers, and the lists that make releases of them. And what nobody wants any more is swept away.
import type { ReleaseView } from '../../../contract/releases.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { demand } from '../../core/errors.ts'
import { inTransaction } from '../../journal/journal.ts'
import * as db from './db.ts'
import { readManifest } from './manifest.ts'
import { canManageReleases, isHandedOutAs } from './policy.ts'
import { presentOne, tell } from './show.ts'
import { dropPart, keepPart, sweepFolder, writePart } from './store.ts'

/** A list may come later than what it names, but not that much. */
const unnamedMs = 7 * 86_400_000

/**
 * Takes what electron-builder wrote about a release: `text` is YAML. Twice equals once. Throws forbidden, invalid_input, and
 * already_exists where this version is handed out as another list names it.
 */
export async function bringManifest(
  context: Context,
  actor: Actor,
  feed: string,
  text: string,
): Promise<ReleaseView> {
  demand(canManageReleases(actor))
  const { version, files } = readManifest(text)
  const named = files.map(({ url, size, sha512 }) => ({ name: url, size, sha512 }))
  return inTransaction(context, actor.personId, async (tx, record) => {
    await db.lockReleases(tx)
    const former = await db.findRelease(tx, feed, version)
    if (former?.manifest === text) return presentOne(context, tx, former)
    if (former?.state === 'published') throw isHandedOutAs(`${version} (${feed})`)
    const now = context.clock.now()
    const row = await db.putRelease(tx, { feed, version, manifest: text, files: named, now })
    tell(record, actor, row.id)
    return presentOne(context, tx, row)
  })
}

/**
 * Takes an installer or its blockmap. `announced`: how many bytes are said to come, 0 where nobody said. Twice equals once.
 * Throws forbidden, too_large, storage_full, and already_exists where another file of this name is handed out.
 */
export async function bringFile(
  context: Context,
  actor: Actor,
  { name, announced, bytes }: { name: string; announced: number; bytes: AsyncIterable<Uint8Array> },
): Promise<void> {
  demand(canManageReleases(actor))
  const part = await writePart(context, bytes, announced)
  const { size, sha512 } = part
  try {
    await inTransaction(context, actor.personId, async (tx, record) => {
      await db.lockReleases(tx)
      const inUse = await db.findHandedOut(tx, name)
      if (inUse && inUse.sha512 !== sha512) throw isHandedOutAs(name)
      await keepPart(context, part)
      if (await db.putFile(tx, { name, size, sha512 }, context.clock.now())) tell(record, actor)
    })
  } finally {
    await dropPart(part)
  }
  await sweepFiles(context)
}

/** Removes files that no list names for a week, and from the disk whatever no row names. Safe at any time. */
export async function sweepFiles(context: Context): Promise<void> {
  const before = new Date(context.clock.now().getTime() - unnamedMs)
  await inTransaction(context, null, (tx) => db.deleteUnnamedFiles(tx, before))
  // Only after that is committed: a row without its file would be worse than a file without its row.
  await inTransaction(context, null, async (tx) => {
    await db.lockReleases(tx)
    await sweepFolder(context, await db.listChecksums(tx))
  })
}
