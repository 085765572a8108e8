import { expect, test } from 'vitest'
import { fateOf } from './fate.ts'
import { isPaneOf } from './use-stage.ts'

test('a call that nobody took is missed by those who were called, and unanswered for the caller', () => {
  expect(fateOf({ outcome: 'missed' }, true)).toBe('noAnswer')
  expect(fateOf({ outcome: 'missed' }, false)).toBe('missed')
  expect(fateOf({ outcome: 'cancelled' }, true)).toBe('cancelled')
  expect(fateOf({ outcome: 'cancelled' }, false)).toBe('missed')
  expect(fateOf({ outcome: 'declined' }, false)).toBe('declined')
})

test('opening and closing a thread of the conversation is no going away from the call; all else is', () => {
  expect(isPaneOf('/c/1', '/c/1', '/c/1/t/9')).toBe(true)
  expect(isPaneOf('/c/1', '/c/1/t/9', '/c/1')).toBe(true)
  expect(isPaneOf('/c/1', '/calls', '/c/1/t/9')).toBe(true)
  expect(isPaneOf('/c/1', '/c/2', '/c/1')).toBe(false)
  expect(isPaneOf('/c/1', '/c/1', '/c/1/m/5')).toBe(false)
  expect(isPaneOf('/c/1', '/c/1', '/c/11/t/9')).toBe(false)
})
