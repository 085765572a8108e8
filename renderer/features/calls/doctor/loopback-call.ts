// A call with oneself: the test seat sends a picture and a sound, and the server sends both back.
import type { Consumer, RtpParameters } from 'mediasoup-client/types'
import type { ConsumeOffer } from '../../../../contract/call-signals.ts'
import { onOffer, request } from '../../../data/signalling.ts'
import { meterTrack } from '../devices/level.ts'
import { deviceFor } from '../live/device.ts'
import type { StatsEntry } from '../live/quality-samples.ts'
import { type ProducerFacts, Transports } from '../live/transports.ts'
import type { TestSeat } from './test-seat.ts'

export type LoopbackReports = { sent: StatsEntry[]; received: StatsEntry[] }

/** What the picture may cost: as much as a good camera in a call. */
const mostBitsPerSecond = 2_500_000

export class LoopbackCall {
  readonly #transports: Transports
  readonly #consumers: Consumer[] = []
  readonly #arrived: (track: MediaStreamTrack) => void
  readonly #stopHearing: () => void
  readonly #speaker = new Audio()
  #stopMeter = () => {}
  /** The loudest moment of the sound that came back, 0 to 1. */
  loudest = 0

  private constructor(seat: TestSeat, transports: Transports, arrived: (track: MediaStreamTrack) => void) {
    this.#transports = transports
    this.#arrived = arrived
    // Chromium decodes only sound that somebody listens to, even where it is not let out.
    this.#speaker.muted = true
    this.#stopHearing = onOffer('call.consume', async (offer) => {
      if (offer.callId !== seat.callId) throw new Error('another call')
      await this.#take(offer)
    })
  }

  /** Sends both; resolves when the server took them. `arrived` gets the picture that comes back. */
  static async open(
    seat: TestSeat,
    tracks: { picture: MediaStreamTrack; sound: MediaStreamTrack | null },
    arrived: (track: MediaStreamTrack) => void,
  ): Promise<LoopbackCall> {
    const device = await deviceFor(seat.media.routerRtpCapabilities)
    const hooks = { stateChanged: () => {}, broken: () => {} }
    const transports = new Transports(seat.callId, device, seat.media, hooks)
    const call = new LoopbackCall(seat, transports, arrived)
    try {
      const { rtpCapabilities } = transports
      await request('call.receive', { callId: seat.callId, rtpCapabilities, consumerIds: [] })
      await call.#send(tracks)
      return call
    } catch (error) {
      call.close()
      throw error
    }
  }

  async #send({
    picture,
    sound,
  }: {
    picture: MediaStreamTrack
    sound: MediaStreamTrack | null
  }): Promise<void> {
    const facts = (source: ProducerFacts['source']): ProducerFacts => ({
      source,
      shareId: null,
      isPaused: false,
    })
    await this.#transports.send.produce({
      track: picture,
      stopTracks: false,
      encodings: [{ maxBitrate: mostBitsPerSecond }],
      codecOptions: { videoGoogleStartBitrate: 1000 },
      appData: facts('camera'),
    })
    if (!sound) return
    await this.#transports.send.produce({
      track: sound,
      stopTracks: false,
      codecOptions: { opusDtx: false, opusFec: true },
      appData: facts('microphone'),
    })
  }

  async #take({ consumerId, producerId, kind, rtpParameters }: ConsumeOffer): Promise<void> {
    const consumer = await this.#transports.receive.consume({
      id: consumerId,
      producerId,
      kind,
      rtpParameters: rtpParameters as RtpParameters,
    })
    this.#consumers.push(consumer)
    if (kind === 'video') return this.#arrived(consumer.track)
    this.#speaker.srcObject = new MediaStream([consumer.track])
    void this.#speaker.play().catch(() => {})
    this.#stopMeter = meterTrack(consumer.track, (level) => {
      this.loudest = Math.max(this.loudest, level)
    })
  }

  async reports(): Promise<LoopbackReports> {
    const [sent, received] = await Promise.all([
      this.#transports.stats('send'),
      this.#transports.stats('receive'),
    ])
    return { sent, received }
  }

  close(): void {
    this.#stopHearing()
    this.#stopMeter()
    for (const consumer of this.#consumers) consumer.close()
    this.#speaker.srcObject = null
    this.#transports.close()
  }
}
