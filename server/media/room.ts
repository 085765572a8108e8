// One call's media: a router, or several joined by pipes when the call outgrows a core. Peers come and go; everybody is
// offered what the others send. Knows no users: a peer is an id with hooks.

import type { ActiveSpeakerObserver, AudioLevelObserver, Producer, Router } from 'mediasoup/types'
import type { MediaSource } from '../../contract/call-signals.ts'
import { mediaCodecs } from './codecs.ts'
import { createLevels } from './levels.ts'
import { MediaPeer, type PeerHooks } from './peer.ts'
import type { MediaWorker, MediaWorkers } from './workers.ts'

/** One core forwards about 300 streams of 1 Mbit/s (bench/calls): above this a worker takes no new peers while another has room. */
export const mostConsumersPerWorker = 200

/** A router of this room on one worker, with its observers. */
export type Place = {
  media: MediaWorker
  router: Router
  audioLevels: AudioLevelObserver
  activeSpeaker: ActiveSpeakerObserver
  /** Producers of other places that were piped here, or are being. */
  piped: Map<string, Promise<Producer>>
}

/** What somebody sends. */
export type Published = {
  producer: Producer
  peerId: string
  source: MediaSource
  shareId: string | null
  place: Place
}

export type RoomHooks = {
  /** A worker that carried the room is gone: all of its media are void. Told once. */
  lost(): void
  /** Several times a second while somebody is loud: dBov by peer, loudest first; and who speaks. */
  levels(levels: [peerId: string, level: number][], speakerId: string | null): void
}

export type RoomOptions = {
  workers: MediaWorkers
  hooks: RoomHooks
  /** Peers are offered their own media too: for a call with oneself. */
  hearsItself?: boolean
  mostConsumers?: number
}

/** Opens a room on the least loaded worker. Throws NoWorker when there is none at the moment. */
export async function openRoom(options: RoomOptions): Promise<MediaRoom> {
  const room = new MediaRoom(options)
  await room.start().catch((error) => {
    room.close()
    throw error
  })
  return room
}

export class NoWorker extends Error {
  override name = 'NoWorker'
}

export class MediaRoom {
  readonly peers = new Map<string, MediaPeer>()
  readonly published = new Map<string, Published>()
  readonly hearsItself: boolean
  #options: RoomOptions
  #places = new Map<MediaWorker, Promise<Place>>()
  #first: Place | null = null
  #levels: ReturnType<typeof createLevels>
  isClosed = false

  constructor(options: RoomOptions) {
    this.#options = options
    this.hearsItself = options.hearsItself ?? false
    this.#levels = createLevels(options.hooks.levels)
  }

  async start(): Promise<void> {
    this.#first = await this.#placeForNewPeer()
  }

  /** For mediasoup-client's Device; the same for all routers. */
  get rtpCapabilities() {
    if (!this.#first) throw new NoWorker('The room has not been started.')
    return this.#first.router.rtpCapabilities
  }

  async addPeer(peerId: string, hooks: PeerHooks): Promise<MediaPeer> {
    const place = await this.#placeForNewPeer()
    if (this.isClosed) throw new NoWorker('The room is closed.')
    this.peers.get(peerId)?.close()
    const peer = new MediaPeer(peerId, this, place, hooks)
    this.peers.set(peerId, peer)
    return peer
  }

  close(): void {
    if (this.isClosed) return
    this.isClosed = true
    this.#levels.stop()
    for (const peer of [...this.peers.values()]) peer.close()
    for (const place of this.#places.values()) void place.then(({ router }) => router.close()).catch(() => {})
  }

  /** Tells everybody who may want it, and listens to its loudness. */
  publish(one: Published): void {
    this.published.set(one.producer.id, one)
    if (one.source === 'microphone') {
      const { producer, place } = one
      this.#levels.name(producer.id, one.peerId)
      void place.audioLevels.addProducer({ producerId: producer.id }).catch(() => {})
      void place.activeSpeaker.addProducer({ producerId: producer.id }).catch(() => {})
    }
    for (const peer of this.peers.values()) void peer.offer(one)
  }

  withdraw(producerId: string): void {
    this.published.delete(producerId)
    this.#levels.forget(producerId)
  }

  /** The highest layer that anybody wants of a producer: -1 none; null while nobody is there to want it. */
  wantedLayer(producerId: string): number | null {
    let wanted: number | null = null
    for (const peer of this.peers.values()) {
      const one = peer.wantedLayer(producerId)
      if (one !== null && (wanted === null || one > wanted)) wanted = one
    }
    return wanted
  }

  /** What a viewer wants has changed: its publisher may have to encode more, or less. */
  reviewWanted(producerId: string): void {
    const one = this.published.get(producerId)
    if (one) this.peers.get(one.peerId)?.noteWanted(producerId, this.wantedLayer(producerId))
  }

  /** Makes a producer available at a place: piped there once, under its own id. Answers who produces it there. */
  async bring(one: Published, place: Place): Promise<Producer> {
    if (one.place === place) return one.producer
    const known = place.piped.get(one.producer.id)
    if (known) return known
    const piping = one.place.router
      .pipeToRouter({ producerId: one.producer.id, router: place.router })
      .then(({ pipeProducer }) => pipeProducer ?? one.producer)
    place.piped.set(one.producer.id, piping)
    one.producer.observer.once('close', () => place.piped.delete(one.producer.id))
    return piping.catch((error) => {
      place.piped.delete(one.producer.id)
      throw error
    })
  }

  /** The fullest of the room's own places that still has room, so that as little as possible is piped; else a new one. */
  async #placeForNewPeer(): Promise<Place> {
    const most = this.#options.mostConsumers ?? mostConsumersPerWorker
    const own = [...this.#places.keys()].filter((media) => !media.worker.closed)
    const roomy = own.find((media) => media.consumerCount < most)
    const least = this.#options.workers.least()
    const media = roomy ?? (least && least.consumerCount < most ? least : (own[0] ?? least))
    if (!media) throw new NoWorker('No media worker is running.')
    const known = this.#places.get(media)
    if (known) return known
    const opening = this.#openPlace(media)
    this.#places.set(media, opening)
    return opening.catch((error) => {
      this.#places.delete(media)
      throw error
    })
  }

  async #openPlace(media: MediaWorker): Promise<Place> {
    const router = await media.worker.createRouter({ mediaCodecs })
    router.on('workerclose', () => this.#lose())
    const [audioLevels, activeSpeaker] = await Promise.all([
      router.createAudioLevelObserver({ maxEntries: 12, threshold: -65, interval: 200 }),
      router.createActiveSpeakerObserver({ interval: 300 }),
    ])
    this.#levels.watch(audioLevels, activeSpeaker)
    return { media, router, audioLevels, activeSpeaker, piped: new Map() }
  }

  #lose(): void {
    if (this.isClosed) return
    this.close()
    this.#options.hooks.lost()
  }
}
