// The one way to ask the server: `call('messages.send', {…})`. Refusals become ApiError; no answer at all is `offline`.
import type { CommandName, InputOf, OutputOf } from '../../contract/commands.ts'
import { type ErrorCode, ErrorView } from '../../contract/errors.ts'

const defaultTimeoutMs = 15_000

/** A refusal of the server, or `offline` when no answer came (no network, timeout, a broken proxy). */
export class ApiError extends Error {
  readonly code: ErrorCode | 'offline'
  readonly field: string | undefined
  readonly retryAfterMs: number | undefined

  constructor(
    code: ErrorCode | 'offline',
    message: string,
    more: { field?: string; retryAfterMs?: number } = {},
  ) {
    super(message)
    this.name = 'ApiError'
    this.code = code
    this.field = more.field
    this.retryAfterMs = more.retryAfterMs
  }
}

/** Refusals that another try may turn into success. */
export function mayWorkLater(error: unknown): boolean {
  const code = error instanceof ApiError ? error.code : null
  return code === 'offline' || code === 'internal' || code === 'not_ready' || code === 'rate_limited'
}

export type CallOptions = { signal?: AbortSignal; timeoutMs?: number; keepalive?: boolean }

type Answer = { name: CommandName; input: unknown; output: unknown }
const hearAnswers = new Set<(answer: Answer) => void>()
const hearSignedOut = new Set<() => void>()

/** Tells the listener every successful answer, so that views inside it reach the stores whoever asked. */
export function onAnswer(listener: (answer: Answer) => void): () => void {
  hearAnswers.add(listener)
  return () => hearAnswers.delete(listener)
}

/** Tells the listener when the server no longer knows the session. */
export function onNotSignedIn(listener: () => void): () => void {
  hearSignedOut.add(listener)
  return () => hearSignedOut.delete(listener)
}

/** For whoever else is told so, such as the socket at the door. */
export function notSignedIn(): void {
  for (const listener of hearSignedOut) listener()
}

/** Asks the server. Throws ApiError; `field` names the wrong input, `retryAfterMs` when to try again. */
export async function call<Name extends CommandName>(
  name: Name,
  input: InputOf<Name>,
  options: CallOptions = {},
): Promise<OutputOf<Name>> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? defaultTimeoutMs)
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout
  let response: Response
  let body: unknown
  try {
    response = await fetch(`/api/${name}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', 'x-nucleus-client': '1' },
      body: JSON.stringify(input),
      keepalive: options.keepalive ?? false,
      signal,
    })
    body = await response.json()
  } catch (error) {
    if (options.signal?.aborted) throw options.signal.reason
    throw new ApiError('offline', error instanceof Error ? error.message : 'no answer')
  }
  if (!response.ok) throw refusal(response, body)
  for (const listener of hearAnswers) listener({ name, input, output: body })
  return body as OutputOf<Name>
}

function refusal(response: Response, body: unknown): ApiError {
  const parsed = ErrorView.safeParse(body)
  // Something between us and the server answered: as good as no answer.
  if (!parsed.success) return new ApiError('offline', `unexpected answer (${response.status})`)
  const { code, message, field, retryAfterMs } = parsed.data.error
  const seconds = Number(response.headers.get('retry-after'))
  const wait = retryAfterMs ?? (seconds > 0 ? seconds * 1000 : undefined)
  if (code === 'not_signed_in') notSignedIn()
  return new ApiError(code, message, {
    ...(field === undefined ? {} : { field }),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  })
}
