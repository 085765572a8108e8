// The call with oneself: whether it connects, whether picture and sound come back and how late, and what the network carries.
import { median } from '../live/quality-samples.ts'
import type { BandwidthFacts, LoopbackFacts } from './facts.ts'
import { LoopbackCall } from './loopback-call.ts'
import {
  bandwidthOf,
  beginMeasuring,
  type Measuring,
  measure,
  ownAddressesOf,
  pathOf,
  pictureOf,
} from './loopback-figures.ts'
import { readAges, startTestPicture } from './test-picture.ts'
import { withTestSeat } from './test-seat.ts'
import { startTestSound } from './test-sound.ts'
import { pause, within } from './waiting.ts'

const openMs = 10_000
/** Until picture and sound have come back. */
const arriveMs = 8000
const lookMs = 250
/** As devices/level.ts measures; the sound that is sent is far louder. */
const audibleLevel = 0.3
/** For the delay; the first pictures of a connection are slower than those after. */
const agesNeeded = 20
const measureMs = 6000
const sampleMs = 500

export type CallSteps = {
  /** The picture came back. */
  show: (returned: MediaStreamTrack) => void
  connected: (facts: LoopbackFacts, ownAddresses: string[]) => void
  /** 0 to 1, with what was measured so far. */
  measured: (facts: BandwidthFacts, progress: number) => void
}

/** Tells each step as it is known. Rejects where there is no seat, or when it is cancelled. */
export function checkCall(
  signal: AbortSignal,
  camera: MediaStreamTrack | null,
  steps: CallSteps,
): Promise<void> {
  return withTestSeat(async (seat) => {
    const picture = startTestPicture(camera)
    const sound = await startTestSound()
    const ages: number[] = []
    let stopReading = () => {}
    const arrived = (track: MediaStreamTrack) => {
      steps.show(track)
      stopReading = readAges(track, (age) => ages.push(age))
    }
    let call: LoopbackCall | null = null
    try {
      const tracks = { picture: picture.track, sound: sound?.track ?? null }
      const opening = LoopbackCall.open(seat, tracks, arrived)
      call = await within(opening, openMs, signal, (late) => late.close())
      const isConnected = await arrive(call, signal, ages, steps)
      if (isConnected) await measureCall(call, signal, picture.track.id, steps)
    } finally {
      stopReading()
      call?.close()
      sound?.stop()
      picture.stop()
    }
  })
}

async function arrive(
  call: LoopbackCall,
  signal: AbortSignal,
  ages: number[],
  steps: CallSteps,
): Promise<boolean> {
  const untilMs = performance.now() + arriveMs
  for (;;) {
    await pause(lookMs, signal)
    const reports = await call.reports()
    const path = pathOf(reports)
    const picture = pictureOf(reports)
    const isHeard = call.loudest > audibleLevel
    const isAllThere = picture !== null && isHeard && ages.length >= agesNeeded
    if (!isAllThere && performance.now() < untilMs) continue
    const isConnected = path !== null
    const delayMs = median(ages.slice(-agesNeeded))
    steps.connected({ isConnected, path, picture, delayMs, hasSound: isHeard }, ownAddressesOf(reports))
    return isConnected
  }
}

async function measureCall(
  call: LoopbackCall,
  signal: AbortSignal,
  trackId: string,
  steps: CallSteps,
): Promise<void> {
  const beganMs = performance.now()
  let so: Measuring = beginMeasuring(await call.reports(), trackId)
  while (so.passedMs < measureMs) {
    await pause(sampleMs, signal)
    so = measure(so, await call.reports(), trackId, performance.now() - beganMs)
    steps.measured(bandwidthOf(so), Math.min(1, so.passedMs / measureMs))
  }
}
