// Whether the worker can place a layer in time. It joins the layers of a simulcast stream into one by the sender's reports
// (RFC 3550 §6.4.1): three tell it the sender's clock, and each layer needs one of its own and a packet after them. A viewer
// who is moved away from a layer that had none, because it was sent for a moment only, gets timestamps that jump; where they jump back, the worker keeps nothing any more that it could repeat
// for this viewer, for hours (mediasoup 3.27: SimulcastProducerStreamManager "giving up on proper stream switching",
// RetransmissionBuffer "higher seq but lower timestamp"), and every lost packet is a frozen picture.
import type { Producer } from 'mediasoup/types'

/** RemoteClockOffsetEstimator's MinSampleCount. */
const enoughReports = 3

/** Answers for a spatial layer. */
export type IsPlacedInTime = (layer: number) => Promise<boolean>

const watched = new WeakMap<Producer, IsPlacedInTime>()

/** Begins to listen, once for each producer. */
export function watchSenderReports(producer: Producer): IsPlacedInTime {
  const known = watched.get(producer)
  if (known) return known
  const isPlaced = producer.type === 'simulcast' ? listen(producer) : async () => true
  watched.set(producer, isPlaced)
  return isPlaced
}

function listen(producer: Producer): IsPlacedInTime {
  const { encodings = [] } = producer.rtpParameters
  const reported = new Set<number>()
  /** Packets of a stream when there were reports enough. */
  const ready = new Map<number, number>()
  let count = 0
  const ask = (types: ['sr'] | []) => void producer.enableTraceEvent(types).catch(() => {})
  producer.on('trace', async ({ type, info }) => {
    if (type !== 'sr') return
    count += 1
    reported.add((info as { ssrc: number }).ssrc)
    if (count < enoughReports || reported.size === ready.size) return
    for (const { ssrc, packetCount } of await producer.getStats().catch(() => []))
      if (reported.has(ssrc) && !ready.has(ssrc)) ready.set(ssrc, packetCount)
    if (ready.size >= encodings.length) ask([])
  })
  ask(['sr'])
  return async (layer) => {
    const encoding = encodings[layer]
    const streams = await producer.getStats()
    const stream = streams.find(({ rid, ssrc }) =>
      encoding?.rid ? rid === encoding.rid : ssrc === encoding?.ssrc,
    )
    return stream !== undefined && stream.packetCount > (ready.get(stream.ssrc) ?? Infinity)
  }
}
