import { expect, test } from 'vitest'
import { bandwidthOf, beginMeasuring, measure, ownAddressesOf, pictureOf } from './loopback-figures.ts'

const sentAt = (seconds: number) => [
  { id: 'T', type: 'transport', selectedCandidatePairId: 'P' },
  {
    id: 'P',
    type: 'candidate-pair',
    localCandidateId: 'L',
    currentRoundTripTime: 0.02,
    availableOutgoingBitrate: 1_000_000 * seconds,
  },
  { id: 'L', type: 'local-candidate', protocol: 'udp', candidateType: 'host', address: '192.0.2.5' },
  {
    id: 'V',
    type: 'outbound-rtp',
    kind: 'video',
    bytesSent: 100_000 + 250_000 * seconds,
    headerBytesSent: 0,
    packetsSent: 100 * seconds,
  },
]
const receivedAt = (seconds: number) => [
  { id: 'Probe', type: 'inbound-rtp', kind: 'video', ssrc: 1, bytesReceived: 0, framesDecoded: 0 },
  {
    id: 'In',
    type: 'inbound-rtp',
    kind: 'video',
    ssrc: 2,
    bytesReceived: 125_000 * seconds,
    packetsReceived: 98 * seconds,
    packetsLost: 2 * seconds,
    framesDecoded: 24 * seconds,
    frameWidth: 1280,
    frameHeight: 720,
  },
]
const at = (seconds: number) => ({ sent: sentAt(seconds), received: receivedAt(seconds) })

test('counts from where measuring began', () => {
  let so = beginMeasuring(at(1), 'track')
  for (const seconds of [2, 3, 4]) so = measure(so, at(seconds), 'track', 1000 * (seconds - 1))
  expect(bandwidthOf(so)).toMatchObject({
    upBitsPerSecond: 2_000_000,
    downBitsPerSecond: 1_000_000,
    availableUp: 3_000_000,
    lossDownPercent: 2,
    roundTripMs: 20,
  })
})

test('the picture is the stream that has one, not the padding beside it', () => {
  expect(pictureOf(at(2))).toMatchObject({ width: 1280, height: 720 })
  expect(pictureOf(at(0))).toBeNull()
})

test('tells the own addresses', () => {
  expect(ownAddressesOf(at(1))).toEqual(['192.0.2.5'])
})
