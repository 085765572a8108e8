// One request at a time writes an upload. A second one is refused while the first one's bytes come; a first one that has
// fallen silent, as a connection does whose network is gone, makes way.
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { FileId } from '../../../../contract/ids.ts'
import type { Context } from '../../../core/context.ts'
import { AppError } from '../../../core/errors.ts'
import { perContext } from '../../../core/per-context.ts'
import { createPace } from './pace.ts'
import { endLease, renewLease, takeLease } from './turns-db.ts'

const silentMs = 3000
const leaseMs = 15_000
const renewMs = 5000
/** What they hold in memory is bounded by this. */
const mostPerPerson = 20
const mostAtOnce = 100

export type Turn = {
  personId: string
  /** Set as bytes come. */
  heardAtMs: number
  pace: ReturnType<typeof createPace>
  /** Its connection is over; what came of it is being made durable. */
  isEnding: boolean
  /** Resolves when its connection is over. */
  ending: Promise<void>
  end: () => void
  cut: () => void
  over: Promise<void>
}

export const processIdOf = perContext(() => randomUUID())
export const turnsOf = perContext(() => new Map<FileId, Turn>())

export const busy = () =>
  new AppError('upload_busy', 'Bytes of this file are coming over another connection.', {
    retryAfterMs: 1000,
  })

/** The status at which tus clients ask where it stands and go on. */
export const tooSlow = () =>
  new AppError('upload_busy', 'The bytes of this file come too slowly. Go on from where it stands.', {
    retryAfterMs: 1000,
  })

export const isBusy = (error: unknown): boolean => error instanceof AppError && error.code === 'upload_busy'

/** As long as it takes to hear that a connection was cut: who comes back at once need not be sent away. */
const graceMs = 500

const within = (ms: number, happening: Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  return Promise.race([happening, late]).finally(() => clearTimeout(timer))
}

/** Waits for a request that is over or silent. Answers false when one goes on. */
async function waitForOthers(context: Context, id: FileId): Promise<boolean> {
  for (let other = turnsOf(context).get(id); other; other = turnsOf(context).get(id)) {
    if (!other.isEnding) await within(graceMs, other.ending)
    if (!other.isEnding && performance.now() - other.heardAtMs < silentMs) return false
    other.cut()
    await other.over
  }
  return true
}

function makeRoom(context: Context, personId: string): void {
  const turns = turnsOf(context)
  const own = [...turns.values()].filter((turn) => turn.personId === personId).length
  if (own < mostPerPerson && turns.size < mostAtOnce) return
  throw new AppError('rate_limited', 'Too many uploads at once. Wait for one to end.', { retryAfterMs: 2000 })
}

function createTurn(personId: string, cut: () => void, over: Promise<void>): Turn {
  const { promise: ending, resolve } = Promise.withResolvers<void>()
  const turn: Turn = {
    personId,
    heardAtMs: performance.now(),
    pace: createPace(performance.now()),
    isEnding: false,
    ending,
    end() {
      turn.isEnding = true
      resolve()
    },
    cut,
    over,
  }
  return turn
}

/** `isLook`: only asks where it stands, and need not wait for a turn that another process has. */
type Whose = { personId: string; cut: () => void; isLook: boolean }

/** Runs `work` as the only one that writes this upload. Throws upload_busy. */
export async function inUploadTurn<Result>(
  context: Context,
  id: FileId,
  { personId, cut, isLook }: Whose,
  work: (turn: Turn) => Promise<Result>,
): Promise<Result> {
  // Of several that have waited for the same one only the first finds nobody.
  do if (!(await waitForOthers(context, id))) throw busy()
  while (turnsOf(context).has(id))
  makeRoom(context, personId)
  const over = Promise.withResolvers<void>()
  const turn = createTurn(personId, cut, over.promise)
  turnsOf(context).set(id, turn)
  try {
    return await withLease(context, id, isLook ? 0 : graceMs, () => work(turn))
  } finally {
    turnsOf(context).delete(id)
    over.resolve()
  }
}

const betweenTriesMs = 50

async function withLease<Result>(
  context: Context,
  id: FileId,
  patienceMs: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const processId = processIdOf(context)
  const lease = () => {
    const now = context.clock.now()
    return { id, processId, now, until: new Date(now.getTime() + leaseMs) }
  }
  const isAlone = context.config.cluster === 'single'
  const giveUpAt = performance.now() + patienceMs
  // Another process that only looks has it for some milliseconds.
  while (!(await takeLease(context.db, lease(), isAlone))) {
    if (performance.now() >= giveUpAt) throw busy()
    await wait(betweenTriesMs)
  }
  const timer = setInterval(() => {
    renewLease(context.db, lease()).catch((error) =>
      context.log.warn(
        { err: error },
        'the lease of an upload could not be renewed; the next turn tries again',
      ),
    )
  }, renewMs)
  try {
    return await work()
  } finally {
    clearInterval(timer)
    await endLease(context.db, id, processId).catch(() => {})
  }
}
