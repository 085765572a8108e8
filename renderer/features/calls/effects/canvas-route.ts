// Where tracks can't be taken apart (Firefox, Safari): the camera plays in a video nobody sees, each of its frames goes
// to the worker, one at a time, and what comes back is drawn on a canvas whose picture is sent. In a window that is
// not seen the browser stops this, and the others see the last finished frame.

export type CanvasRoute = {
  /** Takes what the worker gave back, or null when it could not draw this one. @returns the track, once there is one */
  show(frame: VideoFrame | null): MediaStreamTrack | null
  stop(): void
}

/** @param send hands a frame to the worker, which answers every one; the next follows only then */
export async function openCanvasRoute(
  camera: MediaStreamTrack,
  send: (frame: VideoFrame) => void,
): Promise<CanvasRoute> {
  const video = document.createElement('video')
  video.muted = true
  video.playsInline = true
  video.srcObject = new MediaStream([camera])
  await video.play()
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { alpha: false })
  let track: MediaStreamTrack | null = null
  let isBusy = false
  let isStopped = false

  function next(now: number): void {
    if (isStopped) return
    // A muted camera gives black; whatever the video still shows then is not to be sent.
    if (!isBusy && video.videoWidth > 0) {
      isBusy = true
      send(new VideoFrame(video, { timestamp: Math.round(now * 1000) }))
    }
    video.requestVideoFrameCallback(next)
  }
  video.requestVideoFrameCallback(next)

  return {
    show(frame) {
      isBusy = false
      if (!frame || isStopped || !context) {
        frame?.close()
        return track
      }
      if (canvas.width !== frame.displayWidth) canvas.width = frame.displayWidth
      if (canvas.height !== frame.displayHeight) canvas.height = frame.displayHeight
      context.drawImage(frame, 0, 0)
      frame.close()
      // Only now: a stream of an empty canvas would begin with an empty frame.
      track ??= canvas.captureStream().getVideoTracks()[0] ?? null
      return track
    },
    stop() {
      isStopped = true
      video.srcObject = null
      track?.stop()
    },
  }
}
