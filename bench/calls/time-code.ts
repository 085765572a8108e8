// A camera that paints the time into its picture, and what reads it from the pixels of the other side. Both run in pages of
// one machine, whose clocks (performance.timeOrigin + performance.now) are the same.

/** One picture that was shown: when it was painted, and when it was read. Milliseconds since 1970. */
export type Sighting = { paintedAtMs: number; seenAtMs: number }

/** Bits of the time in milliseconds, and the same inverted below, so that a torn picture is not taken for a time. */
const bitCount = 26

/**
 * Runs in the page before anything else: every camera is a canvas with the time and something that moves.
 * @param camera size in pixels, frames per second, and how many grains of noise (for encoders to chew on)
 */
export function paintTimeCode(camera: {
  width: number
  height: number
  fps: number
  grains: number
  bits: number
}): void {
  const { width, height, fps, grains, bits } = camera
  const paint = (context: CanvasRenderingContext2D) => {
    const now = Math.floor(performance.timeOrigin + performance.now()) % 2 ** bits
    context.fillStyle = `hsl(${(now / 20) % 360} 40% 45%)`
    context.fillRect(0, 0, width, height)
    for (let grain = 0; grain < grains; grain += 1) {
      context.fillStyle = `rgb(${(Math.random() * 255) | 0} ${(Math.random() * 255) | 0} 90)`
      context.fillRect(Math.random() * width, height / 3 + (Math.random() * height) / 1.5, 24, 24)
    }
    const step = width / bits
    const row = height / 8
    for (let bit = 0; bit < bits; bit += 1) {
      const isSet = Math.floor(now / 2 ** bit) % 2 === 1
      context.fillStyle = isSet ? '#fff' : '#000'
      context.fillRect(bit * step, 0, step, row)
      context.fillStyle = isSet ? '#000' : '#fff'
      context.fillRect(bit * step, row, step, row)
    }
  }
  const devices = navigator.mediaDevices
  const original = devices.getUserMedia.bind(devices)
  devices.getUserMedia = async (constraints) => {
    const stream = constraints?.audio ? await original({ audio: constraints.audio }) : new MediaStream()
    if (!constraints?.video) return stream
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width, height })
    const context = canvas.getContext('2d') as CanvasRenderingContext2D
    paint(context)
    const timer = setInterval(() => paint(context), 1000 / fps)
    const [track] = canvas.captureStream(fps).getVideoTracks() as [MediaStreamTrack]
    const stop = track.stop.bind(track)
    track.stop = () => {
      clearInterval(timer)
      stop()
    }
    stream.addTrack(track)
    return stream
  }
}

/** Runs in the page: from now on every new picture of this person is read into `window.sightings`. */
export function readTimeCode({ personId, bits }: { personId: string; bits: number }): void {
  const page = window as unknown as { sightings: Sighting[] }
  page.sightings = []
  const canvas = new OffscreenCanvas(bits * 4, 8)
  const context = canvas.getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D
  const read = (video: HTMLVideoElement) => {
    const seenAtMs = performance.timeOrigin + performance.now()
    context.drawImage(video, 0, 0, video.videoWidth, video.videoHeight / 4, 0, 0, bits * 4, 8)
    const { data } = context.getImageData(0, 0, bits * 4, 8)
    const isLight = (bit: number, y: number) => (data[(y * bits * 4 + bit * 4 + 2) * 4 + 1] ?? 0) > 127
    let painted = 0
    for (let bit = 0; bit < bits; bit += 1) {
      if (isLight(bit, 2) === isLight(bit, 6)) return
      if (isLight(bit, 2)) painted += 2 ** bit
    }
    const span = 2 ** bits
    const paintedAtMs = Math.floor(seenAtMs / span) * span + painted
    page.sightings.push({ paintedAtMs: paintedAtMs > seenAtMs ? paintedAtMs - span : paintedAtMs, seenAtMs })
  }
  let watched: HTMLVideoElement | null = null
  const follow = () => {
    const video = document.querySelector<HTMLVideoElement>(
      `video[data-person-id="${personId}"][data-source="camera"]`,
    )
    if (video && video !== watched) {
      watched = video
      const each = () => {
        if (watched !== video) return
        read(video)
        video.requestVideoFrameCallback(each)
      }
      video.requestVideoFrameCallback(each)
    }
    requestAnimationFrame(follow)
  }
  follow()
}

export const timeBits = bitCount
