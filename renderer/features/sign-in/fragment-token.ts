// The one-time token of a link. It stands behind the #, which a browser never sends: it reaches no log.

export function fragmentToken(): string | null {
  return new URLSearchParams(window.location.hash.slice(1)).get('token')
}

/** Takes the token out of the address once it is used, so that it stays in no history. */
export function dropFragment(): void {
  window.history.replaceState(window.history.state, '', window.location.pathname)
}

/** The zone this browser lives in, for a new account. */
export const hereTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone
