// A request as Chromium makes it: errors have Chromium's names, and certificates are judged by the app's procedure.
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls'
import type { ClientRequestConstructorOptions, Request as VerifyRequest } from 'electron'

export type Verify = (request: VerifyRequest, answer: (result: number) => void) => void

/** Node's codes in Chromium's words (net_error_list.h). */
const names: Record<string, string> = {
  ENOTFOUND: 'ERR_NAME_NOT_RESOLVED',
  EAI_AGAIN: 'ERR_NAME_NOT_RESOLVED',
  ECONNREFUSED: 'ERR_CONNECTION_REFUSED',
  ECONNRESET: 'ERR_CONNECTION_RESET',
  EPROTO: 'ERR_SSL_PROTOCOL_ERROR',
  ERR_TLS_CERT_ALTNAME_INVALID: 'ERR_CERT_COMMON_NAME_INVALID',
  CERT_HAS_EXPIRED: 'ERR_CERT_DATE_INVALID',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'ERR_CERT_AUTHORITY_INVALID',
  SELF_SIGNED_CERT_IN_CHAIN: 'ERR_CERT_AUTHORITY_INVALID',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'ERR_CERT_AUTHORITY_INVALID',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'ERR_CERT_AUTHORITY_INVALID',
}

const inChromium = (code: string | undefined): Error => new Error(`net::${names[code ?? ''] ?? 'ERR_FAILED'}`)

export async function fetchAsChromium(
  url: string,
  init: RequestInit,
  verify: Verify | null,
): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>()
  const isSecure = url.startsWith('https:')
  const options = {
    method: init.method ?? 'GET',
    headers: init.headers as Record<string, string>,
    rejectUnauthorized: false,
    // A new connection each time: one that is resumed shows no certificate.
    agent: false,
  }
  const asked = (isSecure ? httpsRequest : httpRequest)(url, options, async (answer) => {
    const parts: Buffer[] = []
    for await (const part of answer) parts.push(part as Buffer)
    resolve(new Response(Buffer.concat(parts).toString(), { status: answer.statusCode ?? 0 }))
  })
  asked.on('error', (error: NodeJS.ErrnoException) => reject(inChromium(error.code)))
  init.signal?.addEventListener('abort', () => {
    reject(init.signal?.reason)
    asked.destroy()
  })
  asked.on('socket', (socket) => {
    if (!isSecure) return void asked.end(init.body)
    socket.once('secureConnect', async () => {
      const refusal = await judge(socket as TLSSocket, new URL(url).hostname, verify)
      if (!refusal) return void asked.end(init.body)
      reject(refusal)
      asked.destroy()
    })
  })
  return promise
}

/** net.request(), as electron-updater asks: Node's requests and answers have the same events. */
export function requestAsChromium(
  options: ClientRequestConstructorOptions & { session: { verify: Verify | null } },
) {
  const { protocol, hostname, port, path, method, headers } = options
  const isSecure = protocol === 'https:'
  const asked = (isSecure ? httpsRequest : httpRequest)({
    hostname,
    port,
    path,
    method,
    headers: headers as Record<string, string>,
    rejectUnauthorized: false,
    agent: false,
  })
  asked.once('socket', (socket) => {
    if (!isSecure) return
    socket.once('secureConnect', async () => {
      const refusal = await judge(socket as TLSSocket, hostname ?? '', options.session.verify)
      if (refusal) asked.destroy(refusal)
    })
  })
  return asked
}

/** null: the certificate is believed. */
async function judge(socket: TLSSocket, hostname: string, verify: Verify | null): Promise<Error | null> {
  const said = (socket.authorizationError as (Error & { code?: string }) | string | null) ?? null
  const code = typeof said === 'string' ? said : said?.code
  const refusal = code ? inChromium(code) : null
  if (!verify) return refusal
  const certificate = presented(socket.getPeerCertificate(true))
  const verificationResult = refusal?.message ?? 'net::OK'
  const request = {
    hostname,
    certificate,
    validatedCertificate: certificate,
    verificationResult,
  } as VerifyRequest
  const result = await new Promise<number>((answer) => verify(request, answer))
  return result === 0 ? null : result === -3 ? refusal : inChromium('EPROTO')
}

function presented(
  { raw, issuerCertificate }: DetailedPeerCertificate,
  depth = 0,
): VerifyRequest['certificate'] {
  const data = `-----BEGIN CERTIFICATE-----\n${raw.toString('base64')}\n-----END CERTIFICATE-----\n`
  const isLast = !issuerCertificate || issuerCertificate.raw.equals(raw) || depth > 5
  const issuerCert = isLast ? undefined : presented(issuerCertificate, depth + 1)
  return { data, issuerCert } as VerifyRequest['certificate']
}
