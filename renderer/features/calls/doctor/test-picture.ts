// The picture that the call with oneself sends: the camera, or a test card where there is none, with grain over it (so that
// there is something to send) and the time along the bottom (so that its way can be measured).
import { ageOf, blockCount, blocksOf } from './time-code.ts'

const width = 1280
const height = 720
const framesPerSecond = 24
/** Cut off where the picture is shown, see `shownAspect`. */
const stripHeight = 40
export const shownAspect = `${width} / ${height - stripHeight}`

export type TestPicture = { track: MediaStreamTrack; stop: () => void }

/** Throws where the browser can't make a picture into a track. */
export function startTestPicture(camera: MediaStreamTrack | null): TestPicture {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d', { alpha: false })
  if (!context) throw new Error('there is no canvas')
  const video = camera ? playing(camera) : null
  const grain = makeGrain()
  const draw = () => {
    if (video && video.videoWidth > 0) context.drawImage(video, 0, 0, width, height)
    else drawCard(context, performance.now())
    context.globalAlpha = 0.12
    context.drawImage(grain, -Math.random() * width, -Math.random() * height, width * 2, height * 2)
    context.globalAlpha = 1
    drawTime(context)
  }
  draw()
  // Not by animation frames: they stop where the page is not seen.
  const timer = setInterval(draw, 1000 / framesPerSecond)
  const [track] = canvas.captureStream(framesPerSecond).getVideoTracks()
  if (!track) throw new Error('there is no picture to send')
  const stop = () => {
    clearInterval(timer)
    track.stop()
    if (video) video.srcObject = null
  }
  return { track, stop }
}

function playing(track: MediaStreamTrack): HTMLVideoElement {
  const video = document.createElement('video')
  video.muted = true
  video.playsInline = true
  video.srcObject = new MediaStream([track])
  void video.play().catch(() => {})
  return video
}

function makeGrain(): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 })
  const context = canvas.getContext('2d')
  const image = context?.createImageData(canvas.width, canvas.height)
  if (!context || !image) return canvas
  for (let at = 0; at < image.data.length; at += 4) {
    image.data.fill(Math.random() * 255, at, at + 3)
    image.data[at + 3] = 255
  }
  context.putImageData(image, 0, 0)
  return canvas
}

const petrol = ['#12333c', '#1f6f7e']

function drawCard(context: CanvasRenderingContext2D, nowMs: number): void {
  const ground = context.createLinearGradient(0, 0, width, height)
  for (const [at, colour] of petrol.entries()) ground.addColorStop(at, colour)
  context.fillStyle = ground
  context.fillRect(0, 0, width, height)
  const angle = nowMs / 700
  context.fillStyle = '#e8f4f5'
  context.beginPath()
  context.arc(width / 2 + 180 * Math.cos(angle), height / 2 + 180 * Math.sin(angle), 54, 0, 2 * Math.PI)
  context.fill()
}

function drawTime(context: CanvasRenderingContext2D): void {
  const blockWidth = width / blockCount
  for (const [at, isWhite] of blocksOf(performance.now()).entries()) {
    context.fillStyle = isWhite ? '#fff' : '#000'
    context.fillRect(at * blockWidth, height - stripHeight, blockWidth + 1, stripHeight)
  }
}

/** Reads how old each picture is that comes back, until `stop`. */
export function readAges(track: MediaStreamTrack, hear: (ageMs: number) => void): () => void {
  const video = playing(track)
  const canvas = Object.assign(document.createElement('canvas'), { width: blockCount, height: 1 })
  const context = canvas.getContext('2d', { willReadFrequently: true })
  let handle = 0
  const read = () => {
    handle = video.requestVideoFrameCallback(read)
    if (!context || video.videoWidth === 0) return
    // The middle of the strip, whatever size the picture came in.
    const scale = video.videoHeight / height
    const top = (height - stripHeight * 0.75) * scale
    context.drawImage(video, 0, top, video.videoWidth, (stripHeight / 2) * scale, 0, 0, blockCount, 1)
    const { data } = context.getImageData(0, 0, blockCount, 1)
    const blocks = Array.from({ length: blockCount }, (_, at) => (data[at * 4 + 1] ?? 0) > 127)
    const age = ageOf(blocks, performance.now())
    if (age !== null) hear(age)
  }
  handle = video.requestVideoFrameCallback(read)
  return () => {
    video.cancelVideoFrameCallback(handle)
    video.srcObject = null
  }
}
