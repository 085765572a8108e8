// Serves the app's own pages from its package under a scheme of their own, with a policy that lets nothing else in.
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { protocol } from 'electron'
import { ownScheme } from './pages.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Before the app is ready, as Electron wants it. */
export function registerOwnScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: ownScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** @param folder holds index.html, which shows the page that the address names, and its assets */
export function serveOwnPages(folder: string): void {
  protocol.handle(ownScheme, ({ url }) => answer(folder, new URL(url).pathname))
}

async function answer(folder: string, pathname: string): Promise<Response> {
  const isAsset = pathname.startsWith('/assets/')
  const file = isAsset ? normalize(decodeURIComponent(pathname)) : '/index.html'
  const isInside = file === '/index.html' || file.startsWith('/assets/')
  const bytes = isInside ? await readFile(join(folder, file)).catch(() => null) : null
  if (!bytes) return new Response('', { status: 404 })
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
    },
  })
}
