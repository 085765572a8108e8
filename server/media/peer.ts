// One seat's media: a transport each way, what it sends, and what it is offered. Every id that comes from the client is
// looked up here, so nobody reaches another's.

import type {
  RtpCapabilities as Capabilities,
  IceParameters,
  Producer,
  WebRtcTransport,
} from 'mediasoup/types'
import type { MediaSource, Tile } from '../../contract/call-signals.ts'
import { mostProducers } from '../../contract/call-signals.ts'
import type { DtlsParameters, RtpCapabilities, RtpParameters, TransportOptions } from '../../contract/rtp.ts'
import { Receiver } from './receiver.ts'
import type { MediaRoom, Place, Published } from './room.ts'
import { createWantedNote } from './wanted.ts'

export type MediaOfferFacts = {
  consumerId: string
  producerId: string
  peerId: string
  source: MediaSource
  shareId: string | null
  kind: 'audio' | 'video'
  rtpParameters: unknown
  isProducerPaused: boolean
}

export type PeerHooks = {
  /** Asks the client to make its end of a consumer. False, or a rejection: it did not. */
  consume(offer: MediaOfferFacts): Promise<boolean>
  consumerClosed(consumerId: string): void
  consumerQuality(quality: {
    consumerId: string
    spatialLayer: number | null
    publisherScore: number | null
    viewerScore: number | null
  }): void
  /** Nobody wants more than this layer of a producer of this peer. */
  wanted(producerId: string, maxSpatialLayer: number): void
}

/** What a client asked for that can't be: told as not_found, forbidden or invalid_input. */
export class MediaRefusal extends Error {
  override name = 'MediaRefusal'
  readonly code: 'not_found' | 'forbidden' | 'invalid_input'
  constructor(code: 'not_found' | 'forbidden' | 'invalid_input', message: string) {
    super(message)
    this.code = code
  }
}

const kindOf = { microphone: 'audio', camera: 'video', screen: 'video', screenAudio: 'audio' } as const
/** Everything one seat may send: a camera, two screens and their sound fit in. */
const mostIncomingBitrate = 12_000_000
/** mediasoup asks a publisher for a key frame at most this often, however many viewers come at once. */
const keyFrameDelayMs = 300

const optionsOf = (transport: WebRtcTransport, otherAddresses: string[]): TransportOptions => ({
  id: transport.id,
  iceParameters: transport.iceParameters,
  iceCandidates: (transport.iceCandidates as TransportOptions['iceCandidates']).flatMap((candidate) => [
    candidate,
    ...otherAddresses.map((address, index) => ({
      ...candidate,
      ip: address,
      address,
      foundation: `${candidate.foundation}${index}`,
      priority: candidate.priority - index - 1,
    })),
  ]),
  dtlsParameters: transport.dtlsParameters,
})

export class MediaPeer {
  readonly id: string
  readonly place: Place
  readonly #room: MediaRoom
  readonly #hooks: PeerHooks
  readonly #published = new Map<string, Published>()
  readonly #connected = new Set<string>()
  readonly #wanted: ReturnType<typeof createWantedNote>
  #send: WebRtcTransport | null = null
  #receiver: Receiver | null = null
  /** Producers being made, by source: two at once must not pass the limit together. */
  #producing: MediaSource[] = []
  isClosed = false

  constructor(id: string, room: MediaRoom, place: Place, hooks: PeerHooks) {
    this.id = id
    this.place = place
    this.#room = room
    this.#hooks = hooks
    this.#wanted = createWantedNote((producerId, layer) => hooks.wanted(producerId, layer))
  }

  async openTransports(): Promise<{ sendTransport: TransportOptions; receiveTransport: TransportOptions }> {
    const { router, media } = this.place
    const make = (direction: 'send' | 'receive') =>
      router.createWebRtcTransport({
        webRtcServer: media.server,
        enableUdp: true,
        enableTcp: true,
        preferUdp: true,
        initialAvailableOutgoingBitrate: 1_500_000,
        appData: { direction },
      })
    const [send, receive] = await Promise.all([make('send'), make('receive')])
    if (this.isClosed) {
      send.close()
      receive.close()
      throw new MediaRefusal('not_found', 'The seat is gone.')
    }
    this.#send = send
    this.#receiver = new Receiver({
      transport: receive,
      room: this.#room,
      place: this.place,
      hooks: this.#hooks,
    })
    await send.setMaxIncomingBitrate(mostIncomingBitrate)
    const { otherAddresses } = media
    return {
      sendTransport: optionsOf(send, otherAddresses),
      receiveTransport: optionsOf(receive, otherAddresses),
    }
  }

  get hasTransports(): boolean {
    return this.#send !== null && !this.#send.closed && this.#receiver !== null
  }

  async connectTransport(transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    const transport = this.#transport(transportId)
    // A repeated request: the answer to the first one was lost. (DTLS itself may have begun before the first one came.)
    if (this.#connected.has(transportId)) return
    this.#connected.add(transportId)
    await transport.connect({ dtlsParameters }).catch((error) => {
      this.#connected.delete(transportId)
      throw error
    })
  }

  restartIce(transportId: string): Promise<IceParameters> {
    return this.#transport(transportId).restartIce()
  }

  /** Throws MediaRefusal: too many of this source, the wrong kind, or a codec the router does not know. */
  async produce(input: {
    kind: 'audio' | 'video'
    source: MediaSource
    shareId: string | null
    isPaused: boolean
    rtpParameters: RtpParameters
  }): Promise<Published> {
    const { source, kind, shareId, isPaused } = input
    if (!this.#send) throw new MediaRefusal('not_found', 'There is no transport to send with.')
    if (kindOf[source] !== kind) throw new MediaRefusal('invalid_input', `A ${source} can not be ${kind}.`)
    const count = [...this.#published.values()].filter((one) => one.source === source).length
    const underWay = this.#producing.filter((one) => one === source).length
    if (count + underWay >= mostProducers[source])
      throw new MediaRefusal('forbidden', `There can be no more than ${mostProducers[source]} of ${source}.`)
    this.#producing.push(source)
    try {
      const producer = await this.#send.produce({
        kind,
        rtpParameters: input.rtpParameters as Parameters<WebRtcTransport['produce']>[0]['rtpParameters'],
        paused: isPaused,
        keyFrameRequestDelay: keyFrameDelayMs,
        appData: {},
      })
      // mediasoup does not look whether its transport was closed meanwhile: nobody would ever end this stream.
      if (this.isClosed) {
        producer.close()
        throw new MediaRefusal('not_found', 'The seat is gone.')
      }
      return this.#adopt({ producer, peerId: this.id, source, shareId, place: this.place })
    } catch (error) {
      if (this.isClosed || this.#send.closed) throw new MediaRefusal('not_found', 'The seat is gone.')
      throw error instanceof MediaRefusal
        ? error
        : new MediaRefusal('invalid_input', 'This can not be sent here.')
    } finally {
      this.#producing.splice(this.#producing.indexOf(source), 1)
    }
  }

  #adopt(one: Published): Published {
    const { id } = one.producer
    this.#published.set(id, one)
    one.producer.observer.once('close', () => {
      this.#published.delete(id)
      this.#wanted.forget(id)
      this.#room.withdraw(id)
    })
    this.#room.publish(one)
    return one
  }

  get published(): Published[] {
    return [...this.#published.values()]
  }

  closeProducer(producerId: string): void {
    this.#producer(producerId).close()
  }

  async pauseProducer(producerId: string, isPaused: boolean): Promise<void> {
    const producer = this.#producer(producerId)
    await (isPaused ? producer.pause() : producer.resume())
  }

  /** From now on what others send is offered. `held`: consumers that the client still has after a lost connection. */
  receive(rtpCapabilities: RtpCapabilities, held: string[]): void {
    this.#receiver?.begin(rtpCapabilities as Capabilities, held)
    for (const one of this.#room.published.values()) void this.offer(one)
  }

  async offer(one: Published): Promise<void> {
    if (one.peerId === this.id && !this.#room.hearsItself) return
    await this.#receiver?.offer(one)
  }

  setView(tiles: Tile[]): void {
    this.#receiver?.setView(tiles)
  }

  async askKeyFrame(consumerId: string): Promise<void> {
    if (!this.#receiver?.has(consumerId)) throw new MediaRefusal('not_found', 'There is no such stream here.')
    await this.#receiver.askKeyFrame(consumerId)
  }

  /** Sound is repeated only where the repeat comes in time. */
  noteRoundTrip(roundTripMs: number): void {
    this.#receiver?.noteRoundTrip(roundTripMs)
  }

  wantedLayer(producerId: string): number | null {
    return this.#receiver?.wantedLayer(producerId) ?? null
  }

  noteWanted(producerId: string, layer: number | null): void {
    if (layer !== null && this.#published.has(producerId)) this.#wanted.note(producerId, layer)
  }

  close(): void {
    if (this.isClosed) return
    this.isClosed = true
    if (this.#room.peers.get(this.id) === this) this.#room.peers.delete(this.id)
    this.#wanted.stop()
    this.#send?.close()
    this.#receiver?.close()
  }

  #transport(transportId: string): WebRtcTransport {
    const own = [this.#send, this.#receiver?.transport].find((one) => one?.id === transportId)
    if (!own) throw new MediaRefusal('not_found', 'There is no such transport here.')
    return own
  }

  #producer(producerId: string): Producer {
    const own = this.#published.get(producerId)
    if (!own) throw new MediaRefusal('not_found', 'There is no such stream here.')
    return own.producer
  }
}
