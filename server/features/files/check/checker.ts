// Looks at the files that have arrived, two at a time. What waits stands in the table, so nothing is forgotten.
import { Gauge } from 'prom-client'
import type { FileId } from '../../../../contract/ids.ts'
import type { Context } from '../../../core/context.ts'
import { perContext } from '../../../core/per-context.ts'
import type { FileRow } from '../db.ts'
import { checkFile } from './check.ts'
import { countUnchecked, holdChecking, postponeCheck, takeUnchecked } from './check-db.ts'
import { ScannerFailedError } from './clamd.ts'
import { createInspector, InspectorAwayError } from './inspector.ts'

const atOnce = 2
const holdMs = 120_000
const renewMs = 30_000
const shortestWaitMs = 2000
const longestWaitMs = 60_000

const later = (context: Context, ms: number) => new Date(context.clock.now().getTime() + ms)

/** The longer it waits already, the longer until the next try. */
function waitOf({ clock }: Context, { uploaded_at }: FileRow): number {
  const age = clock.now().getTime() - new Date(uploaded_at).getTime()
  return Math.max(shortestWaitMs, Math.min(longestWaitMs, age / 4))
}

async function checkOne(
  context: Context,
  row: FileRow,
  inspector: Parameters<typeof checkFile>[1],
): Promise<void> {
  const id = row.id as FileId
  const renewing = setInterval(() => {
    holdChecking(context.db, id, later(context, holdMs)).catch(() => {})
  }, renewMs)
  try {
    await checkFile(context, inspector, row)
  } catch (error) {
    context.log.warn({ err: error }, 'a file could not be checked; it is tried again')
    // What is away (a scanner, a store, a disk) is not the file's fault, and is not counted.
    const isBlameless = !(error instanceof ScannerFailedError)
    const waitMs = isBlameless
      ? error instanceof InspectorAwayError
        ? 0
        : waitOf(context, row)
      : 1000 * 2 ** row.check_tries
    await postponeCheck(context.db, id, later(context, waitMs), isBlameless)
  } finally {
    clearInterval(renewing)
  }
}

function watchBacklog({ db, metrics }: Context): void {
  const unchecked = new Gauge({
    name: 'nucleus_files_unchecked',
    help: 'Files that arrived and wait to be scanned and recognised (counted up to 10,000)',
    registers: [metrics.registry],
  })
  metrics.addProbe(async () => unchecked.set(await countUnchecked(db)))
}

const checkerOf = perContext((context) => {
  const inspector = createInspector()
  const lanes = new Set<Promise<void>>()
  let isStopped = false
  let wakes = 0
  const work = async () => {
    for (;;) {
      const seen = wakes
      const row = isStopped
        ? null
        : await takeUnchecked(context.db, context.clock.now(), later(context, holdMs))
      if (row) await checkOne(context, row, inspector)
      else if (isStopped || seen === wakes) return
    }
  }
  const start = () => {
    const lane = work()
      .catch((error) =>
        context.log.warn({ err: error }, 'files could not be checked; the next turn tries again'),
      )
      .finally(() => lanes.delete(lane))
    lanes.add(lane)
  }
  watchBacklog(context)
  return {
    wake() {
      wakes += 1
      while (!isStopped && lanes.size < atOnce) start()
    },
    async stop() {
      isStopped = true
      inspector.stop()
      await Promise.all(lanes)
    },
  }
})

export const wakeChecker = (context: Context): void => checkerOf(context).wake()
export const stopChecker = (context: Context): Promise<void> => checkerOf(context).stop()
