// What the window and the worker that draws the background say to each other.

/** What is wanted behind the person. `url` is one of our own files or an object URL of the person's own picture. */
export type Background =
  | { kind: 'none' }
  | { kind: 'blur'; strength: 'light' | 'strong' }
  | { kind: 'picture'; url: string }

/** How much of the effect this machine can do. `off`: the person is no longer cut out, everything is hidden. */
export type EffectLevel = 'full' | 'everySecondFrame' | 'smaller' | 'off'

/** RTCOutboundRtpStreamStats.qualityLimitationReason, see https://www.w3.org/TR/webrtc-stats/ */
export type EncoderLimit = 'none' | 'cpu' | 'bandwidth' | 'other'

/** As the worker needs it: a picture is decoded by the window, which may read what the worker may not. */
export type WorkerBackground =
  | { kind: 'none' }
  | { kind: 'blur'; strength: 'light' | 'strong' }
  | { kind: 'picture'; picture: ImageBitmap }

/** Where frames come from and go to: straight through two streams, or one at a time through messages. */
export type FrameRoute =
  | { readable: ReadableStream<VideoFrame>; writable: WritableStream<VideoFrame> }
  | 'messages'

/** How the worker goes about it; apart from measuring, only tests want it otherwise. */
export type Manner = { isMeasured: boolean; isGoverned: boolean; isWebglForced: boolean }

export type ToWorker =
  | { type: 'start'; route: FrameRoute; background: WorkerBackground; manner: Manner }
  | { type: 'change'; background: WorkerBackground }
  | { type: 'encoderLimit'; reason: EncoderLimit }
  | { type: 'frame'; frame: VideoFrame }
  | { type: 'ping' }

export type FromWorker =
  /** The first finished frame is out. */
  | { type: 'ready'; drawnBy: 'cpu' | 'webgl' }
  | { type: 'level'; level: EffectLevel }
  /** Nothing was drawn and nothing will be. */
  | { type: 'unavailable'; reason: string }
  | { type: 'finished'; frame: VideoFrame | null }
  /** From reading a frame to having written it; only when measured. */
  | { type: 'measured'; frameMs: number }
  | { type: 'pong' }
