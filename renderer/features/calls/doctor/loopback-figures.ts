// From the reports of the call with oneself to figures. Pure.
import {
  addSample,
  firstTally,
  median,
  qualityOf,
  type StatsEntry,
  sampleOf,
  type Tally,
} from '../live/quality-samples.ts'
import type { BandwidthFacts, LoopbackFacts } from './facts.ts'
import type { LoopbackReports } from './loopback-call.ts'

const numberOf = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0)
const sumOf = (entries: StatsEntry[], type: string, names: string[]) =>
  entries
    .filter((one) => one.type === type)
    .reduce((sum, one) => sum + names.reduce((bytes, name) => bytes + numberOf(one[name]), 0), 0)

type Totals = { upBytes: number; downBytes: number }

/** What has gone each way until now. */
function totalsOf({ sent, received }: LoopbackReports): Totals {
  return {
    upBytes: sumOf(sent, 'outbound-rtp', ['bytesSent', 'headerBytesSent']),
    downBytes: sumOf(received, 'inbound-rtp', ['bytesReceived', 'headerBytesReceived']),
  }
}

/** Addresses of one's own that the connection used, for whoever wants them in a report. */
export const ownAddressesOf = ({ sent }: LoopbackReports): string[] => [
  ...new Set(
    sent
      .filter(({ type }) => type === 'local-candidate')
      .flatMap(({ address }) => (typeof address === 'string' && address !== '' ? [address] : [])),
  ),
]

export const pathOf = ({ sent, received }: LoopbackReports): LoopbackFacts['path'] =>
  sampleOf(sent, received, null).path

/** The picture that comes back, as it comes now. */
export function pictureOf({ received }: LoopbackReports): LoopbackFacts['picture'] {
  // Chromium reports padding of the server's bandwidth probes as a stream of its own, without a picture.
  const [one] = received
    .filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'video')
    .sort((a, b) => numberOf(b.framesDecoded) - numberOf(a.framesDecoded))
  if (!one || numberOf(one.framesDecoded) === 0) return null
  return {
    width: numberOf(one.frameWidth),
    height: numberOf(one.frameHeight),
    framesPerSecond: typeof one.framesPerSecond === 'number' ? one.framesPerSecond : null,
  }
}

export type Measuring = {
  tally: Tally
  first: Totals
  last: Totals
  passedMs: number
  availableUp: readonly number[]
}

/** `reports` are where counting begins: what went before is not counted. */
export function beginMeasuring(reports: LoopbackReports, trackId: string): Measuring {
  const totals = totalsOf(reports)
  const begun = addSample(firstTally, sampleOf(reports.sent, reports.received, trackId))
  return {
    tally: { ...firstTally, last: begun.last },
    first: totals,
    last: totals,
    passedMs: 0,
    availableUp: [],
  }
}

export function measure(
  so: Measuring,
  reports: LoopbackReports,
  trackId: string,
  passedMs: number,
): Measuring {
  const sample = sampleOf(reports.sent, reports.received, trackId)
  return {
    ...so,
    tally: addSample(so.tally, sample),
    last: totalsOf(reports),
    passedMs,
    availableUp: sample.availableUp === null ? so.availableUp : [...so.availableUp, sample.availableUp],
  }
}

export function bandwidthOf({ tally, first, last, passedMs, availableUp }: Measuring): BandwidthFacts {
  const { lossUpPercent, lossDownPercent, roundTripMs, jitterMs, cpuLimitedPercent } = qualityOf(tally)
  const rate = (bytes: number) => (passedMs > 0 ? (8000 * bytes) / passedMs : 0)
  return {
    upBitsPerSecond: rate(last.upBytes - first.upBytes),
    downBitsPerSecond: rate(last.downBytes - first.downBytes),
    // The estimate climbs while it is being tried: the last ones count.
    availableUp: median(availableUp.slice(-4)),
    lossUpPercent,
    lossDownPercent,
    roundTripMs,
    jitterMs,
    cpuLimitedPercent,
  }
}
