// The call this window is in: what the screen draws. Written by live/ alone; components read it and call actions.ts.
import { create } from 'zustand'
import type { MediaSource, SeatView } from '../../../contract/call-signals.ts'
import type { CallView } from '../../../contract/calls.ts'
import type { CallId, ChannelId, PersonId, SeatId } from '../../../contract/ids.ts'

/**
 * idle: in no call. preparing: looking at oneself before joining. joining: asked for a seat. waiting: in the lobby.
 * joined: there. reconnecting: joined, but signalling or media are cut and being mended. lost: it is over, `lostReason`.
 */
export type CallPhase = 'idle' | 'preparing' | 'joining' | 'waiting' | 'joined' | 'reconnecting' | 'lost'
export type LostReason =
  | 'left'
  | 'ended'
  | 'removed'
  | 'refused'
  | 'moved'
  | 'accessEnded'
  | 'failed'
  | 'unavailable'
  | 'locked'
  | 'full'

/** Somebody else's microphone, camera or screen, as it arrives here. */
export type RemoteMedia = {
  producerId: string
  consumerId: string
  seatId: SeatId
  source: MediaSource
  shareId: string | null
  track: MediaStreamTrack
  isPaused: boolean
  /** The layer that comes now, 0 the smallest; null: none. */
  spatialLayer: number | null
  /** 0 (nothing arrives) to 10 (all of it): the publisher's way to the server, and the server's way to us. */
  publisherScore: number | null
  viewerScore: number | null
}

/** A screen of one's own that others see. */
export type OwnShare = {
  shareId: string
  track: MediaStreamTrack
  hasSound: boolean
  hint: 'text' | 'motion'
}

export type Weakness = 'none' | 'mine' | 'theirs' | 'everywhere'

export type OwnMedia = {
  isMuted: boolean
  isCameraOn: boolean
  /** What the camera sends, after the background effect; null when off. For the self view. */
  cameraTrack: MediaStreamTrack | null
  shares: OwnShare[]
  /** Speaks, but is muted. */
  isTalkingWhileMuted: boolean
  /** Microphone or camera that could not be had, in a word for the translation files. */
  microphoneProblem: DeviceProblem | null
  cameraProblem: DeviceProblem | null
}
export type DeviceProblem = 'denied' | 'missing' | 'busy' | 'unknown'

/** What a viewer should be told once, as a toast; `key` in calls.json under `notice.`. */
export type CallNotice = { id: number; key: string; values?: Record<string, string> }

export type LiveCallState = {
  phase: CallPhase
  lostReason: LostReason | null
  /** The channel to prepare for, or of the call. */
  channelId: ChannelId | null
  callId: CallId | null
  call: CallView | null
  seatId: SeatId | null
  /** All seats, the own one too. */
  seats: ReadonlyMap<SeatId, SeatView>
  /** By producerId. */
  media: ReadonlyMap<string, RemoteMedia>
  own: OwnMedia
  speakerId: SeatId | null
  weakness: Weakness
  /** Seats whose own way is weak. */
  weakSeats: ReadonlySet<SeatId>
  /** A host asks to unmute. */
  unmuteAskedBy: PersonId | null
  reactions: readonly { id: number; seatId: SeatId; emoji: string }[]
  notices: readonly CallNotice[]
  isMinimised: boolean
  joinedAtMs: number | null
}

export const noOwnMedia: OwnMedia = {
  isMuted: true,
  isCameraOn: false,
  cameraTrack: null,
  shares: [],
  isTalkingWhileMuted: false,
  microphoneProblem: null,
  cameraProblem: null,
}

export const noCall: LiveCallState = {
  phase: 'idle',
  lostReason: null,
  channelId: null,
  callId: null,
  call: null,
  seatId: null,
  seats: new Map(),
  media: new Map(),
  own: noOwnMedia,
  speakerId: null,
  weakness: 'none',
  weakSeats: new Set(),
  unmuteAskedBy: null,
  reactions: [],
  notices: [],
  isMinimised: false,
  joinedAtMs: null,
}

export const liveCallStore = create<LiveCallState>(() => noCall)

/** Loudness per seat, 0 (silent) to 1; apart, because it changes several times a second. */
export const levelsStore = create<{ levels: ReadonlyMap<SeatId, number> }>(() => ({ levels: new Map() }))
