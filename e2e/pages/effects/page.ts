// The page in which effects are tested and measured without a call around them. Not part of the product: it is built
// by e2e/fixtures/effects-page.ts alone.
import {
  type Background,
  type BackgroundEffect,
  type EffectLevel,
  openBackground,
} from '../../../renderer/features/calls/effects/background.ts'
import { bundledPictures } from '../../../renderer/features/calls/effects/pictures.ts'
import { trackStreams } from '../../../renderer/features/calls/effects/track-streams.ts'

/** RGBA in base64: as arrays of numbers they would take minutes to leave the browser. */
export type Grabbed = { width: number; height: number; raw: string; finished: string }
export type Measured = { frameMs: number[]; wholePathMs: number[]; longTasksMs: number[] }

/** Chromium rounds the time of a frame on its way, so equal ones may differ by a tenth of a millisecond. */
const roundedTime = (frame: VideoFrame) => Math.round(frame.timestamp / 1000)

const levels: EffectLevel[] = []
let drawnBy = ''
let camera: MediaStreamTrack
let effect: BackgroundEffect
let frameTimes: number[] = []
const videos: { camera?: HTMLVideoElement; effect?: HTMLVideoElement } = {}

async function openCamera(frameRate = 30): Promise<MediaStreamTrack> {
  const size = { width: 640, height: 360 }
  const stream = await navigator.mediaDevices.getUserMedia({ video: { ...size, frameRate } })
  const [track] = stream.getVideoTracks()
  if (!track) throw new Error('there is no camera')
  return track
}

type Manner = { force?: 'webgl' | 'canvasRoute'; isGoverned?: boolean }

/** Not governed unless asked for: what the picture looks like must not depend on how busy the machine is. */
async function start(background: Background, { force, isGoverned = false }: Manner = {}): Promise<string> {
  if (camera?.readyState !== 'live') camera = await openCamera()
  effect = await openBackground(camera, background, {
    onLevel: (level) => levels.push(level),
    onFrame: (frameMs) => frameTimes.push(frameMs),
    onReady: (name) => (drawnBy = name),
    isGoverned,
    ...(force ? { force } : {}),
  })
  return drawnBy
}

function framesOf(track: MediaStreamTrack, maxBufferSize = 1): ReadableStreamDefaultReader<VideoFrame> {
  const streams = trackStreams()
  if (!streams) throw new Error('this page needs Chromium')
  return new streams.Processor({ track, maxBufferSize }).readable.getReader()
}

/** Passes the frames of a track by, each of them closed afterwards, until `see` says stop. */
async function watch(
  track: MediaStreamTrack,
  see: (frame: VideoFrame, now: number) => boolean | Promise<boolean>,
) {
  const reader = framesOf(track)
  for (;;) {
    const { done, value: frame } = await reader.read()
    if (done) return
    const isEnough = await see(frame, performance.now())
    frame.close()
    if (isEnough) return reader.cancel()
  }
}

function drawn(frame: VideoFrame): OffscreenCanvasRenderingContext2D {
  const canvas = new OffscreenCanvas(frame.displayWidth, frame.displayHeight)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('there is no 2d canvas')
  context.drawImage(frame, 0, 0)
  return context
}

function pixelsOf(context: OffscreenCanvasRenderingContext2D): string {
  const { data } = context.getImageData(0, 0, context.canvas.width, context.canvas.height)
  let text = ''
  for (let at = 0; at < data.length; at += 4096) text += String.fromCharCode(...data.subarray(at, at + 4096))
  return btoa(text)
}

/** The `count`th finished frame from now on, and the raw one that it was made of. */
async function grab(count = 30): Promise<Grabbed> {
  // Drawn, not kept: a camera has few buffers, and who holds on to its frames stops it.
  const raws = new Map<number, OffscreenCanvasRenderingContext2D>()
  const copy = camera.clone()
  let grabbed: Grabbed | undefined
  let seen = 0
  const watchingRaw = watch(copy, (frame) => {
    raws.set(roundedTime(frame), drawn(frame))
    const [oldest] = raws.keys()
    if (raws.size > 10 && oldest !== undefined) raws.delete(oldest)
    return grabbed !== undefined
  })
  await watch(effect.track, (frame) => {
    const raw = raws.get(roundedTime(frame))
    if (++seen < count || !raw) return false
    const { displayWidth: width, displayHeight: height } = frame
    grabbed = { width, height, raw: pixelsOf(raw), finished: pixelsOf(drawn(frame)) }
    return true
  })
  await watchingRaw
  copy.stop()
  if (!grabbed) throw new Error('the track ended')
  return grabbed
}

/**
 * Starts an effect and sees all that its track ever carries: from the moment the track is made, long before the effect
 * says that it is ready.
 */
async function firstFrames(background: Background, count: number): Promise<string[]> {
  const streams = trackStreams()
  if (!streams) throw new Error('this page needs Chromium')
  const found: string[] = []
  let seen: Promise<unknown> = Promise.resolve()
  class WatchedGenerator extends streams.Generator {
    constructor(init: { kind: 'video' }) {
      super(init)
      seen = watch(this, (frame) => {
        found.push(pixelsOf(drawn(frame)))
        return found.length === count
      })
    }
  }
  Object.assign(globalThis, { MediaStreamTrackGenerator: WatchedGenerator })
  await start(background)
  Object.assign(globalThis, { MediaStreamTrackGenerator: streams.Generator })
  await seen
  return found
}

/** What somebody would see who is sent this track: the camera's own, or the finished one. */
async function shown(which: 'camera' | 'effect'): Promise<Omit<Grabbed, 'raw'>> {
  const video = videos[which]
  if (!video) throw new Error('nothing is shown yet')
  const { videoWidth: width, videoHeight: height } = video
  const context = new OffscreenCanvas(width, height).getContext('2d')
  if (!context) throw new Error('there is no 2d canvas')
  context.drawImage(video, 0, 0)
  return { width, height, finished: pixelsOf(context) }
}

async function show(): Promise<void> {
  for (const [which, track] of [['camera', camera] as const, ['effect', effect.track] as const]) {
    const video = document.createElement('video')
    video.muted = true
    video.srcObject = new MediaStream([track])
    document.body.append(video)
    await video.play()
    await new Promise<void>((resolve) => video.requestVideoFrameCallback(() => resolve()))
    videos[which] = video
  }
}

/** @returns times over this many frames, after as many frames of `warmUp` */
async function measure(frames: number, warmUp: number): Promise<Measured> {
  const arrivals = new Map<number, number>()
  const longTasksMs: number[] = []
  const wholePathMs: number[] = []
  const copy = camera.clone()
  let isOver = false
  const watchingRaw = watch(copy, (frame, now) => {
    arrivals.set(roundedTime(frame), now)
    return isOver
  })
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasksMs.push(duration)
  })
  let seen = 0
  await watch(effect.track, (frame, now) => {
    const arrived = arrivals.get(roundedTime(frame))
    if (++seen === warmUp) {
      frameTimes = []
      observer.observe({ entryTypes: ['longtask'] })
    }
    if (seen > warmUp && arrived !== undefined) wholePathMs.push(now - arrived)
    return seen >= warmUp + frames
  })
  isOver = true
  await watchingRaw
  copy.stop()
  observer.disconnect()
  return { frameMs: frameTimes, wholePathMs, longTasksMs }
}

const effectsPage = {
  /** Ends the effect; the camera goes on. */
  stopEffect: () => effect.stop(),
  start,
  grab,
  firstFrames,
  show,
  shown,
  measure,
  change: (background: Background) => effect.change(background),
  noteEncoderLimit: (reason: 'none' | 'cpu') => effect.noteEncoderLimit(reason),
  stop: () => {
    effect.stop()
    camera.stop()
  },
  levels: () => levels,
  pictures: () => bundledPictures,
}
export type EffectsPage = typeof effectsPage
Object.assign(globalThis, { effectsPage })
