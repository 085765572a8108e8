// Keeps the facts true whatever died: ends rings that nobody answered, calls that no process carries any more, and seats
// that nobody came back to. Safe to run in several processes at once.
import { seatKeptMs } from '../../../contract/calls.ts'
import type { Context } from '../../core/context.ts'
import { processIdOf } from './carrier.ts'
import { changeCall } from './change.ts'
import { findCall, listAbandoned, listRungOut, listWithoutAccess, noteHosting, releaseHosting } from './db.ts'
import { ended, isJoined, isOpen, rungOut } from './facts.ts'
import { type LiveCall, liveCallsOf } from './live-call.ts'
import { mediaOf } from './media.ts'
import { closeLiveCall, leaveSeat, noteLeft, socketGone } from './seats.ts'

const everyMs = 2000
/** Without a good turn for so long, others had none either. */
const awayMs = 10_000
const mostMisses = 2
/** When each process's keeper last came through. */
const lastTurns = new WeakMap<Context, number>()
/** A process that carries a call says so at every turn. Longer than a seat is kept: people come back after a restart. */
const abandonedAfterMs = seatKeptMs + 15_000

/** One call that can't be looked after does not keep the others from it. */
async function forEach<Item>(context: Context, items: Iterable<Item>, look: (item: Item) => Promise<void>) {
  for (const item of items)
    await look(item).catch((error) =>
      context.log.warn({ err: error }, 'a call could not be looked after; the next turn tries again'),
    )
}

async function endRings(context: Context) {
  await forEach(context, await listRungOut(context.db, context.clock.now()), async (id) => {
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
  })
}

async function endAbandoned(context: Context) {
  await forEach(context, await listAbandoned(context.db, abandonedAfterMs), async (id) => {
    if (liveCallsOf(context).has(id)) return
    await changeCall(
      context,
      null,
      id,
      (call, at) => ended(call, at),
      (after) => ({ type: 'call.ended', call: after }),
    )
  })
}

/** Says that this process carries its calls, and closes those that were ended meanwhile without a word reaching it. */
async function noteOwn(context: Context) {
  const own = [...liveCallsOf(context).values()].filter(({ call }) => call !== null)
  const ids = own.map(({ id }) => id)
  const open = await noteHosting(context.db, {
    hostId: processIdOf(context),
    ids,
    isAlone: context.config.cluster === 'single',
  })
  for (const live of own) {
    if (open.has(live.id)) continue
    // Open, and another's: it took this process for dead. Who sat here comes back to it.
    const call = await findCall(context.db, live.id)
    closeLiveCall(context, live, call && isOpen(call) ? 'failed' : 'ended')
  }
}

/** A word of the journal may have been lost, or have come while somebody joined: who lost access is not heard any longer. */
async function noteAccess(context: Context) {
  const seated = [...liveCallsOf(context).values()].flatMap((live) =>
    [...live.seats.values()].map((seat) => ({ live, seat })),
  )
  const asked = seated.flatMap(({ live, seat: { id: seatId, personId, sessionId } }) =>
    live.call ? [{ seatId, personId, sessionId, channelId: live.call.channelId }] : [],
  )
  if (asked.length === 0) return
  const lost = new Set(await listWithoutAccess(context.db, asked, context.clock.now()))
  await forEach(
    context,
    seated.filter(({ seat }) => lost.has(seat.id)),
    ({ live, seat }) => leaveSeat(context, live, seat, { by: seat.personId, reason: 'accessEnded' }),
  )
}

/** A socket can be gone without a word: closed while somebody joined, or with the process that held it. */
async function noteDead(context: Context) {
  const seated = [...liveCallsOf(context).values()].flatMap(({ seats }) => [...seats.values()])
  await Promise.all(
    seated.map(async (seat) => {
      const { socket } = seat
      if (!socket) return
      seat.misses = (await socket.isAlive()) ? 0 : seat.misses + 1
      if (seat.misses >= mostMisses && seat.socket === socket) socketGone(context, socket.id)
    }),
  )
}

/** After a restart some do not come back: they have no seat here, and the facts still say that they are there. */
async function noteGone(context: Context, live: LiveCall) {
  if (!live.call || performance.now() - live.openedAtMs < seatKeptMs) return
  const there = live.call.participants.filter((one) => isJoined(one) || one.state === 'waiting')
  for (const { personId } of there) {
    if (live.isClosed || live.seatOfPerson(personId)) continue
    await noteLeft(context, live, personId, { by: null, reason: null })
  }
}

export async function keepCalls(context: Context): Promise<void> {
  await noteOwn(context)
  await noteAccess(context)
  await endRings(context)
  // While the database was away nobody could say that they carry a call: first they get the time to.
  if (performance.now() - (lastTurns.get(context) ?? 0) < awayMs) await endAbandoned(context)
  await forEach(context, [...liveCallsOf(context).values()], (live) => noteGone(context, live))
  await noteDead(context)
  lastTurns.set(context, performance.now())
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
