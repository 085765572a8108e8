// One seat in one call, from asking for it to its end: joins, comes back after the connection was lost, and keeps in line
// with what the server says.
import type { JoinAnswer, MediaOffer, MediaSource, Tile } from '../../../../contract/call-signals.ts'
import type { CallView } from '../../../../contract/calls.ts'
import type { CallId, SeatId } from '../../../../contract/ids.ts'
import { mayWorkLater } from '../../../data/api.ts'
import { leaveWithoutWaiting, request, whenReady } from '../../../data/signalling.ts'
import { isSocketReady, onConnection, socketWire } from '../../../data/socket.ts'
import type { LostReason } from '../state.ts'
import { isSeatGone, lostReasonOf } from './lost-reasons.ts'
import { MediaEnd } from './media-end.ts'
import { hearNews } from './news.ts'
import type { OwnSide } from './own-side.ts'
import { startPlayback } from './playback.ts'
import { keepMedia, seatsOf } from './seats.ts'
import { live, say, tell } from './telling.ts'

/** How long joining waits for the socket. */
const connectionMs = 10_000
/** Signalling may be gone this long before anybody is told: the media go on meanwhile. */
const silentReconnectMs = 5000
const retryMs = 1000
/** People in a call do not wait their turn as long as others do when a connection is lost. */
const hurryMs = 60_000
/** So long it must be whole again before that is said: between two tries it looks whole, too. */
const mendedMs = 1000

const stoppedByHost = {
  microphone: 'notice.microphoneStoppedByHost',
  camera: 'notice.cameraStoppedByHost',
  screen: 'notice.screenStoppedByHost',
  screenAudio: 'notice.screenStoppedByHost',
} as const

export type SessionParts = {
  callId: CallId
  own: OwnSide
  clickedAtMs: number
  lost(reason: LostReason): void
}

const newestOf = (known: CallView | null, told: CallView): CallView =>
  known && known.id === told.id && known.revision > told.revision ? known : told

export class Session {
  readonly callId: CallId
  readonly #parts: SessionParts
  readonly #media: MediaEnd
  #seatId: SeatId | null = null
  #needsMedia = false
  #turn: Promise<void> = Promise.resolve()
  #signallingLostAtMs: number | null = null
  #mendedAtMs: number | null = null
  #retryAtMs = 0
  #stops: (() => void)[] = []
  isClosed = false

  constructor(parts: SessionParts) {
    const { callId, own, clickedAtMs } = parts
    this.callId = callId
    this.#parts = parts
    this.#media = new MediaEnd({
      callId,
      own,
      clickedAtMs,
      askAgain: (needsMedia) => this.#askAgain(needsMedia),
      looked: (isMediaCut) => this.#showPhase(isMediaCut),
      isSignalling: () => isSocketReady() && this.#signallingLostAtMs === null,
    })
    this.#stops = [startPlayback(), onConnection((isUp) => this.#noteConnection(isUp)), this.#hear()]
  }

  /** Takes a seat. Resolves when there is one, when one waits in the lobby, or when it is lost. */
  async join(): Promise<void> {
    if (!(await whenReady(connectionMs))) return this.#lose('failed')
    await this.#inTurn(() => this.#join())
  }

  show(tiles: readonly Tile[]): void {
    this.#media.show(tiles)
  }

  /** Gives the seat up. The server's answer is not waited for by anybody. */
  async leave(): Promise<void> {
    if (this.isClosed) return
    if (this.#seatId) this.#media.report()
    this.close()
    await request('call.leave', { callId: this.callId }).catch(() => {})
  }

  /** From a page that goes away. */
  leaveAtOnce(): void {
    if (this.isClosed) return
    this.#media.report()
    leaveWithoutWaiting({ callId: this.callId })
  }

  close(): void {
    if (this.isClosed) return
    this.isClosed = true
    for (const stop of this.#stops.splice(0)) stop()
    this.#media.close()
  }

  #askAgain(needsMedia: boolean): void {
    // Both ways find at the same time that they are hopeless; once is enough.
    if (needsMedia && this.#needsMedia) return
    // Not forgotten when this try gets no answer.
    this.#needsMedia ||= needsMedia
    void this.#inTurn(() => this.#join())
  }

  async #join(): Promise<void> {
    if (this.isClosed) return
    try {
      await this.#adopt(await this.#askForSeat())
    } catch (error) {
      if (this.isClosed) return
      if (this.#seatId !== null && mayWorkLater(error)) return this.#tryAgain()
      this.#giveUp(lostReasonOf(error))
    }
  }

  async #askForSeat(): Promise<JoinAnswer> {
    const { callId } = this
    const [seatId, needsMedia] = [this.#seatId, this.#needsMedia]
    if (seatId === null) return await request('call.join', { callId })
    try {
      return await request('call.join', { callId, seatId, needsMedia })
    } catch (error) {
      if (!isSeatGone(error)) throw error
      // The seat was kept long enough: the call may well be open still.
      return await request('call.join', { callId })
    }
  }

  /** A lost connection comes back and tries by itself; a server that is not ready yet is asked again. */
  #tryAgain(): void {
    if (!isSocketReady()) return
    const timer = setTimeout(() => void this.#inTurn(() => this.#join()), retryMs)
    this.#stops.push(() => clearTimeout(timer))
  }

  async #adopt(answer: JoinAnswer): Promise<void> {
    if (this.isClosed) return
    const { seatId, seats } = answer
    const call = newestOf(live().call, answer.call)
    const isFirst = live().joinedAtMs === null
    const seat = { call, channelId: call.channelId, seatId, seats: seatsOf(seats) }
    // After a restart of the server the others have other seats.
    tell({ media: keepMedia(live().media, (one) => seat.seats.has(one.seatId)) })
    this.#seatId = seatId
    if (answer.state === 'waiting') return tell({ ...seat, phase: 'waiting' })
    this.#signallingLostAtMs = null
    // Before the way is made: who comes and goes meanwhile is told on top of it.
    tell(seat)
    if (answer.media) await this.#build(answer.media)
    else if (!this.#media.resume(seats, seatId)) return await this.#comeBackWithoutMedia()
    if (this.isClosed) return
    // Whether it is mended is seen by the media, not by the seat.
    const phase = live().phase === 'reconnecting' ? 'reconnecting' : 'joined'
    tell({ phase, joinedAtMs: live().joinedAtMs ?? Date.now() })
    if (isFirst)
      this.#media.beginSending(seats.some((one) => one.seatId !== seatId && one.producers.length > 0))
  }

  /** The server thinks that there are media, such as when its word of being let in was lost. */
  async #comeBackWithoutMedia(): Promise<void> {
    if (this.#needsMedia) return this.#giveUp('failed')
    this.#needsMedia = true
    await this.#join()
  }

  async #build(media: MediaOffer): Promise<void> {
    await this.#media.build(media)
    this.#needsMedia = false
  }

  #hear(): () => void {
    return hearNews(this.callId, {
      consume: (offer) => this.#media.accept(offer),
      rebuild: (media) => this.#inTurn(() => this.#build(media)),
      admitted: (answer) => {
        this.#inTurn(() => this.#adopt(answer)).catch((error) => this.#giveUp(lostReasonOf(error)))
      },
      consumerClosed: (consumerId) => this.#media.closeConsumer(consumerId),
      wanted: (producerId, layer) => this.#media.noteWanted(producerId, layer),
      muted: (source) => this.#noteMuted(source),
      lost: (reason) => this.#lose(reason),
    })
  }

  #noteMuted(source: MediaSource): void {
    const { own } = this.#parts
    if (source === 'microphone') own.setMuted(true)
    else if (source === 'camera') void own.setCamera(false)
    else for (const { shareId } of live().own.shares) own.stopShare(shareId)
    say(stoppedByHost[source])
  }

  #noteConnection(isUp: boolean): void {
    if (!isUp) {
      this.#signallingLostAtMs ??= performance.now()
      this.#retryAtMs = performance.now() + retryMs
      return
    }
    // Before there is a seat, joining is still asking for one.
    if (this.#seatId !== null) void this.#inTurn(() => this.#join())
  }

  #showPhase(isMediaCut: boolean): void {
    const { phase } = live()
    if (phase !== 'joined' && phase !== 'reconnecting') return
    const lostAtMs = this.#signallingLostAtMs
    const nowMs = performance.now()
    if (lostAtMs !== null && nowMs >= this.#retryAtMs && nowMs - lostAtMs < hurryMs) {
      this.#retryAtMs = nowMs + retryMs * (1 + Math.random())
      socketWire.retry()
    }
    const isLong = lostAtMs !== null && nowMs - lostAtMs >= silentReconnectMs
    if (isMediaCut || isLong) {
      this.#mendedAtMs = null
      if (phase === 'joined') tell({ phase: 'reconnecting' })
    } else if (phase === 'reconnecting') {
      this.#mendedAtMs ??= nowMs
      if (nowMs - this.#mendedAtMs >= mendedMs) tell({ phase: 'joined' })
    }
  }

  /** This side can't go on: the server must not keep a seat that nobody sits on. */
  #giveUp(reason: LostReason): void {
    if (this.isClosed) return
    request('call.leave', { callId: this.callId }).catch(() => {})
    this.#lose(reason)
  }

  #lose(reason: LostReason): void {
    if (!this.isClosed) this.#parts.lost(reason)
  }

  #inTurn(step: () => Promise<void>): Promise<void> {
    const next = this.#turn.then(step)
    this.#turn = next.catch(() => {})
    return next
  }
}
