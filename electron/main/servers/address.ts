// What somebody types as the address of their company's server.

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/** This machine itself: the one place where nothing needs to be encrypted. */
export const isLoopback = (hostname: string): boolean => loopback.test(hostname)

export type TypedAddress = { origin: string } | { problem: 'empty' | 'malformed' | 'unencrypted' }

/** "chat.example.org", with or without https, port and path. Without encryption only this machine is spoken to. */
export function readAddress(typed: string): TypedAddress {
  const text = typed.trim()
  if (text === '') return { problem: 'empty' }
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase()
  if (scheme !== undefined && scheme !== 'https' && scheme !== 'http') return { problem: 'malformed' }
  const bare = text.slice(scheme === undefined ? 0 : scheme.length + 3)
  // A special scheme first, to know the host; the right one then depends on it.
  const address = URL.parse(`${scheme ?? 'https'}://${bare}`)
  const isName = address !== null && /^[\p{L}\p{N}.:[\]-]+$/u.test(address.hostname) && !address.username
  if (!address || !isName) return { problem: 'malformed' }
  const isHere = isLoopback(address.hostname)
  if (scheme === 'http' && !isHere) return { problem: 'unencrypted' }
  if (scheme === undefined && isHere) return { origin: `http://${address.host}` }
  return { origin: address.origin }
}
