// Keeps the facts true whatever died: ends rings that nobody answered, calls that no process carries any more, and seats
// that nobody came back to. Safe to run in several processes at once.
import { seatKeptMs } from '../../../contract/calls.ts'
import type { Context } from '../../core/context.ts'
import { processIdOf } from './carrier.ts'
import { changeCall } from './change.ts'
import { listAbandoned, listRungOut, noteHosting, releaseHosting } from './db.ts'
import { ended, isJoined, rungOut } from './facts.ts'
import { type LiveCall, liveCallsOf } from './live-call.ts'
import { mediaOf } from './media.ts'
import { closeLiveCall, noteLeft } from './seats.ts'

const everyMs = 2000
/** A process that carries a call says so at every turn. Longer than a seat is kept: people come back after a restart. */
const abandonedAfterMs = seatKeptMs + 15_000

async function endRings(context: Context) {
  for (const id of await listRungOut(context.db, context.clock.now())) {
    const call = await changeCall(
      context,
      null,
      id,
      (before, at, place) => rungOut(before, at, place),
      (after) => ({ type: 'call.changed', call: after }),
    )
    const live = liveCallsOf(context).get(id)
    live?.learn(call)
    if (live && call.endedAt !== null) closeLiveCall(context, live, 'ended')
  }
}

async function endAbandoned(context: Context) {
  const before = new Date(context.clock.now().getTime() - abandonedAfterMs)
  for (const id of await listAbandoned(context.db, before)) {
    if (liveCallsOf(context).has(id)) continue
    await changeCall(
      context,
      null,
      id,
      (call, at) => ended(call, at),
      (after) => ({ type: 'call.ended', call: after }),
    )
  }
}

/** Says that this process carries its calls, and closes those that were ended meanwhile without a word reaching it. */
async function noteOwn(context: Context) {
  const own = [...liveCallsOf(context).values()].filter(({ call }) => call !== null)
  const ids = own.map(({ id }) => id)
  const open = await noteHosting(context.db, {
    hostId: processIdOf(context),
    ids,
    now: context.clock.now(),
    isAlone: context.config.cluster === 'single',
  })
  for (const live of own) if (!open.has(live.id)) closeLiveCall(context, live, 'ended')
}

/** After a restart some do not come back: they have no seat here, and the facts still say that they are there. */
async function noteGone(context: Context, live: LiveCall) {
  if (!live.call || performance.now() - live.openedAtMs < seatKeptMs) return
  for (const { personId } of live.call.participants.filter(isJoined)) {
    if (live.isClosed || live.seatOfPerson(personId)) continue
    await noteLeft(context, live, personId, { by: null, reason: null })
  }
}

export async function keepCalls(context: Context): Promise<void> {
  await noteOwn(context)
  await endRings(context)
  await endAbandoned(context)
  for (const live of [...liveCallsOf(context).values()]) await noteGone(context, live)
}

/** Lets go of this process's calls, which go on at another or after the restart. */
async function releaseCalls(context: Context) {
  const calls = liveCallsOf(context)
  for (const live of calls.values()) live.close()
  calls.clear()
  // Without it another process waits until this one has been silent for a while.
  await releaseHosting(context.db, processIdOf(context)).catch(() => {})
}

/** Runs until stopped; a turn that fails is repeated by the next. */
export function startKeeper(context: Context): () => Promise<void> {
  context.metrics.addProbe(async () => {
    const calls = [...liveCallsOf(context).values()]
    context.metrics.calls.set(calls.length)
    context.metrics.callSeats.set(calls.reduce((sum, { seats }) => sum + seats.size, 0))
    context.metrics.mediaConsumers.set(await mediaOf(context).consumers())
  })
  let turn: Promise<void> | null = null
  const timer = setInterval(() => {
    turn ??= keepCalls(context)
      .catch((error) =>
        context.log.warn({ err: error }, 'calls could not be looked after; the next turn tries again'),
      )
      .finally(() => {
        turn = null
      })
  }, everyMs)
  return async () => {
    clearInterval(timer)
    await turn
    await releaseCalls(context)
  }
}
