// What a page of a server may do, and where it may lead. Pure; the windows ask it for every navigation, every new window,
// every permission and every call over the bridge. What is not allowed here is refused.

/** `external`: for the system's browser, after the link was pressed. */
export type Leading = 'inside' | 'external' | 'nowhere'

const outside = new Set(['https:', 'http:', 'mailto:', 'tel:'])

/** Where the app's own pages come from: a scheme that no network serves. */
export const ownScheme = 'nucleus-app'
export const ownOrigin = `${ownScheme}://pages`

const withOrigin = new Set(['https:', 'http:', `${ownScheme}:`])

/** URL itself knows no origin of schemes that are not the web's. */
export const originOf = (url: string): string | null => {
  const address = URL.parse(url)
  return address && withOrigin.has(address.protocol) ? `${address.protocol}//${address.host}` : null
}

/** Where a link leads that a page of `origin` follows or opens. A page never leaves its server. */
export function leadingOf(url: string, origin: string): Leading {
  const address = URL.parse(url)
  if (!address || address.username || address.password) return 'nowhere'
  if (originOf(url) === origin) return 'inside'
  return outside.has(address.protocol) ? 'external' : 'nowhere'
}

/** Electron's names for what pages may ask for. */
const permissions = new Set([
  'media',
  'display-capture',
  'notifications',
  'clipboard-sanitized-write',
  'fullscreen',
  'speaker-selection',
  'storage-access',
])

/** Whether the top page of this server, and nobody else, gets it. */
export const isPermitted = (
  permission: string,
  asking: { url: string; isMainFrame: boolean },
  origin: string,
): boolean => permissions.has(permission) && asking.isMainFrame && originOf(asking.url) === origin

/** Whether a call over the bridge comes from the page that the bridge was made for. */
export const isTrusted = (sender: { url: string; isMainFrame: boolean } | null, origin: string): boolean =>
  sender?.isMainFrame === true && originOf(sender.url) === origin
