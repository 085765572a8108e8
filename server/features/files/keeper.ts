// Keeps files going: what waits for its check, what waits to be erased, and now and then what nobody wants any more.
import { readdir } from 'node:fs/promises'
import type { Context } from '../../core/context.ts'
import { releaseChecks } from './check/check-db.ts'
import { stopChecker, wakeChecker } from './check/checker.ts'
import { forgetFile } from './erase.ts'
import { deleteTombstones, keepUploading, listForgotten } from './erase-db.ts'
import { eraserOver, wakeEraser } from './eraser.ts'
import { keepKeysCurrent } from './sealing/rewrap.ts'
import { partsFolderOf } from './store/stores.ts'
import { dropPart } from './upload/parts.ts'
import { stopSealer } from './upload/sealer.ts'

const dayMs = 86_400_000
const unfinishedMs = dayMs
/** Attached to a draft, perhaps; a month later nobody waits for it any more. */
const unsentMs = 30 * dayMs
const atATime = 200
const idPattern = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\./

/** Runs until stopped. */
export function startFileKeeper(context: Context): () => Promise<void> {
  const turn = () => {
    wakeChecker(context)
    wakeEraser(context)
  }
  const isAlone = context.config.cluster === 'single'
  // What a process held that was killed need not wait for the end of its time.
  const begun = (isAlone ? releaseChecks(context.db) : Promise.resolve())
    .catch((error) =>
      context.log.warn({ err: error }, 'checks could not be taken up at once; they are in two minutes'),
    )
    .then(() => keepKeysCurrent(context))
    .catch((error) =>
      context.log.warn({ err: error }, 'file keys could not be looked at; they are in an hour'),
    )
    .then(turn)
  const timer = setInterval(turn, context.config.sweepIntervalMs)
  return async () => {
    clearInterval(timer)
    await begun
    await stopChecker(context)
    await eraserOver(context)
    await stopSealer(context)
  }
}

/** Erases uploads that nobody finished in a day, files nobody sent in a month, and parts that belong to nothing. */
export async function forgetUnwanted(context: Context): Promise<void> {
  const now = context.clock.now().getTime()
  const before = { uploading: new Date(now - unfinishedMs), whole: new Date(now - unsentMs) }
  for (;;) {
    const forgotten = await listForgotten(context.db, before, atATime)
    for (const { id } of forgotten) await forgetFile(context, id)
    if (forgotten.length < atATime) break
  }
  await deleteTombstones(context.db, new Date(now - dayMs))
  await dropStrayParts(context)
  wakeEraser(context)
}

/** A crash in the wrong moment may leave bytes of a file that was erased meanwhile. */
async function dropStrayParts(context: Context): Promise<void> {
  const folder = partsFolderOf(context)
  const ids = [...new Set((await readdir(folder)).flatMap((name) => idPattern.exec(name)?.[1] ?? []))]
  for (let at = 0; at < ids.length; at += atATime) {
    const some = ids.slice(at, at + atATime)
    const wanted = await keepUploading(context.db, some)
    for (const id of some) if (!wanted.has(id)) await dropPart(folder, id)
  }
}
