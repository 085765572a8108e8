// Facts of calls in the database: each change is one transaction with the channel's stream, and the whole call is told.
import { type CallView, ringMs, summaryOf } from '../../../contract/calls.ts'
import { channelStream, type Event } from '../../../contract/events.ts'
import type { CallId, ChannelId, MessageId, PersonId } from '../../../contract/ids.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import type { Transaction } from '../../core/db.ts'
import { demand, notFound } from '../../core/errors.ts'
import { perContext } from '../../core/per-context.ts'
import { lockStream } from '../../journal/append.ts'
import { inTransaction, type Record } from '../../journal/journal.ts'
import { listCallable, loadChannels, reachChannel, setChannelCall } from '../channels/service.ts'
import { setCallOfLine, writeCallLine } from '../messages/service.ts'
import {
  endSeatsOf,
  findCall,
  findOpenCall,
  insertCall,
  nameMessage,
  saveCall,
  saveParticipants,
} from './db.ts'
import { type CallPlace, invited, isOpen } from './facts.ts'
import { canStartCall } from './policy.ts'

type CallEvent = Extract<Event, { call: CallView }>
type Change = (call: CallView, at: string, place: CallPlace) => CallView

const placesOf = perContext(() => new Map<ChannelId, CallPlace>())

/** A channel's kind never changes. */
async function placeOf(context: Context, channelId: ChannelId): Promise<CallPlace> {
  const places = placesOf(context)
  const known = places.get(channelId)
  if (known) return known
  const found = (await loadChannels(context, [channelId])).get(channelId)
  const place = { isDirect: found?.channel.kind === 'direct' }
  if (found) places.set(channelId, place)
  return place
}

/** Keeps what channels and messages show of the call in the same commit. */
async function show(tx: Transaction, call: CallView) {
  await setChannelCall(tx, call.channelId, isOpen(call) ? call : null)
  await setCallOfLine(tx, call.messageId, summaryOf(call))
}

/**
 * Applies a pure change to a call and tells it. The same call back from `change`: nothing happens. A call that ends by it
 * is told as ended, too. Throws not_found.
 */
export async function changeCall(
  context: Context,
  actorId: PersonId | null,
  callId: CallId,
  change: Change,
  eventOf: (call: CallView) => CallEvent,
): Promise<CallView> {
  const known = await findCall(context.db, callId)
  if (!known) throw notFound('call')
  const place = await placeOf(context, known.channelId)
  const stream = channelStream(known.channelId)
  return inTransaction(context, actorId, async (tx, record) => {
    await lockStream(tx, stream)
    const before = (await findCall(tx, callId)) ?? known
    // What is over does not change any more.
    if (!isOpen(before)) return before
    const now = context.clock.now()
    const changed = change(before, now.toISOString(), place)
    if (changed === before) return before
    const after = { ...changed, revision: before.revision + 1 }
    await saveCall(tx, before, after)
    await show(tx, after)
    const event = eventOf(after)
    record(stream, event, callId)
    if (isOpen(after)) return after
    await endSeatsOf(tx, callId, now)
    if (event.type !== 'call.ended') record(stream, { type: 'call.ended', call: after }, callId)
    return after
  })
}

async function insert(
  tx: Transaction,
  actor: Actor,
  channelId: ChannelId,
  called: PersonId[],
  at: Date,
): Promise<CallView> {
  const ringsUntil = called.length > 0 ? new Date(at.getTime() + ringMs) : null
  const startedById = actor.personId
  const id = await insertCall(tx, { channelId, startedById, startedAt: at, ringsUntil })
  const participants = invited(startedById, called)
  await saveParticipants(tx, id, participants)
  return {
    id,
    channelId,
    messageId: '' as MessageId,
    startedById,
    startedAt: at.toISOString(),
    endedAt: null,
    outcome: 'open',
    ringsUntil: ringsUntil?.toISOString() ?? null,
    isLocked: false,
    hasLobby: false,
    participants,
    revision: 1,
  }
}

/**
 * Starts a call, or answers the one that is open in the channel. Conversations ring everybody else in them.
 * Refuses with not_found, forbidden, channel_archived.
 */
export async function startCall(context: Context, actor: Actor, channelId: ChannelId): Promise<CallView> {
  const place = await reachChannel(context, actor, channelId)
  demand(canStartCall(actor, place.channel, place.membership !== null))
  return inTransaction(context, actor.personId, async (tx, record: Record, wrote) => {
    const stream = channelStream(channelId)
    await lockStream(tx, stream)
    const { channel, membership } = await reachChannel(context, actor, channelId, tx)
    demand(canStartCall(actor, channel, membership !== null))
    const open = await findOpenCall(tx, channelId)
    if (open) return open
    const rings = channel.kind === 'direct' || channel.kind === 'group'
    const called = rings ? (await listCallable(tx, channelId)).filter((id) => id !== actor.personId) : []
    const at = context.clock.now()
    const call = await insert(tx, actor, channelId, called, at)
    const line = await writeCallLine(tx, { channelId, authorId: actor.personId, call: summaryOf(call) }, at)
    wrote([line])
    const named = { ...call, messageId: line.event.message.id }
    await nameMessage(tx, call.id, named.messageId)
    await setChannelCall(tx, channelId, named)
    record(stream, { type: 'call.started', call: named }, call.id)
    return named
  })
}
