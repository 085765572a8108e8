// The one registry of keyboard shortcuts: what is registered works, and is what the `?` sheet lists.
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { isApple, splitKeys } from '../ui/keys.ts'

export type ShortcutGroup = 'general' | 'navigation' | 'channel' | 'message' | 'composer' | 'board' | 'call'

export type Shortcut = {
  /** Unique; a later one with the same id takes its place. */
  id: string
  /** 'Mod+K', 'Alt+Shift+ArrowDown', '?'. Several ways: a list; the first is shown everywhere, the sheet shows all. */
  keys: string | readonly string[]
  /** What it does, in the reader's language. */
  label: string
  group: ShortcutGroup
  /** Without it the component handles the key itself and only lists it here. */
  run?: ((event: KeyboardEvent) => void) | undefined
  /** Also while typing. Combinations with Mod or Alt always do. */
  isInText?: boolean | undefined
  /** Also while a dialog is open. */
  isInDialog?: boolean | undefined
  isDisabled?: boolean | undefined
}

const registered = new Map<string, { current: Shortcut }>()
const listeners = new Set<() => void>()
let snapshot: readonly Shortcut[] = []

function changed() {
  snapshot = [...registered.values()].map((holder) => holder.current)
  for (const listener of listeners) listener()
}

/** Keeps a shortcut alive while the calling component is on screen. */
export function useShortcut(shortcut: Shortcut): void {
  const holder = useRef(shortcut)
  // `run` may be a new function on every render: the holder carries it, so that nothing is registered again.
  useEffect(() => {
    holder.current = shortcut
  })
  const { id, label, group, isDisabled } = shortcut
  const keys = String(shortcut.keys)
  // biome-ignore lint/correctness/useExhaustiveDependencies: label, group and keys are what the sheet shows
  useEffect(() => {
    if (isDisabled) return
    const mine = holder
    registered.delete(id)
    registered.set(id, mine)
    changed()
    return () => {
      if (registered.get(id) !== mine) return
      registered.delete(id)
      changed()
    }
  }, [id, keys, label, group, isDisabled])
}

/** Everything registered now, for the sheet. */
export function useShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => snapshot,
  )
}

/** Listens to the page's keys; called once at start. The answer stops it. */
export function startKeyboard(): () => void {
  document.addEventListener('keydown', dispatch)
  return () => document.removeEventListener('keydown', dispatch)
}

function dispatch(event: KeyboardEvent): void {
  // isComposing: an input method is choosing a character, its keys are not ours.
  if (event.defaultPrevented || event.isComposing) return
  const isTyping = isTextPlace(event.target)
  const isInDialog = document.querySelector('[data-modal]') !== null
  // The one registered last wins: it belongs to what was opened last.
  for (const { current } of [...registered.values()].reverse()) {
    if (!current.run || (isInDialog && !current.isInDialog)) continue
    const keys = allKeys(current).find((combination) => matchesKeys(event, combination))
    if (!keys || (isTyping && !current.isInText && !/(Mod|Alt|Ctrl)\+/.test(keys))) continue
    event.preventDefault()
    current.run(event)
    return
  }
}

export function allKeys(shortcut: Pick<Shortcut, 'keys'>): readonly string[] {
  return typeof shortcut.keys === 'string' ? [shortcut.keys] : shortcut.keys
}

/** Whether a key event is this combination, on this person's keyboard layout. */
export function matchesKeys(event: KeyboardEvent, keys: string): boolean {
  const parts = splitKeys(keys)
  const key = parts.at(-1) ?? ''
  const wants = (name: string) => parts.slice(0, -1).includes(name)
  const wantsMeta = isApple && wants('Mod')
  const wantsControl = (!isApple && wants('Mod')) || wants('Ctrl')
  if (event.metaKey !== wantsMeta || event.ctrlKey !== wantsControl || event.altKey !== wants('Alt'))
    return false
  const isLetter = /^[a-z]$/i.test(key)
  // A sign such as ? needs Shift on one layout and not on another: the sign itself counts.
  if ((key.length > 1 || isLetter || /^\d$/.test(key)) && event.shiftKey !== wants('Shift')) return false
  if (event.key.toLowerCase() === (key === 'Space' ? ' ' : key.toLowerCase())) return true
  // ⌥ and non-Latin layouts change what a letter key types; its place on the keyboard stays.
  return isLetter && (event.altKey || !/^[a-z]$/i.test(event.key)) && event.code === `Key${key.toUpperCase()}`
}

function isTextPlace(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  return (
    target instanceof HTMLInputElement &&
    !/^(button|checkbox|radio|range|submit|color|file)$/.test(target.type)
  )
}
