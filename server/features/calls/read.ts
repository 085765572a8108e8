// Reading calls: one, the own history, the paths of media, and how calls went.
import type { CallOutcome, CallView } from '../../../contract/calls.ts'
import type { OutputOf, ParsedInputOf } from '../../../contract/commands.ts'
import type { CallId } from '../../../contract/ids.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { AppError, demand, notFound } from '../../core/errors.ts'
import { MediaUnavailable } from '../../media/media-server.ts'
import { reachChannel } from '../channels/service.ts'
import { findCall, listCallsOf } from './db.ts'
import { mediaOf } from './media.ts'
import { canSeeCall, canSeeCallQuality } from './policy.ts'
import { listForQuality, sumUpDays } from './quality-db.ts'

/** A call with permission to see it. Throws not_found. */
export async function reachCall(context: Context, actor: Actor, callId: CallId): Promise<CallView> {
  const call = await findCall(context.db, callId)
  if (!call) throw notFound('call')
  const { channel, membership } = await reachChannel(context, actor, call.channelId).catch((error) => {
    throw error instanceof AppError ? notFound('call') : error
  })
  demand(canSeeCall(actor, channel, membership !== null))
  return call
}

export async function listHistory(
  context: Context,
  actor: Actor,
  { before, limit, onlyMissed }: ParsedInputOf<'calls.history'>,
): Promise<OutputOf<'calls.history'>> {
  const calls = await listCallsOf(context.db, actor.personId, { before, limit: limit + 1, onlyMissed })
  return { calls: calls.slice(0, limit), hasMore: calls.length > limit }
}

/** What a firewall has to let through. */
export async function readPaths(context: Context): Promise<OutputOf<'calls.paths'>> {
  const { turnUrls } = context.config
  try {
    const { addresses, udpPorts, tcpPorts } = await mediaOf(context).paths()
    return { isAvailable: true, addresses, udpPorts, tcpPorts, turnUrls }
  } catch (error) {
    if (!(error instanceof MediaUnavailable)) throw error
    return { isAvailable: false, addresses: [], udpPorts: [], tcpPorts: [], turnUrls }
  }
}

export async function readQualityDays(context: Context, actor: Actor, days: number) {
  demand(canSeeCallQuality(actor))
  const since = new Date(context.clock.now().getTime() - days * 86_400_000)
  return { days: await sumUpDays(context.db, since) }
}

export async function listQuality(
  context: Context,
  actor: Actor,
  { before, limit }: ParsedInputOf<'calls.qualityList'>,
): Promise<OutputOf<'calls.qualityList'>> {
  demand(canSeeCallQuality(actor))
  const rows = await listForQuality(context.db, before, limit + 1)
  return {
    calls: rows.slice(0, limit).map(({ id, startedAt, endedAt, outcome, seats }) => ({
      callId: id,
      startedAt: startedAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
      outcome: outcome as CallOutcome,
      seats,
    })),
    hasMore: rows.length > limit,
  }
}
