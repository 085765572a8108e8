// Cameras and viewers at the SFU: plain transports with SRTP on both sides, on the product's own workers and codecs.
import { randomBytes } from 'node:crypto'
import type { PlainTransport, Router, RtpCapabilities } from 'mediasoup/types'
import { mediaCodecs } from '../../server/media/codecs.ts'
import { findWorkerBinary } from '../../server/media/worker-binary.ts'
import { openWorkers } from '../../server/media/workers.ts'
import { pin } from './processes.ts'
import type { Expected } from './receiver-process.ts'
import { cryptoSuite, masterBytes } from './srtp.ts'
import { payloadType } from './stream.ts'

const host = '127.0.0.1'
const workerCore = 0

const newKey = () => ({ cryptoSuite, keyBase64: randomBytes(masterBytes).toString('base64') }) as const

function plainTransport(router: Router, comedia: boolean): Promise<PlainTransport> {
  return router.createPlainTransport({
    listenInfo: {
      protocol: 'udp',
      ip: host,
      sendBufferSize: 4 * 1024 * 1024,
      recvBufferSize: 4 * 1024 * 1024,
    },
    rtcpMux: true,
    comedia,
    enableSrtp: true,
    srtpCryptoSuite: cryptoSuite,
  })
}

/** As the product's router has them, but for what only a WebRTC transport reports on. */
function receiverCapabilities({ rtpCapabilities }: Router): RtpCapabilities {
  const codecs = (rtpCapabilities.codecs ?? []).map((codec) => ({
    ...codec,
    rtcpFeedback: (codec.rtcpFeedback ?? []).filter(({ type }) => type === 'nack' || type === 'ccm'),
  }))
  return { codecs, headerExtensions: [] }
}

async function produce(router: Router, ssrc: number) {
  const key = newKey()
  const transport = await plainTransport(router, true)
  await transport.connect({ srtpParameters: key })
  const producer = await transport.produce({
    kind: 'video',
    rtpParameters: {
      codecs: [
        {
          mimeType: 'video/VP8',
          payloadType,
          clockRate: 90_000,
          rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }],
        },
      ],
      encodings: [{ ssrc }],
    },
  })
  return { producerId: producer.id, ssrc, port: transport.tuple.localPort, keyBase64: key.keyBase64 }
}

async function consume(router: Router, producerId: string, port: number): Promise<Expected> {
  const transport = await plainTransport(router, false)
  await transport.connect({ ip: host, port, srtpParameters: newKey() })
  const { rtpParameters } = await transport.consume({
    producerId,
    rtpCapabilities: receiverCapabilities(router),
  })
  const ssrc = rtpParameters.encodings?.[0]?.ssrc
  const keyBase64 = transport.srtpParameters?.keyBase64
  if (ssrc === undefined || keyBase64 === undefined) throw new Error('a consumer without ssrc or key')
  return { ssrc, keyBase64 }
}

/** A router on each of `count` workers, as the product starts them. */
export async function openRouters(count: number) {
  const binary = findWorkerBinary()
  if (!binary) throw new Error('There is no media worker here: npm run setup says why.')
  const workers = await openWorkers(
    { binary, count, firstPort: 0, listen: host, announced: [] },
    { warn: (facts, text) => console.error(text, facts) },
  )
  const all = [...workers.all()].map(({ worker }) => worker)
  if (count === 1) for (const { pid } of all) pin(pid, workerCore)
  const routers = await Promise.all(all.map((worker) => worker.createRouter({ mediaCodecs })))
  return { routers, pids: all.map(({ pid }) => pid), close: () => workers.close() }
}

/** Cameras on the first router; their viewers on all routers in turn. */
export async function furnish(
  routers: Router[],
  { streams, consumers }: { streams: number; consumers: number },
  ports: number[],
) {
  const [first] = routers as [Router]
  const cameras = []
  for (let index = 0; index < streams; index += 1) cameras.push(await produce(first, 1000 + index))
  const expected: Expected[] = []
  for (const { producerId } of cameras) {
    for (const router of routers.slice(1)) await first.pipeToRouter({ producerId, router })
    for (let from = 0; from < consumers; from += 20) {
      const some = Array.from({ length: Math.min(20, consumers - from) }, (_, index) => {
        const router = routers[(from + index) % routers.length] as Router
        return consume(router, producerId, ports[(expected.length + index) % ports.length] as number)
      })
      expected.push(...(await Promise.all(some)))
    }
  }
  return { cameras, expected }
}
