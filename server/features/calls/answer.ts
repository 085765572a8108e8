// calls.start, calls.decline, calls.end: the commands that change a call from outside of it.
import type { CallView } from '../../../contract/calls.ts'
import type { ParsedInputOf } from '../../../contract/commands.ts'
import type { CallId } from '../../../contract/ids.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { demand } from '../../core/errors.ts'
import { MediaUnavailable } from '../../media/media-server.ts'
import { changeCall, startCall } from './change.ts'
import { declined, ended, isOpen } from './facts.ts'
import { openMedia } from './media.ts'
import { callsUnavailable, canEndCall } from './policy.ts'
import { reachCall } from './read.ts'

/** Nobody is called to a call that can't take place. */
export async function callChannel(
  context: Context,
  actor: Actor,
  { channelId }: ParsedInputOf<'calls.start'>,
) {
  await openMedia(context).catch((error) => {
    throw error instanceof MediaUnavailable ? callsUnavailable() : error
  })
  return startCall(context, actor, channelId)
}

export async function declineCall(
  context: Context,
  actor: Actor,
  { callId, isBusy }: ParsedInputOf<'calls.decline'>,
): Promise<CallView> {
  const { personId } = actor
  await reachCall(context, actor, callId)
  return changeCall(
    context,
    personId,
    callId,
    (before, at, place) => declined(before, personId, isBusy, at, place),
    (call) => ({ type: 'call.declined', call, personId }),
  )
}

export async function endCall(context: Context, actor: Actor, callId: CallId): Promise<CallView> {
  await reachCall(context, actor, callId)
  return changeCall(
    context,
    actor.personId,
    callId,
    (before, at) => {
      if (!isOpen(before)) return before
      demand(canEndCall(actor, before))
      return ended(before, at)
    },
    (call) => ({ type: 'call.ended', call }),
  )
}
