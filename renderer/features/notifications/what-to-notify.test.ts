import { describe, expect, test } from 'vitest'
import type { JoinedChannel } from '../../../contract/channels.ts'
import type { Entry } from '../../../contract/events.ts'
import type { ChannelId, MessageId, PersonId } from '../../../contract/ids.ts'
import type { NotificationRules, NotifyLevel } from '../../../contract/notifications.ts'
import type { PersonView } from '../../../contract/people.ts'
import { callOf } from './what-to-notify.ts'

const me = '00000001-0000-7000-8000-000000000001' as PersonId
const bob = '00000001-0000-7000-8000-000000000002' as PersonId
const channelId = '00000002-0000-7000-8000-000000000001' as ChannelId
const messageId = '00000003-0000-7000-8000-000000000001' as MessageId
const now = Date.UTC(2030, 0, 1, 12)

type More = {
  isMuted?: boolean
  level?: NotifyLevel
  everywhere?: NotifyLevel
  isLive?: boolean
  ageMs?: number
  pausedUntil?: string
}

const call = (event: unknown, kind: string, more: More = {}) => {
  const at = new Date(now - (more.ageMs ?? 0)).toISOString()
  const membership = { isMuted: more.isMuted ?? false, notifyLevel: more.level ?? null }
  const rules: NotificationRules = {
    level: more.everywhere ?? 'mentions',
    isToldOfReplies: true,
    keywords: [],
  }
  const person = { id: me, timeZone: 'UTC', quietTimes: null, pausedUntil: more.pausedUntil ?? null }
  return callOf({ stream: '', number: 1, at, actorId: bob, event } as unknown as Entry, {
    me: person as unknown as PersonView,
    rules,
    channels: new Map([[channelId, { channel: { kind }, membership } as unknown as JoinedChannel]]),
    isLive: more.isLive ?? true,
    now,
  })
}
const sentBy = (authorId: PersonId, more: object = {}) => ({
  type: 'message.sent',
  message: { id: messageId, channelId, authorId, threadId: null, position: 4, call: null, ...more },
})
const mention = (reason = 'person') => ({ type: 'mention.added', channelId, messageId, position: 4, reason })
const replied = {
  type: 'thread.replied',
  unread: { rootId: messageId, channelId, lastReplyNumber: 9, isMention: false },
}

describe('a notification', () => {
  test('comes for a direct or group message of somebody else', () => {
    expect(call(sentBy(bob), 'direct')).toMatchObject({ channelId, what: { messageId } })
    expect(call(sentBy(bob), 'group')).not.toBeNull()
    expect(call(sentBy(me), 'direct')).toBeNull()
    expect(call(sentBy(bob), 'public')).toBeNull()
  })

  test('comes for every message of a channel whose level is all, but not for replies that stay in their thread', () => {
    expect(call(sentBy(bob), 'public', { everywhere: 'all' })).toMatchObject({
      channelId,
      what: { messageId },
    })
    expect(call(sentBy(bob), 'public', { level: 'all' })).not.toBeNull()
    const reply = sentBy(bob, { threadId: messageId, position: null })
    expect(call(reply, 'public', { level: 'all' })).toBeNull()
    expect(call(reply, 'direct')).not.toBeNull()
  })

  test('comes for a mention, a keyword and a reply in a followed thread', () => {
    expect(call(mention(), 'public')).toMatchObject({ channelId, what: { messageId } })
    expect(call(mention('keyword'), 'public')).not.toBeNull()
    expect(call(replied, 'public')).toMatchObject({ channelId, what: { rootId: messageId, number: 9 } })
  })

  test('of a muted channel comes for mentions by name only', () => {
    const isMuted = true
    expect(call(sentBy(bob), 'direct', { isMuted })).toBeNull()
    expect(call(replied, 'public', { isMuted })).toBeNull()
    expect(call(mention('keyword'), 'public', { isMuted })).toBeNull()
    expect(call(mention('group'), 'public', { isMuted })).not.toBeNull()
    expect(call(mention(), 'public', { isMuted })).not.toBeNull()
  })

  test('never comes where nothing is wanted, nor while one is not to be disturbed', () => {
    expect(call(mention(), 'public', { level: 'nothing' })).toBeNull()
    expect(call(sentBy(bob), 'direct', { everywhere: 'nothing' })).toBeNull()
    const pausedUntil = new Date(now + 1000).toISOString()
    expect(call(mention(), 'public', { pausedUntil })).toBeNull()
    expect(call(mention(), 'public', { pausedUntil: new Date(now).toISOString() })).not.toBeNull()
  })

  test('of a call is its ring; a missed one is told once it is over', () => {
    expect(call(sentBy(bob, { call: {} }), 'direct')).toBeNull()
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
    expect(call(mention(), 'public', { isLive: false, ageMs: 61_000 })).toBeNull()
    expect(call(mention(), 'public', { isLive: false, ageMs: 30_000 })).not.toBeNull()
    expect(call(mention(), 'public', { isLive: true, ageMs: 61_000 })).not.toBeNull()
  })
})
