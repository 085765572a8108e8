// Who this window is, for ever so long as it is open, through reloads: for what must tell windows of one browser apart.
import { newId } from './new-id.ts'

const storageKey = 'nucleus.window'
let asked: Promise<string> | null = null

/** The same for every call in a window. Two windows never have the same, also when one was made by duplicating the other. */
export function windowId(): Promise<string> {
  asked ??= findId()
  return asked
}

async function findId(): Promise<string> {
  const locks = globalThis.navigator?.locks
  // Without locks (plain http) nobody could tell a reloaded window from a duplicated one.
  if (!locks) return newId()
  try {
    const kept = sessionStorage.getItem(storageKey)
    if (kept && (await hold(locks, kept))) return kept
    const id = newId()
    sessionStorage.setItem(storageKey, id)
    await hold(locks, id)
    return id
  } catch {
    // A browser that refuses to keep things.
    return newId()
  }
}

/** Holds a name until the window is closed; false: another window has it. */
function hold(locks: LockManager, id: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    locks
      .request(`${storageKey}:${id}`, { ifAvailable: true }, (lock) => {
        resolve(lock !== null)
        return lock ? new Promise<void>(() => {}) : undefined
      })
      .catch(reject)
  })
}
