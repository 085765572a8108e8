// Which ways to the server are open, which port is blocked, and the rule that opens it. Pure.

import type { Facts, MediaPaths, PathFacts, TurnFacts } from './facts.ts'
import type { Finding } from './finding.ts'
import { type Rule, rangesOf, turnRule } from './firewall-rules.ts'

const slowAnswerMs = 400
type Protocol = 'udp' | 'tcp'

export function pathFindings(facts: Facts): Finding[] {
  return [...serverFindings(facts), ...directFindings(facts), ...turnFindings(facts)]
}

function serverFindings({ server }: Facts): Finding[] {
  if (!server) return []
  const check = 'server' as const
  if (!server.isPageReached) return [{ check, verdict: 'bad', code: 'serverSilent' }]
  if (!server.isSocketUp) return [{ check, verdict: 'bad', code: 'socketBlocked' }]
  if (!server.isAvailable) return [{ check, verdict: 'bad', code: 'callsUnavailable' }]
  if (server.roundTripMs !== null && server.roundTripMs > slowAnswerMs)
    return [
      { check, verdict: 'warn', code: 'serverSlow', values: { roundTripMs: Math.round(server.roundTripMs) } },
    ]
  return []
}

const isOpen = ({ connectMs }: { connectMs: number | null }) => connectMs !== null
const isBlocked = (tries: PathFacts[] | undefined): tries is PathFacts[] =>
  tries !== undefined && tries.length > 0 && !tries.some(isOpen)
const unique = (values: string[]) => [...new Set(values)]

/** The port that was tried, and all that the server uses: another call may be carried by another of them. */
function ruleFor(protocol: Protocol, tries: PathFacts[], paths: MediaPaths | undefined): Rule {
  const announced = (protocol === 'udp' ? paths?.udpPorts : paths?.tcpPorts) ?? []
  return {
    protocol,
    addresses: unique(tries.map(({ address }) => address)),
    ports: [...new Set([...announced, ...tries.map(({ port }) => port)])].sort((a, b) => a - b),
  }
}

function valuesOf({ addresses, ports, protocol }: Rule, tries: PathFacts[]): Record<string, string | number> {
  return {
    protocol: protocol.toUpperCase(),
    port: rangesOf(tries.map(({ port }) => port)).join(', '),
    ports: rangesOf(ports).join(', ').replaceAll('-', '–'),
    address: addresses.join(', '),
    count: ports.length,
  }
}

function directFindings(facts: Facts): Finding[] {
  const { udp, tcp, turn } = facts
  const paths = facts.server?.paths
  const isRelayOpen = turn?.some(isOpen) ?? false
  const hasUdp = !isBlocked(udp)
  const hasTcp = !isBlocked(tcp)
  if (isBlocked(udp) && isBlocked(tcp)) return nothingReaches(facts, udp, tcp, isRelayOpen)
  const findings: Finding[] = []
  if (isBlocked(udp)) {
    const rule = ruleFor('udp', udp, paths)
    const isRelayed = facts.loopback?.path === 'relay' || (isRelayOpen && !tcp?.some(isOpen))
    const code = isRelayed ? 'udpBlockedRelay' : tcp?.some(isOpen) ? 'udpBlocked' : 'udpBlockedAlone'
    findings.push({ check: 'udp', verdict: 'warn', code, values: valuesOf(rule, udp), rules: [rule] })
  }
  if (isBlocked(tcp) && hasUdp) {
    const rule = ruleFor('tcp', tcp, paths)
    findings.push({
      check: 'tcp',
      verdict: 'warn',
      code: 'tcpBlocked',
      values: valuesOf(rule, tcp),
      rules: [rule],
    })
  }
  if (hasUdp) findings.push(...partlyOpen('udp', udp ?? []))
  if (hasTcp) findings.push(...partlyOpen('tcp', tcp ?? []))
  return findings
}

/** One of several addresses is reached: enough, and good to know. */
function partlyOpen(check: Protocol, tries: PathFacts[]): Finding[] {
  const closed = tries.filter((one) => !isOpen(one))
  const open = tries.filter(isOpen)
  if (closed.length === 0 || open.length === 0) return []
  const addressesOf = (some: PathFacts[]) => unique(some.map(({ address }) => address)).join(', ')
  const values = { closed: addressesOf(closed), open: addressesOf(open), protocol: check.toUpperCase() }
  return [{ check, verdict: 'note', code: 'partlyOpen', values }]
}

/** Neither protocol gets through: a firewall on either side, or an address that is none from here. */
function nothingReaches(facts: Facts, udp: PathFacts[], tcp: PathFacts[], isRelayOpen: boolean): Finding[] {
  const rules = [ruleFor('udp', udp, facts.server?.paths), ruleFor('tcp', tcp, facts.server?.paths)]
  const [first] = rules as [Rule, Rule]
  const values = { ...valuesOf(first, udp), host: facts.secure?.host ?? '' }
  if (isRelayOpen)
    return (['udp', 'tcp'] as const).map((check, index) => ({
      check,
      verdict: 'warn',
      code: 'directBlocked',
      values: { ...values, protocol: check.toUpperCase() },
      rules: [rules[index] as Rule],
    }))
  const isElsewhere = !isLocal(facts.secure?.host ?? '')
  const code =
    isElsewhere && first.addresses.every(isLocal)
      ? 'announcedLocal'
      : isElsewhere && !isPrivate(facts.secure?.host ?? '') && first.addresses.every(isPrivate)
        ? 'announcedPrivate'
        : 'nothingReaches'
  return [
    { check: 'udp', verdict: 'bad', code, values, ...(code === 'nothingReaches' && { rules }) },
    { check: 'tcp', verdict: 'bad', code: 'tcpBlockedToo', values: valuesOf(rules[1] as Rule, tcp) },
  ]
}

const isLocal = (host: string) => host === 'localhost' || host === '::1' || host.startsWith('127.')
/** RFC 1918, RFC 4193 and link-local. A name may lead anywhere, and counts as public. */
const isPrivate = (host: string) =>
  /^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|f[cd][\da-f]{2}:|fe80:)/i.test(host)

function turnFindings({ turn, udp, tcp }: Facts): Finding[] {
  if (!turn) return []
  const isDirectOpen = [...(udp ?? []), ...(tcp ?? [])].some(isOpen)
  if (turn.length === 0) {
    if (isBlocked(udp) && isBlocked(tcp)) return [{ check: 'turn', verdict: 'bad', code: 'turnNeeded' }]
    return [{ check: 'turn', verdict: 'note', code: isBlocked(udp) ? 'turnUseful' : 'turnNotNeeded' }]
  }
  const isAnyOpen = turn.some(isOpen)
  const verdict = isAnyOpen ? 'note' : isDirectOpen ? 'warn' : 'bad'
  return turn.filter((one) => !isOpen(one)).map((one) => turnFinding(one, verdict))
}

const unauthorized = 401

function turnFinding({ url, isAllocated, errorCode }: TurnFacts, verdict: Finding['verdict']): Finding {
  const check = 'turn' as const
  if (isAllocated) return { check, verdict, code: 'turnNoWay', values: { url } }
  if (errorCode === unauthorized) return { check, verdict, code: 'turnRefused', values: { url } }
  const rule = turnRule(url)
  const where: Record<string, string> = rule
    ? {
        protocol: rule.protocol.toUpperCase(),
        address: rule.addresses.join(', '),
        port: rule.ports.join(', '),
      }
    : {}
  return {
    check,
    verdict,
    code: 'turnUnreachable',
    values: { url, ...where },
    ...(rule && { rules: [rule] }),
  }
}
