import { describe, expect, it } from 'vitest'
import type { MessageView } from '../../../contract/messages.ts'
import { buildRows } from './rows.ts'

const message = (position: number, authorId: string, sentAt: string): MessageView =>
  ({
    clientId: `m${position}`,
    position,
    authorId,
    sentAt,
    deletedAt: null,
    threadId: null,
  }) as unknown as MessageView
const source = { pending: [], myId: 'me', newFrom: null, isStartKnown: true }
const shape = (rows: ReturnType<typeof buildRows>) =>
  rows.map((row) => ('isFirst' in row ? `${row.key}${row.isFirst ? '*' : ''}` : row.kind))

describe('buildRows', () => {
  const talk = [
    message(1, 'ann', '2026-01-05T10:00:00'),
    message(2, 'ann', '2026-01-05T10:04:00'),
    message(3, 'ann', '2026-01-05T10:12:00'),
    message(4, 'bob', '2026-01-06T10:12:10'),
  ]

  it('groups an author within five minutes and marks days', () => {
    expect(shape(buildRows({ ...source, messages: talk }))).toEqual([
      'start',
      'day',
      'm1*',
      'm2',
      'm3*',
      'day',
      'm4*',
    ])
  })

  it('draws no first day while older messages are not loaded', () => {
    expect(shape(buildRows({ ...source, messages: talk, isStartKnown: false }))[0]).toBe('m1*')
  })

  it('draws the line above the first unread message of somebody else', () => {
    expect(shape(buildRows({ ...source, messages: talk, newFrom: 1 }))).toEqual([
      'start',
      'day',
      'm1*',
      'new',
      'm2*',
      'm3*',
      'day',
      'm4*',
    ])
    expect(shape(buildRows({ ...source, messages: talk, newFrom: 4 }))).not.toContain('new')
    expect(shape(buildRows({ ...source, myId: 'ann', messages: talk, newFrom: 1 }))[5]).toBe('day')
  })
})
