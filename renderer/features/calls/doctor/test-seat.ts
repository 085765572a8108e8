// A seat in a room of one's own, for as long as something is tried with it.
import type { CallRequestOutput, MediaOffer } from '../../../../contract/call-signals.ts'
import type { CallId } from '../../../../contract/ids.ts'
import { ApiError } from '../../../data/api.ts'
import { request } from '../../../data/signalling.ts'

export type TestSeat = Omit<CallRequestOutput<'call.test'>, 'media'> & { callId: CallId; media: MediaOffer }

/** Gives the seat up again, whatever happens. Throws ApiError. */
export async function withTestSeat<Result>(use: (seat: TestSeat) => Promise<Result>): Promise<Result> {
  const { media, ...seat } = await request('call.test', {})
  try {
    if (!media) throw new ApiError('internal', 'a test seat without media')
    return await use({ ...seat, media })
  } finally {
    void request('call.leave', { callId: seat.callId }).catch(() => {})
  }
}
