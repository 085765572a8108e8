import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ErrorView } from '../../contract/errors.ts'
import { startTestApp, type TestApp, testPassword } from '../test/app.ts'

let server: TestApp
let secure: TestApp
let cookie: string

const signIn = (url: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/api/sessions.signIn`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ email: 'olivia@example.org', password: testPassword }),
  })
async function ask(headers: Record<string, string>) {
  const response = await fetch(`${server.url}/api/sync.start`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: '{}',
  })
  return response.ok ? 'ok' : ((await response.json()) as ErrorView).error.code
}

beforeAll(async () => {
  server = await startTestApp()
  secure = await startTestApp({
    databaseUrl: server.databaseUrl,
    settings: { PUBLIC_URL: 'https://chat.example.org' },
  })
  const response = await signIn(server.url)
  cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
})
afterAll(async () => {
  await secure.stop()
  await server.stop()
})

const own = { 'x-nucleus-client': 'test' }

describe('a session cookie', () => {
  test('can not be read by scripts or sent along from other sites, and is only sent encrypted where the server is', async () => {
    for (const line of (await signIn(server.url)).headers.getSetCookie()) {
      expect(line).toMatch(/; HttpOnly/i)
      expect(line).toMatch(/; SameSite=(Lax|Strict)/i)
      expect(line).toMatch(/; Path=\//i)
      expect(line).not.toMatch(/; (Secure|Domain)/i)
    }
    for (const line of (await signIn(secure.url)).headers.getSetCookie()) expect(line).toMatch(/; Secure/i)
  })

  test('counts only together with the header that no foreign page can set', async () => {
    expect(await ask({ cookie, ...own })).toBe('ok')
    expect(await ask({ cookie })).toBe('origin_refused')
  })

  test.each(['https://evil.example', 'null', 'http://localhost', 'not an address'])(
    'sent by a page of %s is refused',
    async (origin) => {
      expect(await ask({ cookie, ...own, origin })).toBe('origin_refused')
    },
  )

  test("sent by the server's own page is taken, at the address it was reached by or the public one", async () => {
    expect(await ask({ cookie, ...own, origin: server.url })).toBe('ok')
    expect(await ask({ cookie, ...own, origin: new URL(server.context.config.publicUrl).origin })).toBe('ok')
  })

  test('of a session that was ended is worth nothing', async () => {
    const fresh = (await signIn(server.url)).headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    const out = await fetch(`${server.url}/api/sessions.signOut`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: fresh, ...own },
      body: '{}',
    })
    expect(out.headers.getSetCookie().join()).toMatch(/nucleus_session=;/)
    expect(await ask({ cookie: fresh, ...own })).toBe('not_signed_in')
  })
})

describe('signing in', () => {
  test("from another site's page is refused: nobody can be signed in to a foreign account unknowingly", async () => {
    const response = await signIn(server.url, { origin: 'https://evil.example' })
    expect([response.status, response.headers.getSetCookie()]).toEqual([403, []])
  })
})

describe('every answer', () => {
  test.each(['/', '/api', '/api/health', '/api/openapi.json', '/api/nothing'])(
    'of %s carries the security headers',
    async (path) => {
      const { headers } = await fetch(`${server.url}${path}`, { headers: { accept: 'text/html' } })
      const policy = headers.get('content-security-policy') ?? ''
      const directives = new Map(
        policy
          .split(';')
          .map((part) => part.trim().split(/\s+/))
          .map(([name, ...values]) => [name, values]),
      )
      const scripts = directives.get('script-src') ?? directives.get('default-src') ?? ['missing']
      // Compiling WebAssembly of our own does not let a text become a script.
      const harmless = ["'self'", "'none'", "'wasm-unsafe-eval'"]
      expect(scripts.filter((source) => !harmless.includes(source))).toEqual([])
      for (const device of ['camera', 'microphone', 'display-capture', 'speaker-selection'])
        expect(headers.get('permissions-policy')).toContain(`${device}=(self)`)
      expect(directives.get('frame-ancestors')).toEqual(["'none'"])
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBeTruthy()
      expect(headers.get('x-powered-by')).toBeNull()
      expect(headers.get('access-control-allow-origin')).toBeNull()
    },
  )

  test('asks for encryption only where the server is reached by it', async () => {
    expect((await fetch(`${server.url}/api/health`)).headers.get('strict-transport-security')).toBeNull()
    expect((await fetch(`${secure.url}/api/health`)).headers.get('strict-transport-security')).toMatch(
      /max-age=\d+/,
    )
  })

  test('with personal content is never kept on the way', async () => {
    const response = await fetch(`${server.url}/api/sync.start`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie, ...own },
      body: '{}',
    })
    expect(response.headers.get('cache-control')).toBe('no-store')
  })
})
