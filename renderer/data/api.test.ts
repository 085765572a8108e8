import { describe, expect, test, vi } from 'vitest'
import { ApiError, call, mayWorkLater, onAnswer, onNotSignedIn } from './api.ts'

const answerWith = (status: number, body: unknown, headers: Record<string, string> = {}) => {
  const ask = vi.fn(
    async (_url: string, _init: RequestInit) => new Response(JSON.stringify(body), { status, headers }),
  )
  vi.stubGlobal('fetch', ask)
  return ask
}
const refusal = (code: string, more: object = {}) => ({ error: { code, message: 'no', ...more } })
const failure = async () => (await call('workspace.peek', {}).catch((error: unknown) => error)) as ApiError

describe('call', () => {
  test('posts to the same origin, with cookies and the mark that proves it is ours', async () => {
    const ask = answerWith(200, { name: 'Acme' })
    expect(await call('workspace.peek', {})).toEqual({ name: 'Acme' })
    const [url, init] = ask.mock.calls[0] as [string, RequestInit]
    expect(url).toBe('/api/workspace.peek')
    expect(init).toMatchObject({
      method: 'POST',
      credentials: 'same-origin',
      body: '{}',
      headers: { 'content-type': 'application/json', 'x-nucleus-client': '1' },
    })
  })

  test('throws the refusal by name, with its field and its wait', async () => {
    answerWith(429, refusal('rate_limited', { field: 'body', retryAfterMs: 1500 }))
    expect(await failure()).toMatchObject({
      code: 'rate_limited',
      field: 'body',
      retryAfterMs: 1500,
      message: 'no',
    })
    answerWith(429, refusal('rate_limited'), { 'retry-after': '3' })
    expect((await failure()).retryAfterMs).toBe(3000)
  })

  test('no answer, half an answer or somebody else’s answer is offline', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('network')
    })
    expect((await failure()).code).toBe('offline')
    vi.stubGlobal('fetch', async () => new Response('<html>Bad Gateway</html>', { status: 502 }))
    expect((await failure()).code).toBe('offline')
    answerWith(500, { error: 'proxy' })
    expect((await failure()).code).toBe('offline')
    answerWith(400, refusal('levitation_failed'))
    expect((await failure()).code).toBe('offline')
  })

  test('gives up after its time', async () => {
    vi.stubGlobal('fetch', (_: string, { signal }: RequestInit) => {
      return new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason))
      })
    })
    await expect(call('workspace.peek', {}, { timeoutMs: 10 })).rejects.toMatchObject({ code: 'offline' })
    const stop = new AbortController()
    const asked = call('workspace.peek', {}, { signal: stop.signal })
    stop.abort()
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('tells when the session is over, and of every answer', async () => {
    const over = vi.fn()
    const heard = vi.fn()
    const stops = [onNotSignedIn(over), onAnswer(heard)]
    answerWith(401, refusal('wrong_credentials'))
    await failure()
    expect(over).not.toHaveBeenCalled()
    answerWith(401, refusal('not_signed_in'))
    await failure()
    expect(over).toHaveBeenCalledOnce()
    expect(heard).not.toHaveBeenCalled()
    answerWith(200, { name: 'Acme' })
    await call('workspace.peek', {})
    expect(heard).toHaveBeenCalledWith({ name: 'workspace.peek', input: {}, output: { name: 'Acme' } })
    for (const stop of stops) stop()
  })

  test('only what is not the caller’s fault may work later', () => {
    const isLater = (code: ApiError['code']) => mayWorkLater(new ApiError(code, ''))
    expect(['offline', 'internal', 'not_ready', 'rate_limited'].every((code) => isLater(code as never))).toBe(
      true,
    )
    expect(
      ['forbidden', 'invalid_input', 'not_signed_in', 'too_large'].some((code) => isLater(code as never)),
    ).toBe(false)
    expect(mayWorkLater(new Error('bug'))).toBe(false)
  })
})
