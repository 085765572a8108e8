import { describe, expect, test } from 'vitest'
import type { Event } from '../../../contract/events.ts'
import type { ChannelId, ClientId, MessageId, PersonId } from '../../../contract/ids.ts'
import type { MessagePage, MessageView } from '../../../contract/messages.ts'
import { joinNewer, joinOlder, windowOfPage } from './pages.ts'
import {
  applyToMessages,
  emptyTimeline,
  inTimeline,
  maxTimelines,
  noMessages,
  withinLimit,
  withTimeline,
} from './reducer.ts'
import { applyToWindow, emptyWindow, insert, maxWindow, newest, type Window } from './window.ts'

const channelId = '00000002-0000-7000-8000-000000000001' as ChannelId
const alice = '00000001-0000-7000-8000-000000000001' as PersonId
const idOf = (number: number) => `00000003-0000-7000-8000-${String(number).padStart(12, '0')}` as MessageId
const at = '2030-01-01T00:00:00.000Z'

const message = (number: number, more: Partial<MessageView> = {}): MessageView => ({
  id: idOf(number),
  channelId,
  number,
  position: number,
  authorId: alice,
  clientId: idOf(number) as string as ClientId,
  body: `m${number}`,
  sentAt: at,
  editedAt: null,
  deletedAt: null,
  threadId: null,
  thread: null,
  reactions: [],
  files: [],
  pin: null,
  isTask: false,
  taskIds: [],
  call: null,
  ...more,
})
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => message(from + index))
const windowOf = (messages: MessageView[], more: Partial<Window> = {}): Window => ({
  ...emptyWindow,
  messages,
  ...more,
})
const pageOf = (messages: MessageView[], more: Partial<MessagePage> = {}): MessagePage => ({
  messages,
  head: messages.at(-1)?.number ?? 0,
  hasOlder: false,
  hasNewer: false,
  ...more,
})
const sent = (view: MessageView): Event => ({
  type: 'message.sent',
  message: view,
  thread: null,
  mentionsEveryone: null,
})
const edited = (number: number, body: string): Event => ({
  type: 'message.edited',
  channelId,
  messageId: idOf(number),
  body,
  editedAt: at,
})
const deleted = (number: number): Event => ({
  type: 'message.deleted',
  channelId,
  messageId: idOf(number),
  deletedAt: at,
  thread: null,
})
const apply = (window: Window, number: number, event: Event) =>
  applyToWindow(window, { number, event }, inTimeline)
const numbers = (window: Window) => window.messages.map((view) => view.number)

describe('a window', () => {
  test('adds a sent message at the end, once', () => {
    const once = apply(windowOf(range(1, 2)), 3, sent(message(3)))
    expect(numbers(once)).toEqual([1, 2, 3])
    expect(apply(once, 3, sent(message(3)))).toBe(once)
  })

  test('that ends in the past does not take what is sent now', () => {
    const past = windowOf(range(1, 2), { hasNewer: true })
    expect(apply(past, 9, sent(message(9)))).toBe(past)
    expect(insert(past, message(9))).toBe(past)
  })

  test('does not take what lies before its beginning', () => {
    const later = windowOf(range(5, 6), { hasOlder: true })
    expect(insert(later, message(2))).toBe(later)
  })

  test('takes the answer to an own send before the entries below it, and those entries in between', () => {
    const early = insert(windowOf(range(1, 2)), message(5))
    const filled = apply(apply(early, 3, sent(message(3))), 4, sent(message(4)))
    expect(numbers(filled)).toEqual([1, 2, 3, 4, 5])
    expect(apply(filled, 5, sent(message(5)))).toBe(filled)
  })

  test('never holds more than 500 messages: the side out of sight is let go', () => {
    const full = windowOf(range(1, maxWindow))
    const more = apply(full, 501, sent(message(501)))
    expect([more.messages[0]?.number, more.messages.length, more.hasOlder]).toEqual([2, maxWindow, true])

    const scrolled = joinOlder(windowOf(range(11, 510), { hasOlder: true }), windowOf(range(1, 10)))
    expect([numbers(scrolled).at(-1), scrolled.messages.length, scrolled.hasNewer]).toEqual([
      500,
      maxWindow,
      true,
    ])
    expect(scrolled.hasOlder).toBe(false)

    const back = joinNewer(scrolled, windowOf(range(501, 510)))
    expect([back.messages[0]?.number, numbers(back).at(-1), back.hasOlder, back.hasNewer]).toEqual([
      11,
      510,
      true,
      false,
    ])
  })

  test('keeps its newest part for the cache', () => {
    const part = newest(windowOf(range(1, 30)), 10)
    expect([part.messages[0]?.number, part.messages.length, part.hasOlder]).toEqual([21, 10, true])
  })

  test('a deleted message keeps its row and loses text and reactions; nothing brings them back', () => {
    const reacted = message(1, { reactions: [{ emoji: '👍', personIds: [alice] }] })
    const gone = apply(windowOf([reacted, message(2)]), 3, deleted(1))
    expect(gone.messages[0]).toMatchObject({ id: idOf(1), body: '', deletedAt: at, reactions: [] })
    expect(apply(gone, 2, edited(1, 'back again'))).toBe(gone)
    expect(
      apply(gone, 2, { type: 'reaction.added', channelId, messageId: idOf(1), emoji: '👍', personId: alice }),
    ).toBe(gone)
  })

  test('reactions come and go by person, twice equals once', () => {
    const reaction = { channelId, messageId: idOf(1), emoji: '👍', personId: alice }
    const added: Event = { type: 'reaction.added', ...reaction }
    const removed: Event = { type: 'reaction.removed', ...reaction }
    const once = apply(windowOf(range(1, 1)), 2, added)
    expect(once.messages[0]?.reactions).toEqual([{ emoji: '👍', personIds: [alice] }])
    expect(apply(once, 2, added)).toBe(once)
    const none = apply(once, 3, removed)
    expect(none.messages[0]?.reactions).toEqual([])
    expect(apply(none, 3, removed)).toBe(none)
  })

  test('a reply tells its first message how the thread stands; a thread without replies is none', () => {
    const thread = { rootId: idOf(1), replyCount: 1, lastReplyAt: at, personIds: [alice] }
    const reply = message(2, { position: null, threadId: idOf(1) })
    const told = apply(windowOf(range(1, 1)), 2, {
      type: 'message.sent',
      message: reply,
      thread,
      mentionsEveryone: null,
    })
    expect(told.messages).toEqual([message(1, { thread })])
    const empty = { ...thread, replyCount: 0 }
    const after = apply(told, 3, {
      type: 'message.deleted',
      channelId,
      messageId: idOf(2),
      deletedAt: at,
      thread: empty,
    })
    expect(after.messages[0]?.thread).toBeNull()
  })
})

describe('a page', () => {
  test('from before entries that were heard on its way is brought up to date', () => {
    const page = pageOf(range(1, 3), { head: 3 })
    const heard = [
      { number: 4, event: edited(2, 'new') },
      { number: 5, event: sent(message(5)) },
    ] as never[]
    const window = windowOfPage(page, heard, inTimeline)
    expect(numbers(window)).toEqual([1, 2, 3, 5])
    expect(window.messages[1]?.body).toBe('new')
  })

  test('newer than the entries applied so far does not turn back when they come', () => {
    const page = pageOf([message(1, { body: 'third', editedAt: at })], { head: 3 })
    let window = windowOfPage(page, [], inTimeline)
    window = apply(window, 2, edited(1, 'second'))
    expect(window.messages[0]?.body).toBe('third')
    window = apply(apply(window, 3, edited(1, 'third')), 4, edited(1, 'fourth'))
    expect(window.messages[0]?.body).toBe('fourth')
    expect(window.ahead.size).toBe(0)
  })

  test('joins without doubling what both have', () => {
    const window = joinNewer(windowOf(range(1, 5), { hasNewer: true }), windowOf(range(4, 8)))
    expect(numbers(window)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(window.hasNewer).toBe(false)
  })
})

describe('the messages in memory', () => {
  const channelAt = (number: number) =>
    `00000002-0000-7000-8000-${String(number).padStart(12, '0')}` as ChannelId

  test('are those of twenty channels at most; what is on screen stays', () => {
    let state = noMessages
    for (let number = 1; number <= 25; number++) {
      state = withinLimit(
        withTimeline(state, channelAt(number), emptyTimeline(number)),
        (id) => id === channelAt(1),
      )
    }
    expect(state.timelines.size).toBe(maxTimelines)
    expect(state.timelines.has(channelAt(1))).toBe(true)
    expect(state.timelines.has(channelAt(2))).toBe(false)
    expect(state.timelines.has(channelAt(25))).toBe(true)
  })

  test('of a channel that was left are gone', () => {
    const state = withTimeline(noMessages, channelId, { ...emptyTimeline(1), window: windowOf(range(1, 3)) })
    const left = { type: 'channel.left', channelId } as const
    const entry = { stream: `user:${alice}` as never, number: 1, at, actorId: null, event: left }
    expect(applyToMessages(state, entry).timelines.size).toBe(0)
  })
})

describe('the line of a call', () => {
  const call = (revision: number, outcome: string, joined: number) => ({
    type: 'call.changed' as const,
    call: {
      id: 'call-1',
      messageId: idOf(1),
      startedAt: at,
      endedAt: null,
      outcome,
      revision,
      participants: [alice, alice].slice(0, joined).map((personId) => ({ personId, joinedAt: at })),
    } as never,
  })

  test('shows how the call stands; an older word changes nothing', () => {
    const ended = apply(windowOf([message(1), message(2)]), 3, call(5, 'ended', 2))
    expect(ended.messages[0]?.call).toMatchObject({ outcome: 'ended', personCount: 2, revision: 5 })
    expect(ended.messages[1]?.call).toBeNull()
    expect(apply(ended, 4, call(4, 'open', 1))).toBe(ended)
  })

  test('says nothing once it was deleted', () => {
    const gone = apply(windowOf([message(1)]), 2, deleted(1))
    expect(apply(gone, 3, call(2, 'open', 1))).toBe(gone)
  })
})
