// What one peer gets: a consumer per stream of the others, made paused, offered, and resumed after the client's yes. What
// is not on the viewer's screen is paused; what is comes in the layers its tile needs.

import type { Consumer, RtpCapabilities, WebRtcTransport } from 'mediasoup/types'
import type { Tile } from '../../contract/call-signals.ts'
import { layersFor, priorityOf } from './layers.ts'
import type { PeerHooks } from './peer.ts'
import type { MediaRoom, Place, Published } from './room.ts'
import { type IsPlacedInTime, watchSenderReports } from './sender-reports.ts'

type Held = { consumer: Consumer; of: Published; isAccepted: boolean; priority: number | null }

/** A repeated sound that comes later than this is played by nobody. */
const repeatSoundWithinMs = 120
const layerCountOf = (consumer: Consumer) => {
  const [encoding] = consumer.rtpParameters.encodings ?? []
  return Number(/^[LS](\d)/.exec(encoding?.scalabilityMode ?? 'L1T1')?.[1] ?? 1)
}

export class Receiver {
  readonly transport: WebRtcTransport
  #room: MediaRoom
  #place: Place
  #hooks: PeerHooks
  #capabilities: RtpCapabilities | null = null
  /** By producer. */
  #held = new Map<string, Held>()
  /** Which offer of a producer's is under way; one that was overtaken says nothing more. */
  #offering = new Map<string, symbol>()
  /** null: not told yet; then everything comes small. */
  #tiles: Map<string, Tile> | null = null
  #roundTripMs = 0

  constructor(parts: { transport: WebRtcTransport; room: MediaRoom; place: Place; hooks: PeerHooks }) {
    this.transport = parts.transport
    this.#room = parts.room
    this.#place = parts.place
    this.#hooks = parts.hooks
  }

  begin(capabilities: RtpCapabilities, held: string[]): void {
    this.#capabilities = capabilities
    // What the client does not have, also because it was offered over a connection that was dying, is made and offered
    // anew; no answer comes any more for what was asked there.
    for (const one of [...this.#held.values()]) {
      if (!held.includes(one.consumer.id)) one.consumer.close()
      else if (!one.isAccepted) void this.#accept(one).catch(() => {})
    }
    this.#offering.clear()
  }

  has(consumerId: string): boolean {
    return [...this.#held.values()].some(({ consumer }) => consumer.id === consumerId)
  }

  async askKeyFrame(consumerId: string): Promise<void> {
    for (const { consumer } of this.#held.values())
      if (consumer.id === consumerId) await consumer.requestKeyFrame()
  }

  noteRoundTrip(roundTripMs: number): void {
    this.#roundTripMs = roundTripMs
  }

  /** Makes a consumer for a stream, unless there is one. What fails is offered again with the next `receive`. */
  async offer(of: Published): Promise<void> {
    const { id } = of.producer
    if (!this.#capabilities || this.#held.has(id) || this.#offering.has(id)) return
    const turn = Symbol(id)
    this.#offering.set(id, turn)
    try {
      await this.#make(of, this.#capabilities)
    } catch {
      // The stream or the peer went in between, or the client did not answer: then it comes back and asks.
    } finally {
      if (this.#offering.get(id) === turn) this.#offering.delete(id)
    }
  }

  async #make(of: Published, rtpCapabilities: RtpCapabilities): Promise<void> {
    const producerId = of.producer.id
    const producer = await this.#room.bring(of, this.#place)
    const isPlacedInTime = watchSenderReports(producer)
    if (!this.#place.router.canConsume({ producerId, rtpCapabilities })) return
    const consumer = await this.transport.consume({
      producerId,
      rtpCapabilities,
      paused: true,
      enableRtx: of.producer.kind === 'video' || this.#roundTripMs <= repeatSoundWithinMs,
    })
    // Of a transport that was closed meanwhile nobody would ever say that it closed.
    if (this.transport.closed) return consumer.close()
    const held = this.#watch(consumer, of)
    this.#renewWhenTorn(held, isPlacedInTime)
    const isYes = await this.#offerTo(held).catch(() => false)
    if (consumer.closed || held.isAccepted) return
    if (!isYes) return consumer.close()
    await this.#accept(held)
  }

  #offerTo({ consumer, of }: Held): Promise<boolean> {
    return this.#hooks.consume({
      consumerId: consumer.id,
      producerId: of.producer.id,
      peerId: of.peerId,
      source: of.source,
      shareId: of.shareId,
      kind: consumer.kind,
      rtpParameters: consumer.rtpParameters,
      isProducerPaused: consumer.producerPaused,
    })
  }

  async #accept(held: Held): Promise<void> {
    held.isAccepted = true
    await this.#show(held)
    this.#room.reviewWanted(held.of.producer.id)
  }

  #watch(consumer: Consumer, of: Published): Held {
    const { media } = this.#place
    const held: Held = { consumer, of, isAccepted: false, priority: null }
    this.#held.get(of.producer.id)?.consumer.close()
    this.#held.set(of.producer.id, held)
    media.consumerCount += 1
    consumer.observer.once('close', () => {
      media.consumerCount -= 1
      if (this.#held.get(of.producer.id) === held) this.#held.delete(of.producer.id)
      // Also one that was never accepted: a yes that came too late has made an end of it at the client.
      this.#hooks.consumerClosed(consumer.id)
      this.#room.reviewWanted(of.producer.id)
    })
    const tell = () =>
      this.#hooks.consumerQuality({
        consumerId: consumer.id,
        spatialLayer: consumer.currentLayers?.spatialLayer ?? null,
        publisherScore: consumer.score.producerScore,
        viewerScore: consumer.score.score,
      })
    consumer.on('layerschange', tell)
    consumer.on('score', tell)
    return held
  }

  /** Moved away from a layer that was not placed in time: it goes on with a consumer whose time is of one piece. */
  #renewWhenTorn({ consumer, of }: Held, isPlacedInTime: IsPlacedInTime): void {
    let layer: number | undefined
    consumer.on('layerschange', async (layers) => {
      const before = layer
      layer = layers?.spatialLayer ?? before
      if (before === undefined || before === layer) return
      if ((await isPlacedInTime(before).catch(() => true)) || consumer.closed) return
      consumer.close()
      void this.offer(of)
    })
  }

  setView(tiles: Tile[]): void {
    this.#tiles = new Map(tiles.map((tile) => [tile.producerId, tile]))
    for (const held of this.#held.values()) {
      if (!held.isAccepted) continue
      // A worker that dies in between takes the consumer with it.
      void this.#show(held).catch(() => {})
      this.#room.reviewWanted(held.of.producer.id)
    }
  }

  /** Sets layers first and lets it flow then: resuming asks for the key frame of the right layer. */
  async #show(held: Held): Promise<void> {
    const { consumer, of } = held
    if (consumer.kind === 'audio') return consumer.resume()
    const source = of.source === 'camera' ? 'camera' : 'screen'
    const tile = this.#tiles?.get(of.producer.id)
    if (this.#tiles && !tile) {
      if (!consumer.paused) await consumer.pause()
      return
    }
    const priority = tile ? priorityOf(source, tile) : null
    if (priority !== null && priority !== held.priority) {
      held.priority = priority
      await consumer.setPriority(priority)
    }
    if (consumer.type !== 'simple') {
      const layers = tile
        ? layersFor(source, layerCountOf(consumer), tile)
        : { spatialLayer: 0, temporalLayer: 2 }
      const now = consumer.preferredLayers
      if (now?.spatialLayer !== layers.spatialLayer || now.temporalLayer !== layers.temporalLayer)
        await consumer.setPreferredLayers(layers)
    }
    if (consumer.paused) await consumer.resume()
  }

  /** The spatial layer wanted of a producer; -1: not seen; null: this peer does not get it. */
  wantedLayer(producerId: string): number | null {
    const held = this.#held.get(producerId)
    if (!held?.isAccepted || held.consumer.kind === 'audio') return null
    const tile = this.#tiles?.get(producerId)
    if (this.#tiles && !tile) return -1
    const source = held.of.source === 'camera' ? 'camera' : 'screen'
    return tile ? layersFor(source, layerCountOf(held.consumer), tile).spatialLayer : 0
  }

  close(): void {
    this.transport.close()
  }
}
