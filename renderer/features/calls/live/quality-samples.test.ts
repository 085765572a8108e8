// Reports of the two connections, as Chromium writes them, and what they come to over a seat's time.
import { describe, expect, test } from 'vitest'
import { SeatQuality } from '../../../../contract/calls.ts'
import { addSample, firstTally, median, qualityOf, type StatsEntry, sampleOf } from './quality-samples.ts'

const pair = (more: object = {}): StatsEntry[] => [
  { id: 'T', type: 'transport', selectedCandidatePairId: 'P' },
  { id: 'P0', type: 'candidate-pair', currentRoundTripTime: 9, localCandidateId: 'L0' },
  {
    id: 'P',
    type: 'candidate-pair',
    localCandidateId: 'L',
    currentRoundTripTime: 0.04,
    availableOutgoingBitrate: 900_000,
  },
  { id: 'L', type: 'local-candidate', candidateType: 'host', protocol: 'udp', ...more },
]
const microphone = (packetsSent: number, packetsLost: number): StatsEntry[] => [
  { id: 'OA', type: 'outbound-rtp', kind: 'audio', ssrc: 1, packetsSent },
  { id: 'RA', type: 'remote-inbound-rtp', localId: 'OA', ssrc: 1, packetsLost },
]
const layer = (id: string, frameHeight: number, cpu: number, more: object = {}): StatsEntry => ({
  id,
  type: 'outbound-rtp',
  kind: 'video',
  mediaSourceId: 'S',
  packetsSent: 0,
  frameWidth: (frameHeight * 16) / 9,
  frameHeight,
  framesPerSecond: 30,
  qualityLimitationReason: 'cpu',
  qualityLimitationDurations: { none: 6, cpu, bandwidth: 2, other: 0 },
  ...more,
})
const camera = (cpu: number): StatsEntry[] => [
  { id: 'S', type: 'media-source', kind: 'video', trackIdentifier: 'cam' },
  layer('V0', 180, cpu),
  layer('V2', 720, cpu),
  layer('V3', 1080, cpu, { active: false }),
  layer('X', 2160, 0, { mediaSourceId: 'screen' }),
]
const voice = (more: object): StatsEntry => ({
  id: 'IA',
  type: 'inbound-rtp',
  kind: 'audio',
  ssrc: 5,
  jitter: 0.012,
  packetsReceived: 90,
  packetsLost: 10,
  ...more,
})

describe('a sample', () => {
  test('reads round trip, room on the way out, path and the largest active layer of the own camera', () => {
    const sample = sampleOf([...pair(), ...camera(2)], [voice({})], 'cam')
    expect(sample).toMatchObject({
      roundTripMs: 40,
      jitterMs: 12,
      availableUp: 900_000,
      path: 'udp',
      camera: { width: 1280, height: 720, framesPerSecond: 30 },
      encoderLimit: 'cpu',
    })
  })

  test('without a camera, or before anything is connected, says nothing', () => {
    const sample = sampleOf([], [], null)
    expect(sample).toEqual({
      streams: [],
      roundTripMs: null,
      jitterMs: null,
      availableUp: null,
      camera: null,
      encoderLimit: null,
      path: null,
    })
  })

  test.each([
    [{ protocol: 'tcp' }, 'tcp'],
    [{ candidateType: 'relay', protocol: 'udp', relayProtocol: 'tls' }, 'relay'],
  ])('the path %o is %s', (candidate, path) => {
    expect(sampleOf(pair(candidate), [], null).path).toBe(path)
  })

  test('browsers without a transport entry: the pair that was nominated', () => {
    const sent: StatsEntry[] = [
      { id: 'P', type: 'candidate-pair', nominated: true, state: 'succeeded', currentRoundTripTime: 0.2 },
    ]
    expect(sampleOf(sent, [], null).roundTripMs).toBe(200)
  })
})

describe('a seat over its time', () => {
  const over = (...samples: [StatsEntry[], StatsEntry[]][]) =>
    samples.reduce((tally, [sent, received]) => addSample(tally, sampleOf(sent, received, 'cam')), firstTally)

  test('loss up and down, freezes and invented sound are of the whole time', () => {
    const picture = {
      id: 'IV',
      type: 'inbound-rtp',
      kind: 'video',
      ssrc: 6,
      packetsReceived: 100,
      packetsLost: 0,
    }
    const quality = qualityOf(
      over(
        [microphone(100, 0), [voice({ packetsReceived: 50, packetsLost: 0 })]],
        [
          microphone(200, 10),
          [
            voice({
              packetsReceived: 90,
              packetsLost: 10,
              concealedSamples: 900,
              silentConcealedSamples: 400,
              totalSamplesReceived: 10_000,
            }),
            { ...picture, freezeCount: 2, totalFreezesDuration: 0.75 },
          ],
        ],
      ),
    )
    expect(quality).toMatchObject({
      lossUpPercent: 5,
      lossDownPercent: 5,
      freezes: 2,
      freezeMs: 750,
      concealedPercent: 5,
    })
  })

  test('media made anew: new streams count on, and nothing is counted twice', () => {
    const anew: StatsEntry[] = [{ id: 'OB', type: 'outbound-rtp', kind: 'audio', ssrc: 2, packetsSent: 50 }]
    const tally = over([microphone(100, 4), []], [microphone(150, 4), []], [anew, []])
    expect(tally.total.packetsSent).toBe(200)
    expect(tally.total.packetsLostUp).toBe(4)
    expect(tally.recent.packetsSent).toBe(50)
  })

  test('loss that is taken back counts nothing', () => {
    const tally = over([microphone(100, 4), []], [microphone(200, 3), []])
    expect(tally.total.packetsLostUp).toBe(4)
    expect(tally.recent.packetsLostUp).toBe(0)
  })

  test('what held the encoder back is in parts of its time, of the camera and not of a screen', () => {
    const quality = qualityOf(over([camera(2), []]))
    expect(quality).toMatchObject({ cpuLimitedPercent: 20, bandwidthLimitedPercent: 20 })
  })

  test('the size is the one sent most', () => {
    const large = layer('V2', 720, 0)
    const small = layer('V2', 360, 0)
    const source = camera(0)[0]!
    const quality = qualityOf(over([[source, small], []], [[source, large], []], [[source, large], []]))
    expect(quality).toMatchObject({ width: 1280, height: 720, framesPerSecond: 30 })
  })

  test('what was never measured is null, and the whole fits the contract', () => {
    const quality = qualityOf(firstTally)
    expect(SeatQuality.parse(quality)).toEqual(quality)
    expect(quality).toMatchObject({
      joinMs: null,
      lossUpPercent: null,
      roundTripMs: null,
      path: null,
      width: null,
    })
    const full = qualityOf({ ...over([[...pair(), ...camera(1)], [voice({})]]), joinMs: 321.5 })
    expect(SeatQuality.parse(full)).toMatchObject({ joinMs: 321.5, roundTripMs: 40, path: 'udp' })
  })

  test('a day long call keeps a bounded number of samples', () => {
    let tally = firstTally
    for (let at = 0; at < 5000; at++) tally = addSample(tally, sampleOf(pair(), [], null))
    expect(tally.roundTripsMs.length).toBeLessThanOrEqual(1200)
    expect(qualityOf(tally).roundTripMs).toBe(40)
  })
})

test('the median of nothing is nothing', () => {
  expect([median([]), median([3]), median([9, 1, 5]), median([1, 2, 3, 10])]).toEqual([null, 3, 5, 2.5])
})
