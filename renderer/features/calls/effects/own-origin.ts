// A wall around the model's library: MediaPipe 1.1.0 reports how it is used to its maker, once a minute and at the end
// (README, "Privacy Notice"; there is no switch). In our worker nothing may be asked of anybody but our own server.
// The content policy would stop it as well, but loudly, and only where that policy is.

type Fetch = typeof fetch

/** A fetch that knows one origin; all else fails as if there were no network. */
export const ownOriginOnly = (realFetch: Fetch, base: string): Fetch => {
  const { origin } = new URL(base)
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input), base)
    if (url.origin !== origin)
      throw new TypeError(`Only ${origin} may be asked from here, not ${url.origin}.`)
    return realFetch(input, init)
  }
}
