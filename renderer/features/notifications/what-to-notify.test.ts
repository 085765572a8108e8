import { describe, expect, test } from 'vitest'
import type { JoinedChannel } from '../../../contract/channels.ts'
import type { Entry } from '../../../contract/events.ts'
import type { ChannelId, MessageId, PersonId } from '../../../contract/ids.ts'
import { callOf } from './what-to-notify.ts'

const me = '00000001-0000-7000-8000-000000000001' as PersonId
const bob = '00000001-0000-7000-8000-000000000002' as PersonId
const channelId = '00000002-0000-7000-8000-000000000001' as ChannelId
const messageId = '00000003-0000-7000-8000-000000000001' as MessageId
const now = Date.UTC(2030, 0, 1, 12)

const channelsWith = (kind: string, isMuted: boolean) =>
  new Map([[channelId, { channel: { kind }, membership: { isMuted } } as unknown as JoinedChannel]])
const call = (
  event: unknown,
  kind: string,
  more: { isMuted?: boolean; isLive?: boolean; ageMs?: number } = {},
) => {
  const at = new Date(now - (more.ageMs ?? 0)).toISOString()
  const entry = { stream: '', number: 1, at, actorId: bob, event } as unknown as Entry
  return callOf(entry, {
    me,
    channels: channelsWith(kind, more.isMuted ?? false),
    isLive: more.isLive ?? true,
    now,
  })
}
const sentBy = (authorId: PersonId) => ({
  type: 'message.sent',
  message: { id: messageId, channelId, authorId },
})
const mention = { type: 'mention.added', channelId, messageId, position: 4 }
const replied = (isMention: boolean) => ({
  type: 'thread.replied',
  unread: { rootId: messageId, channelId, lastReplyNumber: 9, isMention },
})

describe('a notification', () => {
  test('comes for a direct or group message of somebody else', () => {
    expect(call(sentBy(bob), 'direct')).toEqual({ channelId, what: { messageId } })
    expect(call(sentBy(bob), 'group')).not.toBeNull()
    expect(call(sentBy(me), 'direct')).toBeNull()
    expect(call(sentBy(bob), 'public')).toBeNull()
  })

  test('comes for a mention and for a reply in a followed thread', () => {
    expect(call(mention, 'public')).toEqual({ channelId, what: { messageId } })
    expect(call(replied(false), 'public')).toEqual({ channelId, what: { rootId: messageId, number: 9 } })
  })

  test('of a muted channel comes for mentions only', () => {
    expect(call(sentBy(bob), 'direct', { isMuted: true })).toBeNull()
    expect(call(replied(false), 'public', { isMuted: true })).toBeNull()
    expect(call(replied(true), 'public', { isMuted: true })).not.toBeNull()
    expect(call(mention, 'public', { isMuted: true })).not.toBeNull()
  })

  test('of a call is its ring; a missed one is told once it is over', () => {
    const line = { ...sentBy(bob), message: { id: messageId, channelId, authorId: bob, call: {} } }
    expect(call(line, 'direct')).toBeNull()
    const ended = (state: string, more: object = {}) => ({
      type: 'call.ended',
      call: {
        channelId,
        startedById: bob,
        ringsUntil: new Date(now - 1000).toISOString(),
        participants: [{ personId: me, state }],
        ...more,
      },
    })
    expect(call(ended('missed'), 'direct')).toMatchObject({ what: { missed: { channelId } } })
    expect(call(ended('missed'), 'direct', { isMuted: true })).toBeNull()
    expect(call(ended('declined'), 'direct')).toBeNull()
    expect(call(ended('missed', { startedById: me }), 'direct')).toBeNull()
    // Others spoke for an hour after the ring: their hanging up is no news.
    const ringsUntil = new Date(now - 3_600_000).toISOString()
    expect(call(ended('missed', { ringsUntil }), 'group')).toBeNull()
  })

  test('does not come for what was missed more than a minute ago', () => {
    expect(call(mention, 'public', { isLive: false, ageMs: 61_000 })).toBeNull()
    expect(call(mention, 'public', { isLive: false, ageMs: 30_000 })).not.toBeNull()
    expect(call(mention, 'public', { isLive: true, ageMs: 61_000 })).not.toBeNull()
  })
})
