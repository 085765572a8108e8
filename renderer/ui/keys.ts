// How a key combination is written: 'Mod+Shift+K' in code, ⇧⌘K on a Mac, Ctrl Shift K elsewhere.

/** Mod is ⌘ on Apple's keyboards and Ctrl on all others. */
export const isApple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)

const names: Record<string, string> = {
  Mod: isApple ? '⌘' : 'Ctrl',
  Ctrl: isApple ? '⌃' : 'Ctrl',
  Alt: isApple ? '⌥' : 'Alt',
  Shift: isApple ? '⇧' : 'Shift',
  Enter: isApple ? '↩' : 'Enter',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Space: '␣',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
}

/** The keys of a combination as they are printed on this person's keyboard. */
export function keyNames(keys: string): string[] {
  return splitKeys(keys).map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key))
}

/** 'Mod++' is Mod and the plus key. */
export function splitKeys(keys: string): string[] {
  return keys.endsWith('++') ? [...keys.slice(0, -2).split('+'), '+'] : keys === '+' ? ['+'] : keys.split('+')
}

/** The form that `aria-keyshortcuts` wants. */
export function ariaKeys(keys: string): string {
  return splitKeys(keys)
    .map((key) => (key === 'Mod' ? (isApple ? 'Meta' : 'Control') : key === 'Ctrl' ? 'Control' : key))
    .join('+')
}
