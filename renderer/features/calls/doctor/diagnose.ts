// From what was measured to what it means and what to do about it. Pure; the words are in locales/en/doctor.json.
import { deviceFindings } from './diagnose-devices.ts'
import { mediaFindings } from './diagnose-media.ts'
import { pathFindings } from './diagnose-paths.ts'
import { type CheckId, checkIds, type Facts } from './facts.ts'
import type { Finding, Verdict } from './finding.ts'

export type Diagnosis = {
  checks: Record<CheckId, Verdict>
  findings: Finding[]
  /** fine: nothing to say. limited: calls work, not as they should. impossible: they don't. unfinished: can't be told. */
  overall: 'fine' | 'limited' | 'impossible' | 'unfinished'
}

/** What has no answer when nothing was found is not good yet. */
function isMeasured(facts: Facts, check: CheckId): boolean {
  if (check === 'speaker') return facts.speaker?.isHeard === true
  if (check === 'turn') return (facts.turn?.length ?? 0) > 0
  return facts[check] !== undefined
}

export function diagnose(facts: Facts): Diagnosis {
  const findings = [...deviceFindings(facts), ...pathFindings(facts), ...mediaFindings(facts)]
  for (const check of facts.late ?? []) findings.push({ check, verdict: 'warn', code: 'late' })
  const verdictOf = (check: CheckId): Verdict => {
    const own = findings.filter((finding) => finding.check === check)
    if (own.some(({ verdict }) => verdict === 'bad')) return 'bad'
    if (own.some(({ verdict }) => verdict === 'warn')) return 'warn'
    return isMeasured(facts, check) ? 'good' : 'unknown'
  }
  const checks = Object.fromEntries(checkIds.map((check) => [check, verdictOf(check)])) as Diagnosis['checks']
  return { checks, findings, overall: overallOf(facts, checks) }
}

function overallOf(facts: Facts, checks: Diagnosis['checks']): Diagnosis['overall'] {
  if (checks.server === 'bad' || facts.secure?.hasWebRtc === false) return 'impossible'
  if (facts.loopback?.isConnected === false) return 'impossible'
  const isWayBad = [checks.udp, checks.tcp, checks.turn].includes('bad')
  const ways = [facts.udp ?? [], facts.tcp ?? [], facts.turn ?? []].flat()
  if (isWayBad && ways.length > 0 && ways.every(({ connectMs }) => connectMs === null)) return 'impossible'
  // A call without a microphone is none; one without a camera, or heard through bad speakers, is.
  if (checks.microphone === 'bad') return 'impossible'
  if (facts.server === undefined || facts.loopback === undefined) return 'unfinished'
  return Object.values(checks).some((verdict) => verdict === 'bad' || verdict === 'warn') ? 'limited' : 'fine'
}
