// Blurs or replaces what is behind a person, before the picture leaves this machine. This is the window's side; the
// work is done in background-worker.ts.
import type {
  Background,
  EffectLevel,
  EncoderLimit,
  FromWorker,
  ToWorker,
  WorkerBackground,
} from './background-messages.ts'
import { type CanvasRoute, openCanvasRoute } from './canvas-route.ts'
import { EffectUnavailable } from './effect-unavailable.ts'
import { loadPicture } from './load-picture.ts'
import { trackStreams } from './track-streams.ts'

export type { Background, EffectLevel } from './background-messages.ts'

export type BackgroundEffect = {
  /** What to send instead of the camera's own track. */
  track: MediaStreamTrack
  /** A picture that can't be read leaves the strong blur in its place. */
  change(background: Background): void
  /** The encoder's word for its limit, from getStats (RTCOutboundRtpStreamStats.qualityLimitationReason). */
  noteEncoderLimit(reason: EncoderLimit): void
  /** Ends the track; the camera's own goes on. */
  stop(): void
}

type Watchers = {
  onLevel: (level: EffectLevel) => void
  /** The worker is dead and was ended. */
  onDeath?: () => void
  /** Per frame, from reading to having written it, in the worker; for measuring. */
  onFrame?: (frameMs: number) => void
  onReady?: (drawnBy: 'cpu' | 'webgl') => void
  /** For tests: WebGL without a real graphics card, or the way of browsers without streams of tracks. */
  force?: 'webgl' | 'canvasRoute'
  /** For tests of the picture: false is always full, however slow the machine. */
  isGoverned?: boolean
}

/** The first frame needs 13 MB of program, from a slow server and on a slow machine. */
const startLimitMs = 60_000
const pingEveryMs = 2000
/** A worker that leaves so many of them unanswered hangs. Counted, not timed: clocks run on while a machine sleeps. */
const mostUnanswered = 5

export const areBackgroundsSupported = (): boolean =>
  typeof Worker === 'function' &&
  typeof OffscreenCanvas === 'function' &&
  typeof VideoFrame === 'function' &&
  typeof WebAssembly === 'object' &&
  (trackStreams() !== null || canUseCanvas())

const canUseCanvas = () =>
  'requestVideoFrameCallback' in HTMLVideoElement.prototype && 'captureStream' in HTMLCanvasElement.prototype

/**
 * Puts the effect between a camera and what is sent.
 *
 * @param onLevel told whenever this machine carries less or more of it. At `off` nobody is cut out any more and the
 *   whole picture is hidden, by a blur or by the chosen picture: privacy goes before being seen. A worker that dies
 *   says `off` too, and the last finished frame stays
 * @param onDeath told when the worker has died; another effect may be started in its place
 * @returns when the first finished frame is there; never a raw one before
 * @throws EffectUnavailable when nothing works here
 */
export const startBackground = (
  camera: MediaStreamTrack,
  background: Background,
  onLevel: (level: EffectLevel) => void,
  onDeath: () => void,
): Promise<BackgroundEffect> => openBackground(camera, background, { onLevel, onDeath })

/** The same, with more to watch. */
export async function openBackground(
  camera: MediaStreamTrack,
  background: Background,
  watchers: Watchers,
): Promise<BackgroundEffect> {
  if (!areBackgroundsSupported()) throw new EffectUnavailable('the browser lacks what it needs')
  const first = await forWorker(background)
  const worker = new Worker(new URL('./background-worker.ts', import.meta.url), { type: 'module' })
  const tell = (message: ToWorker, transfer: Transferable[] = []) => worker.postMessage(message, transfer)
  const output = await openOutput(camera, tell, first, watchers).catch((error: unknown) => {
    worker.terminate()
    throw error
  })
  const life = watchLife(worker, tell, () => {
    watchers.onLevel('off')
    watchers.onDeath?.()
  })
  const stop = () => {
    life.stop()
    output.stop()
    worker.terminate()
  }
  try {
    const track = await firstFrame(worker, output, watchers)
    let latest = background
    return {
      track,
      change(wanted) {
        latest = wanted
        const hand = (ready: WorkerBackground) => {
          // Another may have been chosen while this one's picture was loading.
          if (latest === wanted) tell({ type: 'change', background: ready }, picturesOf(ready))
        }
        forWorker(wanted).then(hand, () => hand({ kind: 'blur', strength: 'strong' }))
      },
      noteEncoderLimit: (reason) => tell({ type: 'encoderLimit', reason }),
      stop,
    }
  } catch (error) {
    stop()
    throw error
  }
}

async function forWorker(background: Background): Promise<WorkerBackground> {
  if (background.kind !== 'picture') return background
  return { kind: 'picture', picture: await loadPicture(background.url) }
}

const picturesOf = (background: WorkerBackground) =>
  background.kind === 'picture' ? [background.picture] : []

type Tell = (message: ToWorker, transfer?: Transferable[]) => void
type Output = { track: MediaStreamTrack | null; route: CanvasRoute | null; stop(): void }

/** Starts the worker on the best way that this browser has. */
async function openOutput(
  camera: MediaStreamTrack,
  tell: Tell,
  background: WorkerBackground,
  { onFrame, force, isGoverned = true }: Watchers,
): Promise<Output> {
  const manner = { isMeasured: Boolean(onFrame), isGoverned, isWebglForced: force === 'webgl' }
  const begin = { type: 'start', background, manner } as const
  const streams = force === 'canvasRoute' ? null : trackStreams()
  if (streams) {
    // One frame may wait; a newer one takes its place.
    const { readable } = new streams.Processor({ track: camera, maxBufferSize: 1 })
    const track = new streams.Generator({ kind: 'video' })
    const route = { readable, writable: track.writable }
    tell({ ...begin, route }, [readable, track.writable, ...picturesOf(background)])
    return { track, route: null, stop: () => track.stop() }
  }
  tell({ ...begin, route: 'messages' }, picturesOf(background))
  const route = await openCanvasRoute(camera, (frame) => tell({ type: 'frame', frame }, [frame]))
  return { track: null, route, stop: () => route.stop() }
}

function firstFrame(
  worker: Worker,
  output: Output,
  { onLevel, onFrame, onReady }: Watchers,
): Promise<MediaStreamTrack> {
  return new Promise((resolve, reject) => {
    const tooLate = setTimeout(() => reject(new EffectUnavailable('no frame came in time')), startLimitMs)
    const hear = (data: FromWorker) => {
      if (data.type === 'level') onLevel(data.level)
      else if (data.type === 'measured') onFrame?.(data.frameMs)
      else if (data.type === 'unavailable') reject(new EffectUnavailable(data.reason))
      else if (data.type === 'ready') onReady?.(data.drawnBy)
      if (data.type === 'finished') output.track = output.route?.show(data.frame) ?? null
      const isFirst = output.route ? data.type === 'finished' : data.type === 'ready'
      if (!isFirst || !output.track) return
      clearTimeout(tooLate)
      resolve(output.track)
    }
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => hear(data))
    worker.addEventListener('error', () => reject(new EffectUnavailable('the worker did not start')))
  })
}

/** Asks the worker for a sign of life; one that gives none is ended, and its last finished frame stays. */
function watchLife(worker: Worker, tell: Tell, onDeath: () => void) {
  let unanswered = 0
  worker.addEventListener('message', () => {
    unanswered = 0
  })
  const timer = setInterval(() => {
    unanswered += 1
    if (unanswered <= mostUnanswered) return tell({ type: 'ping' })
    clearInterval(timer)
    worker.terminate()
    onDeath()
  }, pingEveryMs)
  return { stop: () => clearInterval(timer) }
}
