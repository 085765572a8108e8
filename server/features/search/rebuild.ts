// Builds the index from what there is: in the background after an update that needs it, or by command. Batch by batch,
// each a transaction of its own that also moves the mark: it may be killed and goes on from there, and two at it share.
import type { ChannelId, PersonId, TaskId } from '../../../contract/ids.ts'
import type { Context } from '../../core/context.ts'
import type { Transaction } from '../../core/db.ts'
import { deleteOrphanFiles, deleteOrphans, deleteOrphanTasks, listMessageIds } from './documents-db.ts'
import { indexChannels, indexNextTasks, indexPeople, indexWithFiles } from './index-documents.ts'
import {
  advanceRebuild,
  beginRebuild,
  demandRebuild,
  endRebuild,
  holdRebuild,
  type RebuildRow,
  readRebuild,
  tidyIndex,
} from './rebuild-db.ts'

/** Raise it when what is kept of a document changes (fold-text.ts, search_terms): every server then builds anew. */
export const indexVersion = 2

/** Small: while a batch is under way, no listener hears what began after it. Smaller where that is too much at once. */
const atATime = 200

type Step = 'more' | 'busy' | 'done'

/** The small ones, page by page, in one transaction. */
async function indexAll<Id>(
  index: (which: { after: Id | null; limit: number }) => Promise<Id[]>,
): Promise<void> {
  for (let after: Id | null = null; ; ) {
    const ids: Id[] = await index({ after, limit: atATime })
    if (ids.length < atATime) return
    after = ids.at(-1) as Id
  }
}

async function indexOthers(tx: Transaction): Promise<void> {
  await deleteOrphanFiles(tx)
  await indexAll<ChannelId>((which) => indexChannels(tx, which))
  await indexAll<PersonId>((which) => indexPeople(tx, which))
  await deleteOrphanTasks(tx)
  await indexAll<TaskId>((which) => indexNextTasks(tx, which))
}

async function takeStep(context: Context, tx: Transaction, most: number): Promise<Step> {
  const state = await holdRebuild(tx)
  if (!state) return 'busy'
  if (state.version >= indexVersion) return 'done'
  if (!state.begunAt) {
    await beginRebuild(tx, context.clock.now())
    // Filters name channels and people: they come first.
    await indexOthers(tx)
    return 'more'
  }
  const after = state.afterId
  const ids = await listMessageIds(tx, after, most)
  await indexWithFiles(tx, ids)
  const last = ids.at(-1)
  const isEnd = last === undefined || ids.length < most
  await deleteOrphans(tx, { after, upTo: isEnd ? null : last })
  if (last) await advanceRebuild(tx, last, ids.length)
  if (isEnd) await endRebuild(tx, indexVersion)
  return isEnd ? 'done' : 'more'
}

type Options = {
  /** From the beginning, also where the index is up to date or a building is under way. */
  isAnew?: boolean
  /** performance.now() when to stop, to go on later. */
  until?: number
  onProgress?: (state: RebuildRow) => void
}

const progressMs = 5000
const busyMs = 500

/** Builds what is missing. Answers whether it is complete; safe to run while people write, and twice at once. */
export async function rebuildSearch(context: Context, options: Options = {}): Promise<boolean> {
  const { isAnew = false, until = Number.POSITIVE_INFINITY, onProgress } = options
  if (isAnew) await demandRebuild(context.db)
  let told = performance.now()
  let hasWorked = false
  let most = atATime
  while (performance.now() < until) {
    const step = await context.db
      .$transaction((tx) => takeStep(context, tx, most))
      .catch((error): Step => {
        // Two hundred messages may carry gigabytes of text; one is always little enough.
        if (most === 1) throw error
        most = Math.max(1, most >> 2)
        return 'busy'
      })
    if (step === 'more') most = Math.min(atATime, most * 2)
    if (step === 'done') {
      if (hasWorked) await tidyIndex(context.db)
      return true
    }
    hasWorked = true
    if (step === 'busy') await new Promise((resolve) => setTimeout(resolve, busyMs))
    if (onProgress && performance.now() - told > progressMs) {
      told = performance.now()
      onProgress(await readRebuild(context.db))
    }
  }
  return false
}

/** Shorter than a job may take; the next minute goes on. */
const sliceMs = 420_000

/** The job: nothing to do but once after an update. */
export async function buildInBackground(context: Context): Promise<void> {
  const before = await readRebuild(context.db)
  if (before.version >= indexVersion) return
  const tell = ({ done, total }: RebuildRow) => context.log.info({ done, total }, 'building the search index')
  tell(before)
  const isDone = await rebuildSearch(context, { until: performance.now() + sliceMs, onProgress: tell })
  if (isDone) context.log.info('the search index is complete')
}
