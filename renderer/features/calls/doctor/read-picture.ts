// What a camera really delivers: its size, how many pictures a second, and whether they are more than black.
import type { CameraPicture } from './facts.ts'
import { pause } from './waiting.ts'

const warmUpMs = 500
const countMs = 1500

export async function readPicture(track: MediaStreamTrack, signal: AbortSignal): Promise<CameraPicture> {
  const video = document.createElement('video')
  video.muted = true
  video.playsInline = true
  video.srcObject = new MediaStream([track])
  try {
    // A camera that never delivers never plays: it is counted as it is.
    void video.play().catch(() => {})
    await pause(warmUpMs, signal)
    const frames = countFrames(video)
    const beganMs = performance.now()
    await pause(countMs, signal)
    const framesPerSecond = (1000 * frames.stop()) / (performance.now() - beganMs)
    const { videoWidth: width, videoHeight: height } = video
    return { width, height, framesPerSecond, brightness: brightnessOf(video) }
  } finally {
    video.srcObject = null
  }
}

export function countFrames(video: HTMLVideoElement): { stop: () => number } {
  let count = 0
  let handle = 0
  const next = () => {
    count += 1
    handle = video.requestVideoFrameCallback(next)
  }
  handle = video.requestVideoFrameCallback(next)
  return {
    stop() {
      video.cancelVideoFrameCallback(handle)
      return count
    },
  }
}

/** The mean of a thumbnail, 0 to 255. */
function brightnessOf(video: HTMLVideoElement): number | null {
  if (video.videoWidth === 0) return null
  const canvas = document.createElement('canvas')
  canvas.width = 32
  canvas.height = 18
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return null
  context.drawImage(video, 0, 0, canvas.width, canvas.height)
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
  let sum = 0
  for (let at = 0; at < data.length; at += 4)
    sum += ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 3
  return sum / (data.length / 4)
}
