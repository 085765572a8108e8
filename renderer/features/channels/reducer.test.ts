import { describe, expect, test } from 'vitest'
import type { BoardView } from '../../../contract/boards.ts'
import type { ChannelKind, JoinedChannel } from '../../../contract/channels.ts'
import { channelStream, type Entry, type Event, userStream } from '../../../contract/events.ts'
import type { ChannelId, MessageId, PersonId } from '../../../contract/ids.ts'
import { applyToChannels, noChannels, unreadOf, withChannel, withFresh, withJoined } from './reducer.ts'
import { totalsOf } from './store.ts'

const general = '00000002-0000-7000-8000-000000000001' as ChannelId
const me = '00000001-0000-7000-8000-000000000001' as PersonId
const messageId = '00000003-0000-7000-8000-000000000001' as MessageId
const at = '2030-01-01T00:00:00.000Z'

const joinedAs = (
  kind: ChannelKind,
  more: { last?: number; read?: number; mentions?: number[]; isMuted?: boolean } = {},
) =>
  ({
    channel: { id: general, kind, name: 'general', revision: 3 },
    state: { lastPosition: more.last ?? 0, lastMessageAt: null, memberCount: 2, call: null, boards: [] },
    membership: {
      channelId: general,
      readPosition: more.read ?? 0,
      mentionPositions: more.mentions ?? [],
      isMuted: more.isMuted ?? false,
      isFavourite: false,
      isClosed: false,
      sectionId: null,
    },
  }) as unknown as JoinedChannel

const start = withJoined(noChannels, joinedAs('public', { last: 10, read: 7, mentions: [8, 10] }))
const entry = (event: unknown): Entry => {
  const { type } = event as Event
  const isOwn = /^(channel\.|mention|preference)/.test(type) && type !== 'channel.changed'
  return {
    stream: isOwn ? userStream(me) : channelStream(general),
    number: 1,
    at,
    actorId: null,
    event: event as Event,
  }
}
const apply = (event: unknown) => applyToChannels(start, entry(event)).channels.get(general) as JoinedChannel
const sentAt = (position: number | null) => ({
  type: 'message.sent',
  message: { position, sentAt: at },
  thread: null,
})

const events = {
  'message.sent': sentAt(11),
  'member.joined': { type: 'member.joined', channelId: general, personId: me, memberCount: 3 },
  'channel.read': { type: 'channel.read', channelId: general, readPosition: 8, mentionPositions: null },
  'channel.read back': {
    type: 'channel.read',
    channelId: general,
    readPosition: 2,
    mentionPositions: [4, 8, 10],
  },
  'mention.added': { type: 'mention.added', channelId: general, messageId, position: 9 },
  'channel.left': { type: 'channel.left', channelId: general },
  'channel.joined': { type: 'channel.joined', joined: joinedAs('public'), head: 4 },
  'sections.changed': { type: 'sections.changed', sections: [] },
  'preference.changed': { type: 'preference.changed', preference: { channelId: general, isMuted: true } },
}

describe('channels', () => {
  test.each(Object.entries(events))('%s twice equals once', (_, event) => {
    const once = applyToChannels(start, entry(event))
    expect(applyToChannels(once, entry(event))).toEqual(once)
  })

  test('a message opens a closed conversation for good, as the server sees it', () => {
    const direct = joinedAs('direct', { last: 10, read: 10 })
    const closed = withJoined(noChannels, {
      ...direct,
      membership: { ...direct.membership, isClosed: true },
    })
    const opened = applyToChannels(closed, entry(sentAt(11)))
    expect(opened.channels.get(general)?.membership.isClosed).toBe(false)
    const older = applyToChannels(closed, entry(sentAt(9)))
    expect(older.channels.get(general)?.membership.isClosed).toBe(true)
  })

  test('a message moves the last position; a reply that stays in its thread does not, nor an older message', () => {
    expect(apply(sentAt(11)).state).toMatchObject({ lastPosition: 11, lastMessageAt: at })
    expect(apply(sentAt(null)).state.lastPosition).toBe(10)
    expect(apply(sentAt(9)).state.lastPosition).toBe(10)
  })

  test('a mark forward keeps the mentions above it, a mark back brings those given', () => {
    expect(apply(events['channel.read']).membership).toMatchObject({
      readPosition: 8,
      mentionPositions: [10],
    })
    expect(apply(events['channel.read back']).membership.mentionPositions).toEqual([4, 8, 10])
  })

  test('a mention counts once, in order, and only above the mark', () => {
    expect(apply(events['mention.added']).membership.mentionPositions).toEqual([8, 9, 10])
    expect(apply({ ...events['mention.added'], position: 7 }).membership.mentionPositions).toEqual([8, 10])
  })

  test('the higher revision of a channel wins, and one we are not in is not kept', () => {
    const { channel } = joinedAs('public')
    const named = (revision: number) =>
      withChannel(start, { ...channel, name: 'new', revision }).channels.get(general)
    expect(named(4)?.channel.name).toBe('new')
    expect(named(2)?.channel.name).toBe('general')
    expect(withChannel(noChannels, channel)).toBe(noChannels)
  })

  test('a board is kept with its channel: a new one in its place by name, a changed one by its revision', () => {
    const board = (id: string, name: string, revision: number) =>
      ({ id, channelId: general, name, revision }) as unknown as BoardView
    const changed = (...boards: BoardView[]) =>
      boards
        .map((one) => entry({ type: 'board.changed', board: one }))
        .reduce(applyToChannels, start)
        .channels.get(general)?.state.boards
    const [wharf, ship] = [board('1', 'Wharf', 2), board('2', 'Ship', 1)]
    expect(changed(wharf, ship)).toEqual([ship, wharf])
    expect(changed(wharf, board('1', 'Older', 1))).toEqual([wharf])
    expect(changed(wharf, board('1', 'Newer', 3))).toEqual([board('1', 'Newer', 3)])
  })

  test('fresh state replaces where the talk stands, not what the viewer has read', () => {
    const { channel } = joinedAs('public')
    const state = { lastPosition: 90, lastMessageAt: at, memberCount: 9, call: null, boards: [] }
    const next = withFresh(start, { stream: channelStream(general), head: 200, channel, state }).channels.get(
      general,
    )
    expect(next?.state).toEqual(state)
    expect(next?.membership.readPosition).toBe(7)
  })
})

test('a channel that is known already keeps its talk when it is joined: its own stream tells of that', () => {
  const joined = joinedAs('public', { last: 4, read: 4 })
  const next = apply({ type: 'channel.joined', joined, head: 4 })
  expect([next.state.lastPosition, next.membership.readPosition]).toEqual([10, 4])
})

describe('unread', () => {
  test('is what lies between the last position and the mark, never less than nothing', () => {
    expect(unreadOf(joinedAs('public', { last: 10, read: 7, mentions: [8] }))).toEqual({
      count: 3,
      mentions: 1,
    })
    expect(unreadOf(joinedAs('public', { last: 10, read: 11 }))).toEqual({ count: 0, mentions: 0 })
  })

  test('each message of a direct or group conversation calls the viewer', () => {
    expect(unreadOf(joinedAs('direct', { last: 3 }))).toEqual({ count: 3, mentions: 3 })
    expect(unreadOf(joinedAs('group', { last: 3 }))).toEqual({ count: 3, mentions: 3 })
  })

  const totals = (joined: JoinedChannel, threads: { isMention: boolean; channelId: ChannelId }[] = []) =>
    totalsOf(new Map([[general, joined]]), threads)

  test('of a muted channel only mentions reach the badge', () => {
    expect(totals(joinedAs('public', { last: 5 }))).toEqual({ mentions: 0, hasUnread: true })
    expect(totals(joinedAs('public', { last: 5, isMuted: true }))).toEqual({ mentions: 0, hasUnread: false })
    expect(totals(joinedAs('public', { last: 5, isMuted: true, mentions: [4] }))).toEqual({
      mentions: 1,
      hasUnread: true,
    })
    expect(totals(joinedAs('direct', { last: 5, isMuted: true }))).toEqual({ mentions: 0, hasUnread: false })
    expect(totals(joinedAs('direct', { last: 5 }))).toEqual({ mentions: 5, hasUnread: true })
  })

  test('followed threads count: a mention in one as a mention', () => {
    const quiet = joinedAs('public')
    expect(totals(quiet, [{ isMention: false, channelId: general }])).toEqual({
      mentions: 0,
      hasUnread: true,
    })
    expect(totals(quiet, [{ isMention: true, channelId: general }])).toEqual({ mentions: 1, hasUnread: true })
  })
})

describe('the open call of a channel', () => {
  const callAs = (revision: number, more: Record<string, unknown> = {}) => ({
    id: 'call-1',
    channelId: general,
    startedAt: at,
    outcome: 'open',
    revision,
    ...more,
  })
  const callAfter = (...calls: object[]) =>
    calls
      .map((call) => entry({ type: 'call.changed', call }))
      .reduce(applyToChannels, start)
      .channels.get(general)?.state.call

  test('is shown, and of its revisions the highest', () => {
    expect(callAfter(callAs(1))).toMatchObject({ revision: 1 })
    expect(callAfter(callAs(3), callAs(2))).toMatchObject({ revision: 3 })
  })

  test('is gone when it ended, and an older word does not bring the former one back', () => {
    expect(callAfter(callAs(1), callAs(2, { outcome: 'ended' }))).toBeNull()
    expect(callAfter(callAs(4), callAs(2, { outcome: 'ended' }))).toMatchObject({ revision: 4 })
  })

  test('gives way to a later call, and not to an earlier one', () => {
    const later = callAs(1, { id: 'call-2', startedAt: '2030-01-02T00:00:00.000Z' })
    expect(callAfter(callAs(9), later)).toMatchObject({ id: 'call-2' })
    expect(callAfter(later, callAs(9))).toMatchObject({ id: 'call-2' })
    expect(callAfter(later, callAs(9, { outcome: 'ended' }))).toMatchObject({ id: 'call-2' })
  })
})
