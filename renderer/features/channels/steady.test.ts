// When a channel counts as the same: for those who draw its name and rights, and for its line in the sidebar.
import { expect, test } from 'vitest'
import type { CallView } from '../../../contract/calls.ts'
import type { JoinedChannel } from '../../../contract/channels.ts'
import type { ChannelId, PersonId } from '../../../contract/ids.ts'
import { membershipIn } from '../../data/test/model-server.ts'
import { isSteady, looksSame } from './steady.ts'

const id = '00000002-0000-7000-8000-000000000001' as ChannelId
const base: JoinedChannel = {
  channel: {
    id,
    kind: 'public',
    name: 'general',
    topic: '',
    isArchived: false,
    isBoard: false,
    memberIds: null,
    createdById: '00000001-0000-7000-8000-000000000001' as PersonId,
    createdAt: '2030-01-01T00:00:00.000Z',
    revision: 1,
  },
  state: { lastPosition: 10, lastMessageAt: null, memberCount: 3, call: null, boards: [] },
  membership: { ...membershipIn(id), readPosition: 10, mentionPositions: [] },
}
const withState = (state: Partial<JoinedChannel['state']>, of = base) => ({
  ...of,
  state: { ...of.state, ...state },
})
const withMembership = (membership: Partial<JoinedChannel['membership']>, of = base) => ({
  ...of,
  membership: { ...of.membership, ...membership },
})

test('what is written and read leaves a channel steady; everything else about it does not', () => {
  expect(isSteady(base, withState({ lastPosition: 11, lastMessageAt: '2030-01-02T00:00:00.000Z' }))).toBe(
    true,
  )
  expect(isSteady(base, withMembership({ readPosition: 4, mentionPositions: [5] }))).toBe(true)
  expect(isSteady(base, { ...base, channel: { ...base.channel, topic: 'new' } })).toBe(false)
  expect(isSteady(base, withState({ memberCount: 4 }))).toBe(false)
  expect(isSteady(base, withState({ call: {} as CallView }))).toBe(false)
  expect(isSteady(base, withMembership({ isMuted: true }))).toBe(false)
  const abilities = { ...base.membership.abilities, canPost: false }
  expect(isSteady(base, withMembership({ abilities }))).toBe(false)
})

test('its line is another with the first unread message and with every mention, not with the third message', () => {
  const unread = withState({ lastPosition: 11 })
  expect(looksSame(base, unread)).toBe(false)
  expect(looksSame(unread, withState({ lastPosition: 13 }))).toBe(true)
  expect(looksSame(unread, withMembership({ readPosition: 11 }, unread))).toBe(false)
  const called = withMembership({ mentionPositions: [11] }, unread)
  expect(looksSame(unread, called)).toBe(false)
  expect(looksSame(called, withMembership({ mentionPositions: [11, 12] }, called))).toBe(false)
  expect(looksSame(base, withMembership({ isFavourite: true }))).toBe(false)
})
