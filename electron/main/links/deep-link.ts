// nucleus:// links, from a browser, a mail or another program: which server, and where in it. Whatever comes is foreign:
// only addresses that the client itself makes (renderer/app/paths.ts) lead anywhere.
import { product } from '../core/product.ts'
import { isLoopback } from '../servers/address.ts'

const { scheme } = product

/** `origin`: https, or http for this machine alone. `path`: within the client, with its query and hash. */
export type DeepLink = {
  origin: string
  path: string
  /** A sign-in comes back from the browser. */
  signIn?: { code: string; state: string }
}

const id = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const places = new RegExp(`^/(?:|c/${id}(?:/m/${id}|/t/${id})?|unreads|mentions|threads|calls)$`)
const replyQuery = new RegExp(`^\\?reply=${id}$`)
const tokenHash = /^#token=[\w-]{20,200}$/
const signInHash = /^#code=([\w-]{43})&state=([\w-]{43})$/
const longest = 500

/** `nucleus://chat.example.org/c/…`: a message, channel, thread or invitation. null for anything else. */
export function parseDeepLink(text: string): DeepLink | null {
  if (text.length > longest || !text.startsWith(`${scheme}://`)) return null
  // A special scheme, so that the host is read as one.
  const address = URL.parse(`https${text.slice(scheme.length)}`)
  if (!address?.hostname || address.username || address.password) return null
  const { pathname, search, hash, host, hostname } = address
  const signIn = pathname === '/signed-in' && search === '' ? signInHash.exec(hash) : null
  const isInvitation = pathname === '/invite' && search === '' && tokenHash.test(hash)
  const isPlace = places.test(pathname) && hash === '' && (search === '' || replyQuery.test(search))
  if (!isInvitation && !isPlace && !signIn) return null
  const origin = `${isLoopback(hostname) ? 'http' : 'https'}://${host}`
  const [, code = '', state = ''] = signIn ?? []
  if (signIn) return { origin, path: '/', signIn: { code, state } }
  return {
    origin,
    path: `${pathname}${search}${hash}`,
  }
}

/** The link that a program was started with: systems hand it over among other arguments (argv of a second instance). */
export const deepLinkIn = (args: readonly string[]): DeepLink | null =>
  args.reduce<DeepLink | null>((found, arg) => found ?? parseDeepLink(arg), null)
