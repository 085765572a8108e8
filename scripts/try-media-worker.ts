// Tries a media worker's binary with a whole DTLS handshake: node scripts/try-media-worker.ts PATH. Ends with 0 if it holds.
// Two of its transports are each made believe that the other one is a browser; what they say is carried between them.
import { createSocket } from 'node:dgram'
import { createWorker } from 'mediasoup'
import type { Router, WebRtcTransport } from 'mediasoup/types'
import { isStun, stunMessage } from '../server/test/stun.ts'

const limitMs = 15_000
const bindingRequest = 0x0001
const bindingSuccess = 0x0101
const host = '127.0.0.1'

const [binary] = process.argv.slice(2)
if (!binary) throw new Error('Which binary? node scripts/try-media-worker.ts PATH')
setTimeout(() => {
  console.error('The media worker did not finish a DTLS handshake in time.')
  process.exit(1)
}, limitMs).unref()

const worker = await createWorker({ workerBin: binary, logLevel: 'error' })
worker.on('died', () => {
  console.error('The media worker died in a DTLS handshake.')
  process.exit(1)
})
const router = await worker.createRouter()
const [one, other] = [await openEnd(router), await openEnd(router)]
one.carryTo(other)
other.carryTo(one)
const connected = [one, other].map(({ transport }) => dtlsConnected(transport))
const [fingerprints, otherFingerprints] = [one, other].map((end) => end.transport.dtlsParameters.fingerprints)
await one.transport.connect({ dtlsParameters: { role: 'server', fingerprints: otherFingerprints ?? [] } })
await other.transport.connect({ dtlsParameters: { role: 'client', fingerprints: fingerprints ?? [] } })
await Promise.all(connected)
// Asked once more: a worker that is gone does not answer.
await worker.dump()
process.exit(0)

/** A transport, and a socket that is its browser as far as ICE goes. */
async function openEnd(on: Router) {
  const transport = await on.createWebRtcTransport({ listenInfos: [{ protocol: 'udp', ip: host }] })
  const port = transport.iceCandidates[0]?.port ?? 0
  const socket = createSocket('udp4')
  let target: ((datagram: Buffer) => void) | undefined
  const completed = new Promise<void>((done) => {
    socket.on('message', (datagram) => {
      if (!isStun(datagram)) target?.(datagram)
      else if (datagram.readUInt16BE(0) === bindingSuccess) done()
    })
  })
  const send = (datagram: Buffer) => socket.send(datagram, port, host)
  send(nomination(transport))
  await completed
  return {
    transport,
    send,
    carryTo(end: { send: (datagram: Buffer) => void }) {
      target = end.send
    },
  }
}

function nomination({ iceParameters }: WebRtcTransport): Buffer {
  const attributes: [number, Buffer][] = [
    [0x0006, Buffer.from(`${iceParameters.usernameFragment}:browser`)],
    [0x0024, Buffer.from([0x6e, 0xff, 0xff, 0xff])],
    [0x802a, Buffer.alloc(8, 1)],
    // USE-CANDIDATE
    [0x0025, Buffer.alloc(0)],
  ]
  return stunMessage(bindingRequest, attributes, iceParameters.password)
}

function dtlsConnected(transport: WebRtcTransport): Promise<void> {
  return new Promise((done) => {
    transport.on('dtlsstatechange', (state) => {
      if (state === 'connected') done()
      if (state !== 'failed') return
      console.error('The media worker’s DTLS handshake failed.')
      process.exit(1)
    })
  })
}
