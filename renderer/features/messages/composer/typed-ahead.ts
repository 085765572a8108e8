// What was typed in a composer before its editor was there, by the draft that it belongs to.
import type { DraftKey } from '../../../data/database.ts'

export type TypedAhead = {
  text: string
  caret: number
  hasFocus: boolean
  /** A key that was meant for what stands around the editor. */
  pressed: KeyboardEvent | null
}

const places = new Map<DraftKey, HTMLElement>()
const pressed = new WeakMap<HTMLElement, KeyboardEvent>()

/** Presses a key once the editor is there: nobody answers it before. */
export const pressLater = (box: HTMLElement, event: KeyboardEvent): void => void pressed.set(box, event)

export const openPlace = (key: DraftKey, box: HTMLElement): void => void places.set(key, box)

/** To be asked while the place still stands: what is in it, and where the caret is. */
export function typedAhead(key: DraftKey): TypedAhead | null {
  const box = places.get(key)
  if (!box) return null
  const hasFocus = document.activeElement === box
  return { text: textOf(box), caret: caretIn(box), hasFocus, pressed: pressed.get(box) ?? null }
}

/** The editor has taken it over, or the place is gone. Answers whether it was still here. */
export function closePlace(key: DraftKey, box?: HTMLElement): boolean {
  const place = places.get(key)
  if (!place || (box && place !== box)) return false
  return places.delete(key)
}

/** Browsers put one line break more at the end, so that the last line can be seen. */
export const textOf = (box: HTMLElement): string => (box.textContent ?? '').replace(/\n$/, '')

function caretIn(box: HTMLElement): number {
  const selection = document.getSelection()
  if (!selection?.focusNode || !box.contains(selection.focusNode)) return textOf(box).length
  const before = document.createRange()
  before.selectNodeContents(box)
  before.setEnd(selection.focusNode, selection.focusOffset)
  return Math.min(before.toString().length, textOf(box).length)
}
