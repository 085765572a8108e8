// Why a server can't be reached, from what Chromium's network stack says (net_error_list.h) and what answered. Pure.

import type { ConnectProblem } from '../../../contract/desktop-views.ts'
import { isTooOld } from '../../../contract/lib/app-versions.ts'
import { AppVersion } from '../../../contract/releases.ts'

const byError: [RegExp, ConnectProblem][] = [
  [/^ERR_(INTERNET_DISCONNECTED|NETWORK_CHANGED|NETWORK_ACCESS_DENIED)$/, 'offline'],
  [/^ERR_(NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|DNS_)/, 'nameUnknown'],
  [/^ERR_PROXY_(AUTH_REQUESTED|AUTH_UNSUPPORTED)/, 'proxyPassword'],
  [/^ERR_(PROXY_|TUNNEL_CONNECTION_FAILED|MANDATORY_PROXY|PAC_|SOCKS_)/, 'proxyUnreachable'],
  [/^ERR_CERT_COMMON_NAME_INVALID$/, 'certificateName'],
  [/^ERR_CERT_DATE_INVALID$/, 'certificateExpired'],
  [/^ERR_CERT_(AUTHORITY_INVALID|SELF_SIGNED)/, 'certificateUnknown'],
  [/^ERR_SSL_CLIENT_AUTH/, 'clientCertificate'],
  [/^ERR_(CERT_|SSL_|BAD_SSL)/, 'certificateBroken'],
  [
    /^ERR_(CONNECTION_REFUSED|ADDRESS_UNREACHABLE|CONNECTION_FAILED|CONNECTION_RESET|CONNECTION_CLOSED|EMPTY_RESPONSE)$/,
    'refused',
  ],
  [/^ERR_(CONNECTION_TIMED_OUT|TIMED_OUT)$/, 'silent'],
]

/** `code`: with or without "net::", as Electron gives both. */
export function problemOfError(code: string): ConnectProblem {
  const name = /ERR_[A-Z0-9_]+/.exec(code)?.[0] ?? ''
  return byError.find(([pattern]) => pattern.test(name))?.[1] ?? 'unclear'
}

/** What workspace.peek answered, or whatever else is at that address. */
export type Answered = { status: number; body: unknown }
type Wanted = { app: string; leastServer: string }

/** null: it is a Nucleus server that this app can speak to. `body` is foreign. */
export function problemOfAnswer(
  { status, body }: Answered,
  { app, leastServer }: Wanted,
): ConnectProblem | null {
  if (status === 407) return 'proxyPassword'
  if (status === 502 || status === 503 || status === 504) return 'starting'
  const peek = (body ?? {}) as { product?: unknown; version?: unknown; leastApp?: unknown }
  const version = AppVersion.safeParse(peek.version)
  if (status !== 200 || peek.product !== 'nucleus' || !version.success) return 'notNucleus'
  if (isTooOld(version.data, leastServer)) return 'serverTooOld'
  const leastApp = AppVersion.safeParse(peek.leastApp)
  return leastApp.success && isTooOld(app, leastApp.data) ? 'appTooOld' : null
}
