// Whether the call with oneself went well, and how much the network carries. Pure.

import type { BandwidthFacts, Facts } from './facts.ts'
import type { Finding } from './finding.ts'

/** Above `warn` a call suffers, above `bad` it is hardly one. */
const bounds = {
  loss: { warn: 2, bad: 8 },
  roundTrip: { warn: 250, bad: 500 },
  jitter: { warn: 40, bad: 100 },
} as const
/** A small picture and the voice; a good picture. */
const littleBitsPerSecond = { bad: 250_000, warn: 700_000 }
const longDelayMs = 600
const cpuLimitedPercent = 30

export function mediaFindings(facts: Facts): Finding[] {
  return [...loopbackFindings(facts), ...bandwidthFindings(facts)]
}

function loopbackFindings({ loopback }: Facts): Finding[] {
  if (!loopback) return []
  const check = 'loopback' as const
  if (!loopback.isConnected) return [{ check, verdict: 'bad', code: 'notConnected' }]
  const findings: Finding[] = []
  if (!loopback.picture) findings.push({ check, verdict: 'bad', code: 'pictureLost' })
  if (!loopback.hasSound) findings.push({ check, verdict: 'bad', code: 'soundLost' })
  const { delayMs } = loopback
  if (delayMs !== null && delayMs > longDelayMs)
    findings.push({ check, verdict: 'warn', code: 'delayed', values: { delayMs: Math.round(delayMs) } })
  return findings
}

type Level = keyof typeof bounds
const worse = (value: number | null, level: Level): Finding['verdict'] | null =>
  value === null || value <= bounds[level].warn ? null : value > bounds[level].bad ? 'bad' : 'warn'

function bandwidthFindings({ bandwidth, wasHidden }: Facts): Finding[] {
  if (!bandwidth) return []
  const check = 'bandwidth' as const
  const findings: Finding[] = []
  const note = (verdict: Finding['verdict'] | null, code: string, values: Finding['values'] = {}) => {
    if (verdict) findings.push({ check, verdict, code, values })
  }
  note(littleOf(upOf(bandwidth)), 'littleUp', { kilobits: Math.round(upOf(bandwidth) / 1000) })
  const { lossUpPercent, lossDownPercent, roundTripMs, jitterMs } = bandwidth
  note(worse(lossUpPercent, 'loss'), 'lossUp', { percent: tenths(lossUpPercent) })
  note(worse(lossDownPercent, 'loss'), 'lossDown', { percent: tenths(lossDownPercent) })
  note(worse(roundTripMs, 'roundTrip'), 'slow', { roundTripMs: Math.round(roundTripMs ?? 0) })
  note(worse(jitterMs, 'jitter'), 'uneven', { jitterMs: Math.round(jitterMs ?? 0) })
  note(bandwidth.cpuLimitedPercent > cpuLimitedPercent ? 'warn' : null, 'machineSlow')
  note(wasHidden ? 'note' : null, 'wasHidden')
  return findings
}

/** The browser's estimate where it has one: what was sent may have been little because there was little to send. */
export const upOf = ({ upBitsPerSecond, availableUp }: BandwidthFacts): number =>
  Math.max(upBitsPerSecond, availableUp ?? 0)

const littleOf = (bits: number): Finding['verdict'] | null =>
  bits < littleBitsPerSecond.bad ? 'bad' : bits < littleBitsPerSecond.warn ? 'warn' : null

const tenths = (value: number | null) => Math.round((value ?? 0) * 10) / 10
