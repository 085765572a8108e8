// Whom to believe about a server's name. Chromium judges first, with the system's store; what it does not know is believed
// when a certificate authority of the company issued it, or when somebody chose this very certificate by its fingerprint.
import { X509Certificate } from 'node:crypto'
import type { CertificateView } from '../../../contract/desktop-views.ts'

/** As Electron hands it over: PEM, and who issued it. */
export type Presented = { data: string; issuerCert?: Presented | undefined }

const longestChain = 8

export function chainOf(certificate: Presented): X509Certificate[] {
  const chain: X509Certificate[] = []
  for (
    let one: Presented | undefined = certificate;
    one && chain.length < longestChain;
    one = one.issuerCert
  ) {
    const read = new X509Certificate(one.data)
    // The last one names itself.
    if (chain.some((known) => known.fingerprint256 === read.fingerprint256)) break
    chain.push(read)
  }
  return chain
}

const isNow = (certificate: X509Certificate, now: Date): boolean =>
  new Date(certificate.validFrom) <= now && now <= new Date(certificate.validTo)

const isIssuedBy = (certificate: X509Certificate, issuer: X509Certificate): boolean =>
  issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)

/**
 * Whether a chain leads to one of these authorities, each link signed by the next, all valid now, the first for this host
 * (RFC 5280 section 6.1, without name constraints and policies: authorities that have those are judged by Chromium).
 */
export function isVouchedFor(
  chain: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
  { host, now }: { host: string; now: Date },
): boolean {
  const [leaf] = chain
  if (!leaf || !isFor(leaf, host)) return false
  // The server's own certificate, handed out by IT as it is.
  if (authorities.some((one) => one.fingerprint256 === leaf.fingerprint256)) return isNow(leaf, now)
  if (leaf.ca) return false
  for (const [at, certificate] of chain.entries()) {
    if (!isNow(certificate, now)) return false
    if (authorities.some((one) => isNow(one, now) && isIssuedBy(certificate, one))) return true
    const next = chain[at + 1]
    if (!next || !isIssuedBy(certificate, next)) return false
  }
  return false
}

const isFor = (certificate: X509Certificate, host: string): boolean =>
  (/^[\d.]+$|:/.test(host) ? certificate.checkIP(host) : certificate.checkHost(host)) !== undefined

/** Every certificate of a PEM file; throws where one is broken. */
export function readAuthorities(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  return blocks.map((block) => new X509Certificate(block))
}

/** As it is shown to whoever has to decide. */
export function presentCertificate(certificate: X509Certificate): CertificateView {
  const nameOf = (lines: string) => /(?:^|\n)CN=([^\n]+)/.exec(lines)?.[1] ?? lines.split('\n').join(', ')
  return {
    fingerprint: certificate.fingerprint256,
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    validUntil: new Date(certificate.validTo).toISOString(),
  }
}
