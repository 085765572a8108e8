// What somebody looked for lately: kept in this browser alone, under their name, and gone when they sign out.
import { create } from 'zustand'
import type { PersonId } from '../../../contract/ids.ts'
import { sessionStore } from '../../data/session.ts'
import { myId } from '../people/store.ts'

const prefix = 'nucleus.searches.'
const mostKept = 10

function read(personId: PersonId): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(prefix + personId) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string').slice(0, mostKept) : []
  } catch {
    return []
  }
}

/** Grows with every change, so that what is shown is read again. */
const changes = create<{ count: number }>()(() => ({ count: 0 }))

function write(change: (searches: string[]) => string[]): void {
  const personId = myId()
  if (!personId) return
  try {
    localStorage.setItem(prefix + personId, JSON.stringify(change(read(personId)).slice(0, mostKept)))
  } catch {
    // Not remembered.
  }
  changes.setState(({ count }) => ({ count: count + 1 }))
}

/** Newest first. */
export function useRecentSearches(): string[] {
  changes(({ count }) => count)
  const personId = myId()
  return personId ? read(personId) : []
}

export function rememberSearch(query: string): void {
  const text = query.trim()
  if (text) write((searches) => [text, ...searches.filter((one) => one !== text)])
}
export const forgetSearch = (query: string): void =>
  write((searches) => searches.filter((one) => one !== query))
export const forgetSearches = (): void => write(() => [])

sessionStore.subscribe(({ status }) => {
  if (status !== 'signedOut') return
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
  } catch {
    // Nothing was remembered.
  }
})
