// Looks at the statistics every few seconds: says whose side is weak, lets the background effect know how the encoder
// fares, and tells the server how the seat's media go.
import type { Consumer } from 'mediasoup-client/types'
import type { CallId } from '../../../../contract/ids.ts'
import { notice } from '../../../data/signalling.ts'
import {
  addSample,
  firstTally,
  lossDownPercent,
  lossUpPercent,
  qualityOf,
  type Sample,
  type StatsEntry,
  sampleOf,
  type Tally,
} from './quality-samples.ts'
import { live, tell } from './telling.ts'
import type { Transports } from './transports.ts'
import { firstWeakness, nextWeakness, weaknessOf, weakSeatsOf } from './weakness.ts'

const lookEveryMs = 3000
const reportEveryMs = 10_000
const arrivalEveryMs = 50
/** After this long without a first picture or sound, nobody waits for it any more. */
const arrivalLimitMs = 60_000

export class QualityWatch {
  #callId: CallId
  #transports: () => Transports | null
  #noteEncoder: (reason: NonNullable<Sample['encoderLimit']>) => void
  #tally: Tally = firstTally
  #weakness = firstWeakness
  #clickedAtMs: number
  #arrivalTimer: ReturnType<typeof setInterval> | null = null
  #timers: ReturnType<typeof setInterval>[]

  constructor(parts: {
    callId: CallId
    clickedAtMs: number
    transports: () => Transports | null
    noteEncoder: (reason: NonNullable<Sample['encoderLimit']>) => void
  }) {
    this.#callId = parts.callId
    this.#clickedAtMs = parts.clickedAtMs
    this.#transports = parts.transports
    this.#noteEncoder = parts.noteEncoder
    this.#timers = [
      setInterval(() => void this.#look(), lookEveryMs),
      setInterval(() => this.report(), reportEveryMs),
    ]
  }

  /** Somebody's stream was accepted: when its first frame or sound comes, joining was done. */
  awaitFirst(consumer: Consumer): void {
    if (this.#tally.joinMs !== null || this.#arrivalTimer) return
    const timer = setInterval(async () => {
      const nowMs = performance.now()
      const isDone = consumer.closed || nowMs - this.#clickedAtMs > arrivalLimitMs
      const hasArrived = !isDone && (await hasFirst(consumer).catch(() => false))
      if ((!isDone && !hasArrived) || this.#arrivalTimer !== timer) return
      clearInterval(timer)
      this.#arrivalTimer = null
      if (hasArrived) this.#tally = { ...this.#tally, joinMs: nowMs - this.#clickedAtMs }
    }, arrivalEveryMs)
    this.#arrivalTimer = timer
  }

  report(): void {
    if (live().phase === 'waiting') return
    notice('call.quality', { callId: this.#callId, quality: qualityOf(this.#tally) })
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer)
    if (this.#arrivalTimer) clearInterval(this.#arrivalTimer)
    this.#arrivalTimer = null
  }

  async #look(): Promise<void> {
    const transports = this.#transports()
    if (!transports || transports.isClosed) return
    const [sent, received] = await Promise.all([transports.stats('send'), transports.stats('receive')])
    if (transports.isClosed) return
    const { own } = live()
    const sample = sampleOf(sent, received, own.cameraTrack?.id ?? null)
    this.#tally = addSample(this.#tally, sample)
    if (sample.encoderLimit) this.#noteEncoder(sample.encoderLimit)
    this.#judge(sample)
  }

  #judge(sample: Sample): void {
    const { recent } = this.#tally
    const { media, seatId, weakness, weakSeats } = live()
    const others = [...media.values()].filter((one) => one.seatId !== seatId)
    const measured = {
      lossUpPercent: lossUpPercent(recent),
      lossDownPercent: lossDownPercent(recent),
      roundTripMs: sample.roundTripMs,
      availableUp: sample.availableUp,
      isHeldBack: sample.encoderLimit === 'bandwidth',
    }
    this.#weakness = nextWeakness(this.#weakness, measured, others)
    const now = { weakness: weaknessOf(this.#weakness), weakSeats: weakSeatsOf(this.#weakness) }
    const isSame =
      now.weakness === weakness &&
      now.weakSeats.size === weakSeats.size &&
      [...now.weakSeats].every((one) => weakSeats.has(one))
    if (!isSame) tell(now)
  }
}

async function hasFirst(consumer: Consumer): Promise<boolean> {
  let hasIt = false
  const report = await consumer.getStats()
  // biome-ignore lint/complexity/noForEach: the one way to read a report that all browsers have.
  report.forEach((entry: StatsEntry) => {
    if (entry.type !== 'inbound-rtp') return
    const count = entry.kind === 'video' ? entry.framesDecoded : entry.packetsReceived
    if (typeof count === 'number' && count > 0) hasIt = true
  })
  return hasIt
}
