// The two ways to the media server, one for sending and one for receiving, made at once and connected when first used.
import type { Device, Transport } from 'mediasoup-client/types'
import type { MediaOffer, MediaSource } from '../../../../contract/call-signals.ts'
import type { CallId } from '../../../../contract/ids.ts'
import type { RtpCapabilities, RtpParameters } from '../../../../contract/rtp.ts'
import { request } from '../../../data/signalling.ts'
import type { WayState } from './ice-recovery.ts'
import type { StatsEntry } from './quality-samples.ts'

export type Direction = 'send' | 'receive'
export const directions: Direction[] = ['send', 'receive']

/** What a producer is, as the server must know it; travels as mediasoup-client's appData. */
export type ProducerFacts = { source: MediaSource; shareId: string | null; isPaused: boolean }

export type Hooks = {
  stateChanged(direction: Direction, state: WayState): void
  /** The server did not take the way as it is: nothing will ever flow on it. */
  broken(): void
}

export class Transports {
  readonly device: Device
  readonly #ways: Record<Direction, Transport>
  readonly #callId: CallId
  readonly #hooks: Hooks
  isClosed = false

  constructor(callId: CallId, device: Device, media: MediaOffer, hooks: Hooks) {
    this.#callId = callId
    this.#hooks = hooks
    this.device = device
    const { iceServers } = media
    this.#ways = {
      send: device.createSendTransport({ ...media.sendTransport, iceServers }),
      receive: device.createRecvTransport({ ...media.receiveTransport, iceServers }),
    }
    for (const direction of directions) this.#watch(direction)
    this.#ways.send.on('produce', ({ kind, rtpParameters, appData }, done, failed) => {
      const facts = appData as ProducerFacts
      request('call.produce', { callId, kind, ...facts, rtpParameters: rtpParameters as RtpParameters }).then(
        ({ producerId }) => done({ id: producerId }),
        failed,
      )
    })
  }

  /** What this browser can receive; the server checks it as it checks everything. */
  get rtpCapabilities(): RtpCapabilities {
    return this.device.recvRtpCapabilities as RtpCapabilities
  }

  get send(): Transport {
    return this.#ways.send
  }

  get receive(): Transport {
    return this.#ways.receive
  }

  /** Fetches new ICE parameters and tries all paths again; the media go on where they were. */
  async restartIce(direction: Direction): Promise<void> {
    const way = this.#ways[direction]
    const { iceParameters, iceServers } = await request('call.restartIce', {
      callId: this.#callId,
      transportId: way.id,
    })
    if (way.closed) return
    await way.updateIceServers({ iceServers })
    await way.restartIce({ iceParameters })
  }

  async stats(direction: Direction): Promise<StatsEntry[]> {
    const way = this.#ways[direction]
    if (way.closed || way.connectionState === 'new') return []
    const entries: StatsEntry[] = []
    const report = await way.getStats().catch(() => null)
    // Not every browser's report is iterable.
    // biome-ignore lint/complexity/noForEach: the one way to read a report that all browsers have.
    report?.forEach((entry: StatsEntry) => void entries.push(entry))
    return entries
  }

  close(): void {
    if (this.isClosed) return
    this.isClosed = true
    for (const direction of directions) this.#ways[direction].close()
  }

  #watch(direction: Direction): void {
    const way = this.#ways[direction]
    way.on('connect', ({ dtlsParameters }, done) => {
      // Not waited for: the handshake may begin before the server has heard of the certificate, which saves the way there
      // and back.
      request('call.connectTransport', { callId: this.#callId, transportId: way.id, dtlsParameters }).catch(
        () => {
          if (!this.isClosed) this.#hooks.broken()
        },
      )
      done()
    })
    way.on('connectionstatechange', (state) => {
      if (!this.isClosed) this.#hooks.stateChanged(direction, state)
    })
  }
}
