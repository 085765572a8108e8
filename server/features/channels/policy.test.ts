// The law of channels as tables: who may do what.
import { describe, expect, it } from 'vitest'
import type { ChannelKind } from '../../../contract/channels.ts'
import type { PersonId } from '../../../contract/ids.ts'
import type { Role } from '../../../contract/people.ts'
import type { Verdict } from '../../core/errors.ts'
import {
  abilitiesIn,
  canAddPeople,
  canBrowseChannels,
  canCreateChannel,
  canInviteToChannel,
  canJoinChannel,
  canLeaveChannel,
  canManageChannel,
  canMentionEveryone,
  canModerateChannel,
  canOpenDirect,
  canPost,
  canSeeChannel,
  canUpdateChannel,
} from './policy.ts'

const me = 'me' as PersonId
const somebody = 'somebody' as PersonId
const viewer = (role: Role) => ({ personId: me, role })
const channel = (kind: ChannelKind, more: { mine?: boolean; isArchived?: boolean } = {}) => ({
  kind,
  isArchived: more.isArchived ?? false,
  createdById: more.mine ? me : somebody,
})
const answer = (verdict: Verdict) => (verdict === true ? 'yes' : verdict.code)

describe('canSeeChannel', () => {
  it.each<[Role, ChannelKind, boolean, boolean]>([
    ['owner', 'private', false, false],
    ['admin', 'private', false, false],
    ['admin', 'direct', false, false],
    ['member', 'public', false, true],
    ['guest', 'public', false, false],
    ['guest', 'public', true, true],
    ['guest', 'private', true, true],
    ['member', 'group', true, true],
  ])('%s, %s channel, member %s: %s', (role, kind, isMember, expected) => {
    expect(canSeeChannel(viewer(role), channel(kind), isMember)).toBe(expected)
  })
})

describe('canPost', () => {
  it.each<[Role, ChannelKind, boolean, boolean, string]>([
    ['member', 'public', true, false, 'yes'],
    ['guest', 'private', true, false, 'yes'],
    ['member', 'public', true, true, 'channel_archived'],
    ['member', 'public', false, false, 'forbidden'],
    ['owner', 'private', false, false, 'not_found'],
    ['guest', 'public', false, false, 'not_found'],
    ['member', 'direct', false, true, 'not_found'],
  ])('%s, %s channel, member %s, archived %s: %s', (role, kind, isMember, isArchived, expected) => {
    expect(answer(canPost(viewer(role), channel(kind, { isArchived }), isMember))).toBe(expected)
  })
})

describe('canManageChannel', () => {
  it.each<[Role, ChannelKind, boolean, boolean, string]>([
    ['member', 'public', true, true, 'yes'],
    ['member', 'public', true, false, 'forbidden'],
    ['member', 'public', false, true, 'forbidden'],
    ['admin', 'public', false, false, 'yes'],
    ['admin', 'private', true, false, 'yes'],
    ['owner', 'private', false, false, 'forbidden'],
    ['guest', 'private', true, true, 'forbidden'],
    ['owner', 'direct', true, true, 'forbidden'],
    ['owner', 'group', true, true, 'forbidden'],
  ])('%s, %s channel, member %s, maker %s: %s', (role, kind, isMember, mine, expected) => {
    expect(answer(canManageChannel(viewer(role), channel(kind, { mine }), isMember))).toBe(expected)
  })
  it('lets an archived channel be brought back, but not renamed', () => {
    const archived = channel('public', { isArchived: true })
    expect(answer(canManageChannel(viewer('admin'), archived, true))).toBe('yes')
    expect(answer(canUpdateChannel(viewer('admin'), archived, true))).toBe('channel_archived')
    expect(answer(canUpdateChannel(viewer('member'), archived, true))).toBe('forbidden')
  })
})

describe('canInviteToChannel', () => {
  it.each<[Role, ChannelKind, boolean, boolean, string]>([
    ['member', 'public', true, false, 'yes'],
    ['member', 'private', true, false, 'yes'],
    ['admin', 'public', false, false, 'forbidden'],
    ['guest', 'private', true, false, 'forbidden'],
    ['owner', 'direct', true, false, 'forbidden'],
    ['owner', 'group', true, false, 'forbidden'],
    ['member', 'public', true, true, 'channel_archived'],
  ])('%s, %s channel, member %s, archived %s: %s', (role, kind, isMember, isArchived, expected) => {
    expect(answer(canInviteToChannel(viewer(role), channel(kind, { isArchived }), isMember))).toBe(expected)
  })
})

describe('joining and leaving', () => {
  it.each<[Role, ChannelKind, boolean, string]>([
    ['member', 'public', false, 'yes'],
    ['member', 'public', true, 'channel_archived'],
    ['owner', 'private', false, 'forbidden'],
    ['guest', 'public', false, 'forbidden'],
  ])('%s joins a %s channel, archived %s: %s', (role, kind, isArchived, expected) => {
    expect(answer(canJoinChannel(viewer(role), channel(kind, { isArchived })))).toBe(expected)
  })
  it.each<[ChannelKind, string]>([
    ['public', 'yes'],
    ['private', 'yes'],
    ['group', 'yes'],
    ['direct', 'forbidden'],
  ])('leaves a %s channel: %s', (kind, expected) => {
    expect(answer(canLeaveChannel(viewer('guest'), channel(kind)))).toBe(expected)
  })
})

describe('the workspace-wide', () => {
  it('lets everybody but guests create, browse and mention everyone', () => {
    for (const role of ['owner', 'admin', 'member'] as const) {
      expect(answer(canCreateChannel(viewer(role)))).toBe('yes')
      expect(answer(canBrowseChannels(viewer(role)))).toBe('yes')
      expect(answer(canMentionEveryone(viewer(role), channel('public'), true))).toBe('yes')
    }
    expect(answer(canCreateChannel(viewer('guest')))).toBe('forbidden')
    expect(answer(canBrowseChannels(viewer('guest')))).toBe('forbidden')
    expect(answer(canMentionEveryone(viewer('guest'), channel('public'), true))).toBe('forbidden')
    expect(answer(canMentionEveryone(viewer('member'), channel('public'), false))).toBe('forbidden')
  })
  it('lets guests open conversations only with people who share a channel with them', () => {
    expect(answer(canOpenDirect(viewer('guest'), true))).toBe('yes')
    expect(answer(canOpenDirect(viewer('guest'), false))).toBe('forbidden')
    expect(answer(canOpenDirect(viewer('member'), false))).toBe('yes')
  })
  it('adds nobody who was deactivated', () => {
    expect(answer(canAddPeople([{ isActive: true }]))).toBe('yes')
    expect(answer(canAddPeople([{ isActive: true }, { isActive: false }]))).toBe('forbidden')
  })
  it.each<[Role, ChannelKind, boolean, string]>([
    ['admin', 'public', false, 'yes'],
    ['admin', 'private', true, 'yes'],
    ['admin', 'private', false, 'forbidden'],
    ['owner', 'direct', true, 'forbidden'],
    ['owner', 'group', true, 'forbidden'],
    ['member', 'public', true, 'forbidden'],
  ])('%s moderates a %s channel, member %s: %s', (role, kind, isMember, expected) => {
    expect(answer(canModerateChannel(viewer(role), channel(kind), isMember))).toBe(expected)
  })
})

describe('abilitiesIn', () => {
  it('says the same before and after archiving, which a client hears of by itself', () => {
    const open = abilitiesIn(viewer('admin'), channel('public'), true)
    expect(abilitiesIn(viewer('admin'), channel('public', { isArchived: true }), true)).toEqual(open)
  })
  it('gives a guest in a channel the right to write and to leave, and no more', () => {
    const given = Object.entries(abilitiesIn(viewer('guest'), channel('private', { mine: true }), true))
    expect(given.flatMap(([name, isGiven]) => (isGiven ? [name] : []))).toEqual(['canPost', 'canLeave'])
  })
  it('gives somebody outside nothing to leave or write in', () => {
    const given = abilitiesIn(viewer('member'), channel('public', { mine: true }), false)
    expect(Object.values(given)).not.toContain(true)
  })
})
