// Walking through the messages of a list by keyboard.
import type { KeyboardEvent } from 'react'
import type { Row } from './rows.ts'

/** The key of the row to go to, 'leave' below the last one and on Escape, or null when the key means something else. */
export function walkRows(event: KeyboardEvent, rows: Row[]): string | null {
  const target = event.target
  if (!(target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return null
  const here = target.dataset.row
  if (here === undefined) return null
  const keys = rows.filter((row) => row.kind === 'message').map((row) => row.key)
  const at = keys.indexOf(here)
  const to = destination(event.key, at, keys.length)
  if (to === null) return null
  event.preventDefault()
  event.stopPropagation()
  return keys[to] ?? (to < 0 ? here : 'leave')
}

function destination(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowUp':
    case 'k':
      return at - 1
    case 'ArrowDown':
    case 'j':
      return at + 1
    case 'Home':
      return 0
    case 'End':
      return count - 1
    case 'Escape':
      return count
    default:
      return null
  }
}
