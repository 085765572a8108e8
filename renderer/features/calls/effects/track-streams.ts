// The two browser interfaces that turn a camera's track into a stream of frames and back. TypeScript doesn't know them
// in a window, where Chromium has them: https://www.w3.org/TR/mediacapture-transform/

type TrackProcessor = new (init: {
  track: MediaStreamTrack
  maxBufferSize?: number
}) => {
  readable: ReadableStream<VideoFrame>
}
type TrackGenerator = new (init: {
  kind: 'video'
}) => MediaStreamTrack & { writable: WritableStream<VideoFrame> }

type Streams = { MediaStreamTrackProcessor?: TrackProcessor; MediaStreamTrackGenerator?: TrackGenerator }

export function trackStreams() {
  const { MediaStreamTrackProcessor: Processor, MediaStreamTrackGenerator: Generator } = globalThis as Streams
  return Processor && Generator ? { Processor, Generator } : null
}
