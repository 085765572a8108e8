// Puts the rules of certificates before a session: of what Chromium refuses, what the company vouches for and what somebody
// chose to trust passes; the rest stays refused, and is kept to be shown.
import type { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { getCACertificates } from 'node:tls'
import type { Request, Session } from 'electron'
import type { CertificateView } from '../../../contract/desktop-views.ts'
import type { OpenKept } from '../core/kept.ts'
import { warn } from '../core/log.ts'
import { chainOf, isVouchedFor, presentCertificate, readAuthorities } from './certificates.ts'

/** Answers of the verify procedure: trusted, and "as Chromium found". */
const trusted = 0
const asFound = -3

/** What nobody vouches for; a wrong name, a date that is over or a revoked one are never a matter of trust. */
const unknownAuthority = /ERR_CERT_AUTHORITY_INVALID$/

export type Trust = {
  watch(session: Session): void
  /** The certificate this host showed and nobody vouched for, or null. */
  refusedOf(host: string): CertificateView | null
  /** Believes this very certificate of this host from now on. False when another one was shown meanwhile. */
  choose(host: string, fingerprint: string): boolean
}

export function openTrust(kept: OpenKept, extraFile: string | undefined): Trust {
  const refused = new Map<string, CertificateView>()
  const authorities = once(() => [...systemAuthorities(), ...extraAuthorities(extraFile)])
  const judge = ({ hostname, certificate, verificationResult }: Request): number => {
    if (!unknownAuthority.test(verificationResult)) return asFound
    const chain = chainOf(certificate)
    const [leaf] = chain
    if (!leaf) return asFound
    if (isVouchedFor(chain, authorities(), { host: hostname, now: new Date() })) return trusted
    const isChosen = kept.value.trusted[hostname] === leaf.fingerprint256
    if (isChosen && new Date(leaf.validTo) > new Date()) return trusted
    refused.set(hostname, presentCertificate(leaf))
    return asFound
  }
  return {
    watch: (session) =>
      session.setCertificateVerifyProc((request, answer) => answer(safely(() => judge(request)))),
    refusedOf: (host) => refused.get(host) ?? null,
    choose(host, fingerprint) {
      if (refused.get(host)?.fingerprint !== fingerprint) return false
      kept.change((now) => ({ ...now, trusted: { ...now.trusted, [host]: fingerprint } }))
      refused.delete(host)
      return true
    },
  }
}

/** A certificate that can't be read is not believed. */
function safely(judge: () => number): number {
  try {
    return judge()
  } catch {
    return asFound
  }
}

/** Chromium has its own list on Linux and asks the system's on Windows and macOS; Node reads the system's everywhere. */
const systemAuthorities = (): X509Certificate[] => readAuthorities(getCACertificates('system').join('\n'))

function extraAuthorities(file: string | undefined): X509Certificate[] {
  if (!file) return []
  try {
    return readAuthorities(readFileSync(file, 'utf8'))
  } catch (error) {
    warn('the file of extra certificates could not be read', error)
    return []
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
