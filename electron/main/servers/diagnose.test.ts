import { describe, expect, test } from 'vitest'
import { problemOfAnswer, problemOfError } from './diagnose.ts'

test.each([
  ['net::ERR_NAME_NOT_RESOLVED', 'nameUnknown'],
  ['ERR_DNS_TIMED_OUT', 'nameUnknown'],
  ['net::ERR_CONNECTION_REFUSED', 'refused'],
  ['net::ERR_CONNECTION_TIMED_OUT', 'silent'],
  ['net::ERR_CERT_AUTHORITY_INVALID', 'certificateUnknown'],
  ['net::ERR_CERT_COMMON_NAME_INVALID', 'certificateName'],
  ['net::ERR_CERT_DATE_INVALID', 'certificateExpired'],
  ['net::ERR_CERT_REVOKED', 'certificateBroken'],
  ['net::ERR_SSL_PROTOCOL_ERROR', 'certificateBroken'],
  ['net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED', 'clientCertificate'],
  ['net::ERR_PROXY_CONNECTION_FAILED', 'proxyUnreachable'],
  ['net::ERR_PROXY_CERTIFICATE_INVALID', 'proxyUnreachable'],
  ['net::ERR_TUNNEL_CONNECTION_FAILED', 'proxyUnreachable'],
  ['net::ERR_PROXY_AUTH_REQUESTED', 'proxyPassword'],
  ['net::ERR_INTERNET_DISCONNECTED', 'offline'],
  ['net::ERR_FAILED', 'unclear'],
  ['something else', 'unclear'],
])('%s means %s', (code, problem) => {
  expect(problemOfError(code)).toBe(problem)
})

describe('what answers', () => {
  const wanted = { app: '0.4.0', leastServer: '0.3.0' }
  const peek = { product: 'nucleus', version: '0.3.1', isSetUp: true, name: 'Tern' }
  test.each<[string, number, unknown, string | null]>([
    ['a server of this version', 200, peek, null],
    ['a newer one', 200, { ...peek, version: '2.0.0' }, null],
    ['an older one', 200, { ...peek, version: '0.2.9' }, 'serverTooOld'],
    ['one that wants a newer app', 200, { ...peek, leastApp: '0.4.1' }, 'appTooOld'],
    ['one that is content', 200, { ...peek, leastApp: '0.4.0' }, null],
    ['a web page', 200, '<html>', 'notNucleus'],
    ['another product', 200, { product: 'mail', version: '1.0.0' }, 'notNucleus'],
    ['nonsense for a version', 200, { ...peek, version: 'new' }, 'notNucleus'],
    ['nothing', 200, null, 'notNucleus'],
    ['a server that has no such page', 404, {}, 'notNucleus'],
    ['a proxy in front of a server that starts', 503, null, 'starting'],
    ['a proxy that wants a password', 407, null, 'proxyPassword'],
  ])('%s', (_what, status, body, problem) => {
    expect(problemOfAnswer({ status, body }, wanted)).toBe(problem)
  })
})
