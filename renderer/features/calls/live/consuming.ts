// What others send, as it arrives: offers become consumers and entries in the state; what was made anew takes the place
// of the former one only once it is there, so that no picture goes black in between.
import type { Consumer, RtpParameters } from 'mediasoup-client/types'
import type { ConsumeOffer } from '../../../../contract/call-signals.ts'
import { bytesIn } from './path-watch.ts'
import { keepMedia, withMedia } from './seats.ts'
import { live, tell } from './telling.ts'
import type { Transports } from './transports.ts'

/** How long the last picture of a lost stream is kept for its successor. */
const staleMs = 10_000
const batchMs = 8

export class Consuming {
  #transports: Transports | null = null
  #consumers = new Map<string, Consumer>()
  /** Consumers of former transports whose last picture still stands. */
  #stale = new Set<string>()
  #staleTimer: ReturnType<typeof setTimeout> | null = null
  #batch: Promise<void> | null = null
  #firstArrived: (consumer: Consumer) => void

  constructor(firstArrived: (consumer: Consumer) => void) {
    this.#firstArrived = firstArrived
  }

  /** New transports: what came over the former ones is void. */
  takeTransports(transports: Transports): void {
    for (const consumerId of this.#consumers.keys()) this.#stale.add(consumerId)
    this.#consumers.clear()
    this.#transports = transports
    if (this.#staleTimer) clearTimeout(this.#staleTimer)
    this.#staleTimer = setTimeout(() => this.dropStale(), staleMs)
  }

  get consumerIds(): string[] {
    return [...this.#consumers.keys()]
  }

  /** All that has come over the transport; null: not known. */
  async bytesReceived(): Promise<number | null> {
    const [consumer] = this.#consumers.values()
    return consumer && !consumer.closed ? bytesIn(await consumer.getStats()) : null
  }

  /** Makes this end of what is offered. Rejects when it can't: then the server does not let it flow. */
  async accept(offer: ConsumeOffer): Promise<void> {
    const transports = this.#transports
    if (!transports || transports.isClosed) throw new Error('there is no way to receive')
    const { consumerId, producerId, seatId, source, shareId, kind } = offer
    if (this.#consumers.has(consumerId)) return
    await this.#together()
    if (transports !== this.#transports || transports.isClosed) throw new Error('the way to receive is gone')
    const consumer = await transports.receive.consume({
      id: consumerId,
      producerId,
      kind,
      rtpParameters: offer.rtpParameters as RtpParameters,
    })
    if (transports !== this.#transports) return consumer.close()
    this.#consumers.set(consumerId, consumer)
    const { track } = consumer
    const entry = { producerId, consumerId, seatId, source, shareId, track, isPaused: offer.isProducerPaused }
    const unknown = { spatialLayer: null, publisherScore: null, viewerScore: null }
    tell({ media: withMedia(live().media, { ...entry, ...unknown }, (id) => this.#stale.has(id)) })
    this.#firstArrived(consumer)
  }

  /** What is offered at the same time is negotiated in one go: each goes for a round through the browser's SDP. */
  #together(): Promise<void> {
    this.#batch ??= new Promise((resolve) =>
      setTimeout(() => {
        this.#batch = null
        resolve()
      }, batchMs),
    )
    return this.#batch
  }

  /** Ended there, or known to be gone. */
  close(consumerId: string): void {
    this.#consumers.get(consumerId)?.close()
    this.#consumers.delete(consumerId)
    if (this.#stale.has(consumerId)) return
    tell({ media: keepMedia(live().media, (one) => one.consumerId !== consumerId) })
  }

  dropStale(): void {
    const isKept = ({ consumerId }: { consumerId: string }) => !this.#stale.has(consumerId)
    tell({ media: keepMedia(live().media, isKept) })
    this.#stale.clear()
  }

  stop(): void {
    if (this.#staleTimer) clearTimeout(this.#staleTimer)
    for (const consumer of this.#consumers.values()) consumer.close()
    this.#consumers.clear()
    this.#transports = null
  }
}
