// Why one is not in a call, from the server's refusal; and which refusals another try may turn around. Pure.
import { ApiError } from '../../../data/api.ts'
import type { LostReason } from '../state.ts'

export function lostReasonOf(error: unknown): LostReason {
  const code = error instanceof ApiError ? error.code : null
  switch (code) {
    case 'call_ended':
      return 'ended'
    case 'call_full':
      return 'full'
    case 'call_locked':
      return 'locked'
    case 'seat_moved':
      return 'moved'
    case 'calls_unavailable':
      return 'unavailable'
    case 'forbidden':
    case 'not_found':
    case 'channel_archived':
      return 'accessEnded'
    default:
      return 'failed'
  }
}

/** The seat, or its media, are gone, which says nothing about the call. */
export const isSeatGone = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'not_in_call'

/** Nobody knows whether it was done: no connection, or no answer in time. */
export const isUnanswered = (error: unknown): boolean => error instanceof ApiError && error.code === 'offline'

/** What was spoken of, such as a transport, is not there any more. */
export const isUnknownThere = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'not_found'
