// The media of one seat: both transports with what goes over them, made, mended and made anew. Whether there is a seat, and
// what the server has to say about it, is the session's business.
import type { ConsumeOffer, MediaOffer, SeatView, Tile } from '../../../../contract/call-signals.ts'
import type { CallId, SeatId } from '../../../../contract/ids.ts'
import { request } from '../../../data/signalling.ts'
import { doubtSocket } from '../../../data/socket.ts'
import { Consuming } from './consuming.ts'
import { deviceFor } from './device.ts'
import { isSeatGone, isUnanswered, isUnknownThere } from './lost-reasons.ts'
import type { OwnSide } from './own-side.ts'
import { watchPaths } from './path-watch.ts'
import { QualityWatch } from './quality-watch.ts'
import { Recovery } from './recovery.ts'
import { orphans } from './seats.ts'
import { Sending } from './sending.ts'
import { live, say, tell } from './telling.ts'
import { type Direction, Transports } from './transports.ts'
import { ViewReport } from './view-report.ts'

/** A call whose worker died brings new media sooner than this. */
const goneMs = 4000
const othersFirstMs = 300

const notSent = {
  microphone: 'notice.microphoneNotSent',
  camera: 'notice.cameraNotSent',
  screen: 'notice.screenNotSent',
  screenAudio: 'notice.screenAudioNotSent',
} as const

export type MediaEndParts = {
  callId: CallId
  own: OwnSide
  clickedAtMs: number
  /** The server must be asked what there is; `needsMedia`: the transports are of no use any more. */
  askAgain(needsMedia: boolean): void
  /** Whether the server knows the seat on the connection there is now. */
  isSignalling(): boolean
  /** Several times a second: whether pictures stand still. */
  looked(isMediaCut: boolean): void
}

export class MediaEnd {
  readonly #parts: MediaEndParts
  readonly #sending: Sending
  readonly #consuming: Consuming
  readonly #view: ViewReport
  readonly #quality: QualityWatch
  readonly #recovery: Recovery
  readonly #stopPaths: () => void
  #transports: Transports | null = null
  #goneTimer: ReturnType<typeof setTimeout> | null = null
  #firstTimer: ReturnType<typeof setTimeout> | null = null
  #isClosed = false

  constructor(parts: MediaEndParts) {
    const { callId, own, clickedAtMs } = parts
    this.#parts = parts
    this.#sending = new Sending(callId, (source, _shareId, error) => {
      // What the server has of it is not known: comparing makes it good.
      if (isUnknownThere(error) || isUnanswered(error)) this.#askSoon()
      else if (!this.#noteGone(error)) say(notSent[source])
    })
    this.#quality = new QualityWatch({
      callId,
      clickedAtMs,
      transports: () => this.#transports,
      noteEncoder: (reason) => own.camera.noteEncoderLimit(reason),
    })
    this.#consuming = new Consuming((consumer) => {
      this.#attachOwn()
      this.#quality.awaitFirst(consumer)
    })
    this.#view = new ViewReport((tiles) => this.#report('call.setView', { callId, tiles }))
    this.#recovery = new Recovery({
      restart: (direction) => void this.#restart(direction),
      rebuild: () => parts.askAgain(true),
      looked: parts.looked,
      isSignalling: parts.isSignalling,
    })
    const ends = { send: this.#sending, receive: this.#consuming }
    this.#stopPaths = watchPaths(
      (direction) => ends[direction].bytesReceived(),
      (direction) => this.#recovery.suspect(direction),
    )
  }

  /** New transports, and everything that is sent over them. What comes is offered once the server has been told. */
  async build(media: MediaOffer): Promise<void> {
    const { callId, askAgain } = this.#parts
    const device = await deviceFor(media.routerRtpCapabilities)
    if (this.#isClosed) return
    const former = this.#transports
    const transports = new Transports(callId, device, media, {
      stateChanged: (direction, state) => {
        if (transports !== this.#transports) return
        // The socket goes the same way: found dead now, its replacement stands when the restart is asked for.
        if (state === 'disconnected') doubtSocket()
        this.#recovery.note(direction, state)
      },
      broken: () => {
        if (transports === this.#transports) askAgain(true)
      },
    })
    this.#transports = transports
    this.#recovery.renew()
    this.#consuming.takeTransports(transports)
    this.#report('call.receive', { callId, rtpCapabilities: transports.rtpCapabilities, consumerIds: [] })
    this.#view.repeat()
    this.#sending.takeTransports(transports)
    former?.close()
  }

  /** The same transports as before: what changed while nothing was heard is caught up with. False: there are none. */
  resume(seats: readonly SeatView[], ownSeatId: SeatId): boolean {
    const transports = this.#transports
    if (!transports || transports.isClosed) return false
    for (const { consumerId } of orphans(live().media, seats)) this.#consuming.close(consumerId)
    this.#sending.compare(seats.find(({ seatId }) => seatId === ownSeatId)?.producers ?? [])
    const { rtpCapabilities } = transports
    const { consumerIds } = this.#consuming
    this.#report('call.receive', { callId: this.#parts.callId, rtpCapabilities, consumerIds })
    this.#view.repeat()
    return true
  }

  /** What one wants most is to see the others: the own picture, which costs more to make, waits for them a moment. */
  beginSending(hasOthers: boolean): void {
    const waitMs = hasOthers && this.#consuming.consumerIds.length === 0 ? othersFirstMs : 0
    this.#firstTimer = setTimeout(() => this.#attachOwn(), waitMs)
  }

  #attachOwn(): void {
    if (this.#firstTimer === null || this.#isClosed) return
    clearTimeout(this.#firstTimer)
    this.#firstTimer = null
    this.#parts.own.attach(this.#sending)
  }

  show(tiles: readonly Tile[]): void {
    this.#view.show(tiles)
  }

  report(): void {
    this.#quality.report()
  }

  accept(offer: ConsumeOffer): Promise<void> {
    return this.#consuming.accept(offer)
  }

  closeConsumer(consumerId: string): void {
    this.#consuming.close(consumerId)
  }

  noteWanted(producerId: string, maxSpatialLayer: number): void {
    this.#sending.setMaxSpatialLayer(producerId, maxSpatialLayer)
  }

  close(): void {
    this.#isClosed = true
    if (this.#goneTimer) clearTimeout(this.#goneTimer)
    if (this.#firstTimer) clearTimeout(this.#firstTimer)
    this.#parts.own.detach()
    this.#stopPaths()
    this.#view.stop()
    this.#quality.stop()
    this.#recovery.stop()
    this.#consuming.stop()
    this.#transports?.close()
    // Behind the transports, so that nothing is said of each single stream: leaving takes back all of them.
    this.#sending.close()
    tell({ weakness: 'none' })
  }

  async #restart(direction: Direction): Promise<void> {
    // The same path carries the socket, which may be dead without knowing for 45 s.
    doubtSocket()
    try {
      await this.#transports?.restartIce(direction)
    } catch (error) {
      if (this.#isClosed || this.#noteGone(error)) return
      // Lost with its connection: the next one restarts.
      if (isUnanswered(error)) return this.#recovery.suspect(direction)
      // The server has given up this way: no restart will mend it.
      if (isUnknownThere(error)) this.#parts.askAgain(true)
    }
  }

  /** Whether the server does not know the seat, or has no media for it: then it is asked. */
  #noteGone(error: unknown): boolean {
    if (this.#isClosed || !isSeatGone(error)) return false
    this.#askSoon()
    return true
  }

  /** Unless the server brings new media by itself. */
  #askSoon(): void {
    const transports = this.#transports
    this.#goneTimer ??= setTimeout(() => {
      this.#goneTimer = null
      if (!this.#isClosed && this.#transports === transports) this.#parts.askAgain(false)
    }, goneMs)
  }

  /** Sends what is repeated anyway when a connection comes back. */
  #report<Name extends 'call.setView' | 'call.receive'>(
    name: Name,
    input: Parameters<typeof request<Name>>[1],
  ): void {
    request(name, input).catch((error) => {
      // Without it nothing more would be offered.
      if (!this.#noteGone(error) && name === 'call.receive' && isUnanswered(error)) this.#askSoon()
    })
  }
}
