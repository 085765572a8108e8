import { describe, expect, test } from 'vitest'
import type { Entry } from '../../../contract/events.ts'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import { applyToSaved, countSaved, markOf, noSaved, type SavedState, withoutSavedOf } from './marks.ts'

const general = '00000002-0000-7000-8000-000000000001' as ChannelId
const random = '00000002-0000-7000-8000-000000000002' as ChannelId
const id = (number: number) => `00000003-0000-7000-8000-${String(number).padStart(12, '0')}` as MessageId
const heard = (messageId: MessageId, isDone: boolean | null, channelId = general) =>
  ({ event: { type: 'saved.changed', mark: { messageId, channelId, isDone } } }) as Entry
const told = (...entries: Entry[]) => entries.reduce(applyToSaved, noSaved as SavedState)

describe('saved marks', () => {
  test('follow what the server tells, and count what is to do and what is done', () => {
    const state = told(heard(id(1), false), heard(id(2), false), heard(id(2), true), heard(id(3), false))
    expect(countSaved(state)).toEqual({ open: 2, done: 1 })
    expect(countSaved(applyToSaved(state, heard(id(3), null)))).toEqual({ open: 1, done: 1 })
  })

  test('go with the channel that was left, and only those', () => {
    const state = told(heard(id(1), false), heard(id(2), false, random))
    const left = applyToSaved(state, { event: { type: 'channel.left', channelId: general } } as Entry)
    expect([...left.marks.keys()]).toEqual([id(2)])
    expect(withoutSavedOf(left, general)).toBe(left)
  })

  test('draw a wish over what is known, until the server speaks of that message', () => {
    const known = told(heard(id(1), false), heard(id(2), false))
    const wishing = { ...known, wished: new Map([[id(1), null]]) }
    expect(markOf(wishing, id(1))).toBeNull()
    expect(countSaved(wishing)).toEqual({ open: 1, done: 0 })
    expect(markOf(applyToSaved(wishing, heard(id(2), true)), id(1))).toBeNull()
    expect(markOf(applyToSaved(wishing, heard(id(1), false)), id(1))?.isDone).toBe(false)
  })
})
