// What a refusal means for being in a call.
import { expect, test } from 'vitest'
import type { ErrorCode } from '../../../../contract/errors.ts'
import { ApiError } from '../../../data/api.ts'
import { isSeatGone, isUnknownThere, lostReasonOf } from './lost-reasons.ts'

const refusal = (code: ErrorCode | 'offline') => new ApiError(code, '')

test.each<[ErrorCode | 'offline', string]>([
  ['call_ended', 'ended'],
  ['call_full', 'full'],
  ['call_locked', 'locked'],
  ['seat_moved', 'moved'],
  ['calls_unavailable', 'unavailable'],
  ['forbidden', 'accessEnded'],
  ['not_found', 'accessEnded'],
  ['offline', 'failed'],
  ['internal', 'failed'],
])('%s: %s', (code, reason) => {
  expect(lostReasonOf(refusal(code))).toBe(reason)
})

test('what is no refusal at all is a failure', () => {
  expect(lostReasonOf(new TypeError('no WebRTC'))).toBe('failed')
})

test('only a seat that is gone may be asked for anew', () => {
  expect(isSeatGone(refusal('not_in_call'))).toBe(true)
  expect(isSeatGone(refusal('not_found'))).toBe(false)
  expect(isUnknownThere(refusal('not_found'))).toBe(true)
  expect(isUnknownThere(refusal('not_in_call'))).toBe(false)
  expect(isSeatGone(new Error('not_in_call'))).toBe(false)
})
