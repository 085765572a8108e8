// One thing of one's own that is sent: told what should be the case, it brings that about, and again after the transports
// were made anew. Each sender works for itself, so nothing waits for another's answer.
import type { Producer, ProducerOptions, RtpCapabilities } from 'mediasoup-client/types'
import type { MediaSource } from '../../../../contract/call-signals.ts'
import type { CallId } from '../../../../contract/ids.ts'
import { ApiError, mayWorkLater } from '../../../data/api.ts'
import { request } from '../../../data/signalling.ts'
import { isSocketReady } from '../../../data/socket.ts'
import type { OwnShare } from '../state.ts'
import { tuneSender } from './encodings.ts'
import type { ProducerFacts, Transports } from './transports.ts'

export type SenderPlan = {
  callId: CallId
  source: MediaSource
  shareId: string | null
  options(capabilities: RtpCapabilities): ProducerOptions
  /** The server said no: nobody hears or sees it, and trying again would not help. */
  refused(error: unknown): void
}

/** Wanted by nobody in particular: everything is encoded until the server says what is not needed. */
const everyLayer = 9
const retryMs = 2000
const mostFailures = 5

export class Sender {
  readonly source: MediaSource
  readonly shareId: string | null
  #plan: SenderPlan
  #transports: Transports | null = null
  #producer: Producer | null = null
  /** The transports that the producer belongs to. */
  #home: Transports | null = null
  #track: MediaStreamTrack | null = null
  #isPaused = false
  /** What the server was told last. */
  #toldPaused = false
  #hint: OwnShare['hint'] | null = null
  #maxSpatialLayer = everyLayer
  #failures = 0
  #isWorking = false
  #hasChanged = false
  #isClosed = false

  constructor(plan: SenderPlan) {
    this.#plan = plan
    this.source = plan.source
    this.shareId = plan.shareId
  }

  get producerId(): string | null {
    return this.#producer && !this.#producer.closed ? this.#producer.id : null
  }

  get track(): MediaStreamTrack | null {
    return this.#track
  }

  async stats(): Promise<RTCStatsReport | null> {
    return this.producerId === null || !this.#producer ? null : await this.#producer.getStats()
  }

  /** What should be sent; null: nothing. The track stays its owner's. */
  want(track: MediaStreamTrack | null, isPaused: boolean): void {
    this.#track = track
    this.#isPaused = isPaused
    // Silence must not wait for anybody.
    if (track) track.enabled = !isPaused
    if (this.#producer && !this.#producer.closed && this.#producer.track === track) {
      if (isPaused) this.#producer.pause()
      else this.#producer.resume()
    }
    this.#wake()
  }

  takeTransports(transports: Transports | null): void {
    this.#transports = transports
    this.#wake()
  }

  setHint(hint: OwnShare['hint']): void {
    this.#hint = hint
    void this.#tune()
  }

  setMaxSpatialLayer(layer: number): void {
    this.#maxSpatialLayer = layer
    void this.#tune()
  }

  /** After signalling was cut: what the server knows of it, if anything. */
  compare(known: { isPaused: boolean } | null): void {
    if (known) this.#toldPaused = known.isPaused
    else this.#drop()
    this.#wake()
  }

  close(): void {
    this.#isClosed = true
    this.#track = null
    this.#wake()
  }

  #wake(): void {
    this.#hasChanged = true
    if (!this.#isWorking) void this.#work()
  }

  async #work(): Promise<void> {
    this.#isWorking = true
    while (this.#hasChanged) {
      this.#hasChanged = false
      const transports = this.#transports
      try {
        await this.#step()
      } catch (error) {
        // What failed on transports that were given up meanwhile is done again on the new ones.
        if (transports === this.#transports) this.#noteFailure(error)
      }
    }
    this.#isWorking = false
  }

  async #step(): Promise<void> {
    const transports = this.#transports
    if (this.#producer && (this.#producer.closed || this.#home !== transports)) this.#drop()
    const track = this.#track
    if (!track || this.#isClosed) return this.#stop()
    if (!transports || transports.isClosed || track.readyState === 'ended') return
    if (!this.#producer) return await this.#produce(transports, track)
    if (this.#producer.track !== track) await this.#producer.replaceTrack({ track })
    await this.#tellPaused(this.#producer)
  }

  async #produce(transports: Transports, track: MediaStreamTrack): Promise<void> {
    const { source, shareId } = this
    const isPaused = this.#isPaused
    track.enabled = !isPaused
    const appData: ProducerFacts = { source, shareId, isPaused }
    const options = this.#plan.options(transports.device.sendRtpCapabilities)
    const producer = await transports.send.produce({ ...options, track, stopTracks: false, appData })
    this.#producer = producer
    this.#home = transports
    this.#failures = 0
    this.#toldPaused = isPaused
    this.#maxSpatialLayer = everyLayer
    // It may have been muted, replaced or ended while the server was asked.
    this.#hasChanged = true
    await this.#tune()
  }

  async #tellPaused(producer: Producer): Promise<void> {
    const isPaused = this.#isPaused
    if (producer.paused !== isPaused) {
      if (isPaused) producer.pause()
      else producer.resume()
    }
    if (this.#toldPaused === isPaused) return
    await request('call.pauseProducer', { callId: this.#plan.callId, producerId: producer.id, isPaused })
    this.#toldPaused = isPaused
    if (this.#isPaused !== isPaused) this.#hasChanged = true
  }

  async #stop(): Promise<void> {
    const producerId = this.producerId
    this.#drop()
    if (producerId === null) return
    // Without a connection the server compares when one is back.
    await request('call.closeProducer', { callId: this.#plan.callId, producerId })
  }

  #drop(): void {
    this.#producer?.close()
    this.#producer = null
    this.#home = null
  }

  async #tune(): Promise<void> {
    const producer = this.#producer
    if (!producer || producer.closed || producer.kind === 'audio') return
    const [maxSpatialLayer, hint] = [this.#maxSpatialLayer, this.#hint]
    if (maxSpatialLayer === everyLayer && hint === null) return
    // What cannot be tuned is sent as it is.
    await tuneSender(producer.rtpSender, { maxSpatialLayer, hint }).catch(() => {})
  }

  #noteFailure(error: unknown): void {
    if (this.#isClosed) return
    if (error instanceof ApiError && error.code === 'offline') {
      // A connection that comes back brings the next try by itself; on one that stands the answer was lost.
      if (isSocketReady()) this.#plan.refused(error)
      return
    }
    const isOurs = !(error instanceof ApiError)
    const mayPass = (isOurs || mayWorkLater(error)) && ++this.#failures <= mostFailures
    if (mayPass) setTimeout(() => this.#wake(), (isOurs ? null : error.retryAfterMs) ?? retryMs)
    else this.#plan.refused(error)
  }
}
