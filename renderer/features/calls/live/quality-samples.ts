// From getStats (W3C webrtc-stats) to how one seat's media went: a sample is what the counters say now, a tally what they
// have grown by over the seat's time, whatever connections and streams came and went meanwhile. Pure.
import type { SeatQuality } from '../../../../contract/calls.ts'

/** One entry of an RTCStatsReport, as loose as browsers are. */
export type StatsEntry = { id: string; type: string } & Record<string, unknown>

/** Counters that only grow, by name, of one stream; `id` is new when the stream is. */
export type StreamCounters = { id: string; counters: Record<CounterName, number> }
const counterNames = [
  'packetsSent',
  'packetsLostUp',
  'packetsReceived',
  'packetsLostDown',
  'freezes',
  'freezeMs',
  'concealed',
  'samples',
  'limitedMs',
  'cpuLimitedMs',
  'bandwidthLimitedMs',
] as const
export type CounterName = (typeof counterNames)[number]

export type EncoderLimit = 'none' | 'cpu' | 'bandwidth' | 'other'

export type Sample = {
  streams: StreamCounters[]
  roundTripMs: number | null
  jitterMs: number | null
  /** What the browser thinks it may send, bits per second. */
  availableUp: number | null
  camera: { width: number; height: number; framesPerSecond: number } | null
  encoderLimit: EncoderLimit | null
  path: SeatQuality['path']
}

export type Tally = {
  joinMs: number | null
  total: Record<CounterName, number>
  /** What each stream's counters said last. */
  last: ReadonlyMap<string, Record<CounterName, number>>
  /** What they grew by since the sample before. */
  recent: Record<CounterName, number>
  roundTripsMs: readonly number[]
  jittersMs: readonly number[]
  framesPerSecond: readonly number[]
  /** How many samples saw each size of the own camera. */
  sizes: ReadonlyMap<string, number>
  path: SeatQuality['path']
}

const none = (): Record<CounterName, number> =>
  Object.fromEntries(counterNames.map((name) => [name, 0])) as Record<CounterName, number>

export const firstTally: Tally = {
  joinMs: null,
  total: none(),
  last: new Map(),
  recent: none(),
  roundTripsMs: [],
  jittersMs: [],
  framesPerSecond: [],
  sizes: new Map(),
  path: null,
}

const numberOf = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0)
const optional = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null

/** What both transports' reports say now. `cameraTrackId`: which of the pictures sent is the camera. */
export function sampleOf(sent: StatsEntry[], received: StatsEntry[], cameraTrackId: string | null): Sample {
  const source = sent.find((one) => one.type === 'media-source' && one.trackIdentifier === cameraTrackId)
  const outbound = sent.filter(({ type }) => type === 'outbound-rtp')
  const camera = outbound
    .filter((one) => source && one.mediaSourceId === source.id && one.active !== false)
    .sort((a, b) => numberOf(b.frameHeight) - numberOf(a.frameHeight))[0]
  const remoteInbound = sent.filter(({ type }) => type === 'remote-inbound-rtp')
  const inbound = received.filter(({ type }) => type === 'inbound-rtp')
  const pairs = [selectedPair(sent), selectedPair(received)].filter((pair) => pair !== null)
  const roundTrips = pairs.flatMap(({ pair }) => optional(pair.currentRoundTripTime) ?? [])
  const jitters = inbound
    .filter(({ kind }) => kind === 'audio')
    .flatMap(({ jitter }) => optional(jitter) ?? [])
  return {
    streams: [
      ...outbound.map((one) => outboundCounters(one, remoteInbound, one === camera)),
      ...inbound.map(inboundCounters),
    ],
    roundTripMs: roundTrips.length > 0 ? 1000 * Math.max(...roundTrips) : null,
    jitterMs: jitters.length > 0 ? 1000 * Math.max(...jitters) : null,
    availableUp: optional(selectedPair(sent)?.pair.availableOutgoingBitrate),
    camera: camera?.frameHeight ? sizeOf(camera) : null,
    encoderLimit: (camera?.qualityLimitationReason as EncoderLimit | undefined) ?? null,
    path: pairs[0] ? pathOf(pairs[0].local) : null,
  }
}

const sizeOf = (camera: StatsEntry) => ({
  width: numberOf(camera.frameWidth),
  height: numberOf(camera.frameHeight),
  framesPerSecond: numberOf(camera.framesPerSecond),
})

function selectedPair(report: StatsEntry[]): { pair: StatsEntry; local: StatsEntry | undefined } | null {
  const selectedId = report.find(({ type }) => type === 'transport')?.selectedCandidatePairId
  const pair =
    report.find(({ id }) => id === selectedId) ??
    report.find((one) => one.type === 'candidate-pair' && one.nominated === true && one.state === 'succeeded')
  return pair ? { pair, local: report.find(({ id }) => id === pair.localCandidateId) } : null
}

function pathOf(local: StatsEntry | undefined): SeatQuality['path'] {
  if (!local) return null
  if (local.candidateType === 'relay') return 'relay'
  return local.protocol === 'tcp' ? 'tcp' : 'udp'
}

function outboundCounters(one: StatsEntry, remoteInbound: StatsEntry[], isCamera: boolean): StreamCounters {
  const remote = remoteInbound.find((other) => other.localId === one.id || other.ssrc === one.ssrc)
  const limits = isCamera
    ? (one.qualityLimitationDurations as Record<string, unknown> | undefined)
    : undefined
  const limit = (reason: string) => 1000 * numberOf(limits?.[reason])
  return {
    id: `${one.id}`,
    counters: {
      ...none(),
      packetsSent: numberOf(one.packetsSent),
      packetsLostUp: Math.max(0, numberOf(remote?.packetsLost)),
      limitedMs: limit('none') + limit('cpu') + limit('bandwidth') + limit('other'),
      cpuLimitedMs: limit('cpu'),
      bandwidthLimitedMs: limit('bandwidth'),
    },
  }
}

function inboundCounters(one: StatsEntry): StreamCounters {
  const counters = {
    ...none(),
    packetsReceived: numberOf(one.packetsReceived),
    packetsLostDown: Math.max(0, numberOf(one.packetsLost)),
  }
  if (one.kind === 'audio') {
    // Silence that nobody sent (DTX) is filled in too, and is no loss.
    counters.concealed = Math.max(0, numberOf(one.concealedSamples) - numberOf(one.silentConcealedSamples))
    counters.samples = numberOf(one.totalSamplesReceived)
  } else {
    counters.freezes = numberOf(one.freezeCount)
    counters.freezeMs = 1000 * numberOf(one.totalFreezesDuration)
  }
  return { id: `${one.id}:${one.ssrc}`, counters }
}

/** More samples than these are thinned out: a long call needs no finer median. */
const mostSamples = 1200
const withOne = (samples: readonly number[], value: number | null): readonly number[] => {
  if (value === null) return samples
  const next = [...samples, value]
  return next.length > mostSamples ? next.filter((_, at) => at % 2 === 0) : next
}

/** Adds a sample. A stream not seen before counts whole; loss that was counted too early and taken back counts nothing. */
export function addSample(tally: Tally, sample: Sample): Tally {
  const last = new Map(tally.last)
  const recent = none()
  for (const { id, counters } of sample.streams) {
    const before = last.get(id)
    for (const name of counterNames) {
      const grown = counters[name] - (before?.[name] ?? 0)
      recent[name] += Math.max(0, grown)
    }
    last.set(id, counters)
  }
  const total = none()
  for (const name of counterNames) total[name] = tally.total[name] + recent[name]
  const { camera } = sample
  const sizes = new Map(tally.sizes)
  if (camera) {
    const size = `${camera.width}x${camera.height}`
    sizes.set(size, (sizes.get(size) ?? 0) + 1)
  }
  return {
    ...tally,
    total,
    last,
    recent,
    sizes,
    roundTripsMs: withOne(tally.roundTripsMs, sample.roundTripMs),
    jittersMs: withOne(tally.jittersMs, sample.jitterMs),
    framesPerSecond: withOne(tally.framesPerSecond, camera?.framesPerSecond ?? null),
    path: sample.path ?? tally.path,
  }
}

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] as number
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2
}

const percent = (part: number, whole: number): number | null =>
  whole > 0 ? Math.min(100, Math.max(0, (100 * part) / whole)) : null

export const lossUpPercent = (counters: Record<CounterName, number>) =>
  percent(counters.packetsLostUp, counters.packetsSent)
export const lossDownPercent = (counters: Record<CounterName, number>) =>
  percent(counters.packetsLostDown, counters.packetsReceived + counters.packetsLostDown)

const bounded = (value: number | null, most: number) => (value === null ? null : Math.min(most, value))

/** What the server keeps of a seat. */
export function qualityOf(tally: Tally): SeatQuality {
  const { total } = tally
  const [size] = [...tally.sizes].sort((a, b) => b[1] - a[1])[0] ?? []
  const [width, height] = size?.split('x').map(Number) ?? []
  return {
    joinMs: bounded(tally.joinMs, 600_000),
    roundTripMs: bounded(median(tally.roundTripsMs), 60_000),
    jitterMs: bounded(median(tally.jittersMs), 60_000),
    lossUpPercent: lossUpPercent(total),
    lossDownPercent: lossDownPercent(total),
    freezes: Math.round(total.freezes),
    freezeMs: Math.round(total.freezeMs),
    concealedPercent: percent(total.concealed, total.samples),
    width: width ?? null,
    height: height ?? null,
    framesPerSecond: bounded(median(tally.framesPerSecond), 240),
    cpuLimitedPercent: percent(total.cpuLimitedMs, total.limitedMs) ?? 0,
    bandwidthLimitedPercent: percent(total.bandwidthLimitedMs, total.limitedMs) ?? 0,
    path: tally.path,
  }
}
