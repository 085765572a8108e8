// Against the worker itself: what a sender would send is written byte by byte.

import type { DirectTransport, Router } from 'mediasoup/types'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mediaCodecs } from './codecs.ts'
import { watchSenderReports } from './sender-reports.ts'
import { findWorkerBinary } from './worker-binary.ts'
import { type MediaWorkers, openWorkers } from './workers.ts'

const [small, large] = [1111, 2222]
const payloadType = 101

let workers: MediaWorkers
let router: Router
let transport: DirectTransport

beforeAll(async () => {
  const binary = findWorkerBinary() as string
  const place = { binary, count: 1, firstPort: 0, listen: '127.0.0.1', announced: [] }
  workers = await openWorkers(place, { warn: () => {} })
  router = (await workers.least()?.worker.createRouter({ mediaCodecs })) as Router
  transport = await router.createDirectTransport()
})
afterAll(() => workers.close())

/** RFC 3550 §5.1 with a VP8 key frame (RFC 7741 §4.2). */
function keyFrame(ssrc: number, sequence: number): Buffer {
  const packet = Buffer.alloc(12)
  packet.writeUInt8(0x80, 0)
  packet.writeUInt8(0x80 | payloadType, 1)
  packet.writeUInt16BE(sequence, 2)
  packet.writeUInt32BE(sequence * 3000, 4)
  packet.writeUInt32BE(ssrc, 8)
  return Buffer.concat([packet, Buffer.from('10100000009d012a40018000', 'hex')])
}

/** RFC 3550 §6.4.1. */
function report(ssrc: number, seconds: number): Buffer {
  const packet = Buffer.alloc(28)
  packet.writeUInt32BE(0x80c80006, 0)
  packet.writeUInt32BE(ssrc, 4)
  packet.writeUInt32BE(3_900_000_000 + seconds, 8)
  packet.writeUInt32BE(seconds * 90_000, 16)
  return packet
}

test('a layer is placed in time by a packet after three reports, one of them its own', async () => {
  const producer = await transport.produce({
    kind: 'video',
    rtpParameters: {
      codecs: [{ mimeType: 'video/VP8', payloadType, clockRate: 90_000 }],
      encodings: [{ ssrc: small }, { ssrc: large }],
    },
  })
  expect(producer.type).toBe('simulcast')
  const isPlaced = watchSenderReports(producer)
  let heard = 0
  producer.on('trace', ({ type }) => {
    if (type === 'sr') heard += 1
  })
  const both = () => Promise.all([isPlaced(0), isPlaced(1)])
  const send = async (packet: Buffer) => {
    transport.sendRtcp(packet)
    const before = heard
    await expect.poll(() => heard).toBe(before + 1)
  }
  let sequence = 0
  const sendFrames = () => {
    sequence += 1
    for (const ssrc of [small, large]) producer.send(keyFrame(ssrc, sequence))
  }
  const afterFrames = () => {
    sendFrames()
    return both()
  }
  sendFrames()
  await expect.poll(async () => (await producer.getStats()).length).toBe(2)

  for (const second of [1, 2]) await send(report(small, second))
  sendFrames()
  expect(await both()).toEqual([false, false])
  await send(report(small, 3))
  await expect.poll(afterFrames).toEqual([true, false])
  await send(report(large, 4))
  expect(await both()).toEqual([true, false])
  await expect.poll(afterFrames).toEqual([true, true])
  expect(watchSenderReports(producer)).toBe(isPlaced)
})

test('what has one layer only is never torn', async () => {
  const producer = await transport.produce({
    kind: 'video',
    rtpParameters: {
      codecs: [{ mimeType: 'video/VP8', payloadType, clockRate: 90_000 }],
      encodings: [{ ssrc: 3333 }],
    },
  })
  expect(await watchSenderReports(producer)(0)).toBe(true)
})
