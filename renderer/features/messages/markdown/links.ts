// Which addresses a message may link to. Anything else (javascript:, data:, file: …) stays text.

const allowed = new Set(['http:', 'https:', 'mailto:'])

/** The address to link to, or null when it must stay text. Relative addresses are refused: they would point into the app. */
export function safeHref(href: string): string | null {
  const candidate = /^www\./i.test(href) ? `https://${href}` : href
  try {
    const url = new URL(candidate)
    return allowed.has(url.protocol) ? url.href : null
  } catch {
    return null
  }
}

/** What the app's own addresses ask for (app/paths.ts). */
const ownQueries = ['reply', 'details', 'person']

/** The path inside this app when the address is one of its own permalinks; such links open here, not in a new window. */
export function ownPath(href: string, origin: string): string | null {
  const url = URL.parse(href)
  if (!url || url.origin !== origin || !url.pathname.startsWith('/c/')) return null
  const query = new URLSearchParams([...url.searchParams].filter(([name]) => ownQueries.includes(name)))
  return query.size > 0 ? `${url.pathname}?${query}` : url.pathname
}
