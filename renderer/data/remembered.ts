// The few words kept in localStorage; where the browser refuses it, they are simply not remembered.

function word(key: string) {
  return {
    get(): string | null {
      try {
        return localStorage.getItem(key)
      } catch {
        return null
      }
    },
    set(value: string): void {
      try {
        localStorage.setItem(key, value)
      } catch {
        // Not remembered.
      }
    },
    forget(): void {
      try {
        localStorage.removeItem(key)
      } catch {
        // Not remembered.
      }
    },
  }
}

export const remembered = {
  /** Whose cache to open at the next load. */
  person: word('nucleus.person'),
  /** Signed out without network: the server must still be told. */
  isLeaving: word('nucleus.isLeaving'),
}
