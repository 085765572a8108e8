// A browser for tests: keeps cookies, sends the header that commands with a cookie need, can pretend to be elsewhere.
import type { CommandName, InputOf } from '../../contract/commands.ts'

export type Answer = {
  status: number
  body: Record<string, unknown>
  code: string | null
  retryAfterMs: number
  setCookies: string[]
}

export class TestBrowser {
  readonly cookies = new Map<string, string>()
  readonly #url: string
  readonly #address: string | null
  /** `address` needs a server with TRUST_PROXY=true. */
  constructor(url: string, address: string | null = null) {
    this.#url = url
    this.#address = address
  }
  async post<Name extends CommandName>(
    name: Name,
    input: InputOf<Name>,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await this.fetch(`/api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-nucleus-client': 'test', ...headers },
      body: JSON.stringify(input),
    })
    const body = (await response.json()) as Record<string, unknown> & {
      error?: { code: string; retryAfterMs?: number }
    }
    return {
      status: response.status,
      body,
      code: body.error?.code ?? null,
      retryAfterMs: body.error?.retryAfterMs ?? 0,
      setCookies: response.headers.getSetCookie(),
    }
  }
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(`${this.#url}${path}`, {
      ...init,
      headers: {
        ...(init.headers as Record<string, string>),
        ...(cookie ? { cookie } : {}),
        ...(this.#address ? { 'x-forwarded-for': this.#address } : {}),
      },
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value) this.cookies.set(name, value)
      else this.cookies.delete(name)
    }
    return response
  }
}

/** A clock that stands still until it is moved. */
export function createTestClock() {
  let now = Date.now()
  return {
    now: () => new Date(now),
    pass: (ms: number) => {
      now += ms
    },
  }
}

export const secondMs = 1000
export const minuteMs = 60_000
export const dayMs = 86_400_000
