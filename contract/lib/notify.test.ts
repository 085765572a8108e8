import { describe, expect, test } from 'vitest'
import { type Cause, type ChannelRule, isWanted, judge, type Level } from './notify.ts'

const causes: Cause[] = [
  'person',
  'group',
  'everyone',
  'keyword',
  'reply',
  'direct',
  'message',
  'call',
  'reaction',
  'joined',
]
const rules = (level: Level, isToldOfReplies = true) => ({ level, isToldOfReplies })
const channel = (more: Partial<ChannelRule> = {}): ChannelRule => ({
  isConversation: false,
  level: null,
  isMuted: false,
  ...more,
})
const wanted = (level: Level, where: ChannelRule, isToldOfReplies = true) =>
  causes.filter((cause) => isWanted(cause, rules(level, isToldOfReplies), where)).join(' ')

const forMe = 'person group everyone keyword reply call reaction joined'
const whole = 'person group everyone keyword reply direct message call reaction joined'

describe('the rule of notifications', () => {
  test.each([
    ['what is meant for me', 'mentions', channel(), forMe],
    ['everything', 'all', channel(), whole],
    ['nothing', 'nothing', channel(), ''],
    ['a channel of its own level: all', 'mentions', channel({ level: 'all' }), whole],
    ['a channel of its own level: nothing', 'all', channel({ level: 'nothing' }), ''],
    ['a channel that still speaks when all else is still', 'nothing', channel({ level: 'mentions' }), forMe],
    ['a conversation calls with every message', 'mentions', channel({ isConversation: true }), whole],
    ['a conversation, when nothing is wanted', 'nothing', channel({ isConversation: true }), ''],
    ['a conversation for mentions only', 'all', channel({ isConversation: true, level: 'mentions' }), forMe],
    ['muted: by name only', 'all', channel({ isMuted: true }), 'person group everyone joined'],
    [
      'muted conversation',
      'all',
      channel({ isMuted: true, isConversation: true }),
      'person group everyone joined',
    ],
  ] as const)('%s', (_what, level, where, expected) => {
    expect(wanted(level, where)).toBe(expected)
  })

  test('replies can be left out by themselves', () => {
    expect(wanted('mentions', channel(), false)).toBe(forMe.replace(' reply', ''))
  })

  test('what is wanted makes noise, but not while one is not to be disturbed; reactions and joining never', () => {
    const now = new Date('2026-03-02T23:00:00Z')
    const awake = { timeZone: 'UTC', quietTimes: null, pausedUntil: null }
    const asleep = { ...awake, quietTimes: { hours: { from: '22:00', to: '07:00' }, days: [] } }
    const paused = { ...awake, pausedUntil: '2026-03-02T23:30:00Z' }
    const judged = (person: typeof awake | typeof asleep | typeof paused) => (cause: Cause) =>
      judge(cause, rules('mentions'), channel(), person, now)
    expect(judged(awake)('person')).toBe('announce')
    expect(judged(asleep)('person')).toBe('keep')
    expect(judged(paused)('keyword')).toBe('keep')
    expect(judged(awake)('reaction')).toBe('keep')
    expect(judged(awake)('joined')).toBe('keep')
    expect(judged(asleep)('message')).toBe('ignore')
  })
})
