// Everything of one's own that goes out: a sender per source, carried over to new transports when media are made anew.
import type { RtpCapabilities } from 'mediasoup-client/types'
import type { MediaSource, ProducerView } from '../../../../contract/call-signals.ts'
import type { CallId } from '../../../../contract/ids.ts'
import { request } from '../../../data/signalling.ts'
import type { OwnShare } from '../state.ts'
import {
  cameraOptions,
  microphoneOptions,
  screenAudioOptions,
  screenOptions,
  type VideoCodec,
} from './encodings.ts'
import { bytesIn } from './path-watch.ts'
import { Sender } from './sender.ts'
import type { Transports } from './transports.ts'

export type Outgoing = {
  source: MediaSource
  shareId: string | null
  track: MediaStreamTrack | null
  isPaused: boolean
  hint?: OwnShare['hint']
}

const keyOf = (source: MediaSource, shareId: string | null) => `${source} ${shareId ?? ''}`

/** For trying out: VP9 with all layers in one stream instead of VP8 simulcast. */
function chosenCodec(): VideoCodec {
  try {
    return localStorage.getItem('nucleus-calls-codec') === 'vp9' ? 'vp9' : 'vp8'
  } catch {
    return 'vp8'
  }
}

function optionsFor(source: MediaSource, hint: OwnShare['hint'], capabilities: RtpCapabilities) {
  switch (source) {
    case 'microphone':
      return microphoneOptions
    case 'camera':
      return cameraOptions(chosenCodec(), capabilities)
    case 'screen':
      return screenOptions(hint, capabilities)
    case 'screenAudio':
      return screenAudioOptions
  }
}

export class Sending {
  #callId: CallId
  #refused: (source: MediaSource, shareId: string | null, error: unknown) => void
  #senders = new Map<string, Sender>()
  #transports: Transports | null = null

  constructor(
    callId: CallId,
    refused: (source: MediaSource, shareId: string | null, error: unknown) => void,
  ) {
    this.#callId = callId
    this.#refused = refused
  }

  want({ source, shareId, track, isPaused, hint = 'text' }: Outgoing): void {
    const key = keyOf(source, shareId)
    let sender = this.#senders.get(key)
    if (!sender) {
      if (!track) return
      sender = new Sender({
        callId: this.#callId,
        source,
        shareId,
        options: (capabilities) => optionsFor(source, hint, capabilities),
        refused: (error) => this.#refused(source, shareId, error),
      })
      this.#senders.set(key, sender)
      if (source === 'screen') sender.setHint(hint)
      sender.takeTransports(this.#transports)
    }
    sender.want(track, isPaused)
  }

  end(source: MediaSource, shareId: string | null): void {
    const key = keyOf(source, shareId)
    this.#senders.get(key)?.close()
    this.#senders.delete(key)
  }

  setHint(shareId: string, hint: OwnShare['hint']): void {
    this.#senders.get(keyOf('screen', shareId))?.setHint(hint)
  }

  takeTransports(transports: Transports): void {
    this.#transports = transports
    for (const sender of this.#senders.values()) sender.takeTransports(transports)
  }

  setMaxSpatialLayer(producerId: string, layer: number): void {
    for (const sender of this.#senders.values())
      if (sender.producerId === producerId) sender.setMaxSpatialLayer(layer)
  }

  /** All that has come over the transport, which is what the server says of what it got; null: not known. */
  async bytesReceived(): Promise<number | null> {
    for (const sender of this.#senders.values()) {
      const report = await sender.stats()
      if (report) return bytesIn(report)
    }
    return null
  }

  /** After signalling was cut: what the server has of us is brought in line with what we have. */
  compare(known: readonly ProducerView[]): void {
    const unclaimed = new Map(known.map((one) => [one.producerId, one]))
    for (const sender of this.#senders.values()) {
      const { producerId } = sender
      sender.compare(producerId === null ? null : (unclaimed.get(producerId) ?? null))
      if (producerId !== null) unclaimed.delete(producerId)
    }
    for (const producerId of unclaimed.keys())
      request('call.closeProducer', { callId: this.#callId, producerId }).catch(() => {})
  }

  close(): void {
    for (const sender of this.#senders.values()) sender.close()
    this.#senders.clear()
  }
}
