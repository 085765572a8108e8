import { describe, expect, it } from 'vitest'
import { matchesKeys } from './keyboard.ts'

const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
  ({
    key,
    code: '',
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...more,
  }) as KeyboardEvent

describe('matchesKeys', () => {
  it.each([
    ['Mod+K', press('k', { ctrlKey: true }), true],
    ['Mod+K', press('K', { ctrlKey: true, shiftKey: true }), false],
    ['Mod+Shift+K', press('K', { ctrlKey: true, shiftKey: true }), true],
    ['Mod+K', press('k'), false],
    ['k', press('k', { ctrlKey: true }), false],
    // A sign counts as what is typed, whether or not it needs Shift on this layout.
    ['?', press('?', { shiftKey: true }), true],
    ['?', press('?'), true],
    ['+', press('+', { shiftKey: true }), true],
    ['Mod+/', press('/', { ctrlKey: true, shiftKey: true }), true],
    ['Alt+ArrowUp', press('ArrowUp', { altKey: true }), true],
    ['Alt+ArrowUp', press('ArrowUp', { altKey: true, shiftKey: true }), false],
    ['Shift+Escape', press('Escape', { shiftKey: true }), true],
    // A Russian layout types л where the K is.
    ['Mod+K', press('л', { ctrlKey: true, code: 'KeyK' }), true],
    // On Dvorak the key in K's place types t, and Ctrl+T is not Ctrl+K.
    ['Mod+K', press('t', { ctrlKey: true, code: 'KeyK' }), false],
  ])('%s against %o is %s', (keys, event, expected) => {
    expect(matchesKeys(event, keys)).toBe(expected)
  })
})
