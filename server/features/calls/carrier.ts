// Which process carries a call. With one process it is always this one; of several the first to be joined at takes it, and
// the row in the database decides.
import { randomUUID } from 'node:crypto'
import type { CallId, PersonId } from '../../../contract/ids.ts'
import type { Context } from '../../core/context.ts'
import { perContext } from '../../core/per-context.ts'
import { claimHost, findHost } from './db.ts'
import { liveCallsOf } from './live-call.ts'

/** A process says every two seconds which calls it carries. */
const silentMs = 10_000
/** Of one that also gave no answer. */
const unansweredMs = 6000
const rememberMs = 5000

/** This process, as the database knows it. */
export const processIdOf = perContext(() => randomUUID() as string)

const elsewhereOf = perContext(() => new Map<CallId, { carrier: string; untilMs: number }>())

export function knownCarrier(context: Context, callId: CallId | null): string | null {
  if (callId === null || liveCallsOf(context).has(callId)) return null
  const known = elsewhereOf(context).get(callId)
  return known && known.untilMs > performance.now() ? known.carrier : null
}

function remember(context: Context, callId: CallId, carrier: string | null): string | null {
  const elsewhere = elsewhereOf(context)
  for (const [id, { untilMs }] of elsewhere) if (untilMs < performance.now()) elsewhere.delete(id)
  if (carrier === null || carrier === processIdOf(context)) return null
  elsewhere.set(callId, { carrier, untilMs: performance.now() + rememberMs })
  return carrier
}

export async function carrierOf(
  context: Context,
  callId: CallId,
  joining: PersonId | null,
): Promise<string | null> {
  if (context.config.cluster === 'single' || liveCallsOf(context).has(callId)) return null
  const known = knownCarrier(context, callId)
  if (known && !joining) return known
  if (!joining) return remember(context, callId, (await findHost(context.db, callId))?.hostId ?? null)
  return claim(context, callId, joining, silentMs)
}

/**
 * It did not answer, which may be a lost word: this process takes its place when it has been silent for a while as well.
 * Answers whether it has.
 */
export async function carrierDied(context: Context, callId: CallId, personId: PersonId): Promise<boolean> {
  elsewhereOf(context).delete(callId)
  return (await claim(context, callId, personId, unansweredMs)) === null
}

async function claim(
  context: Context,
  callId: CallId,
  personId: PersonId,
  silentForMs: number,
): Promise<string | null> {
  const hostId = processIdOf(context)
  const claimed = await claimHost(context.db, callId, { hostId, personId, silentMs: silentForMs })
  return remember(context, callId, claimed)
}
