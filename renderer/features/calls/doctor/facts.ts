// What the call doctor measures, check by check. Only facts: what they mean is decided in diagnose.ts.
import type { DeviceProblem } from '../state.ts'

export const checkIds = [
  'secure',
  'camera',
  'microphone',
  'speaker',
  'server',
  'udp',
  'tcp',
  'turn',
  'loopback',
  'bandwidth',
] as const
export type CheckId = (typeof checkIds)[number]

/** ignored: the browser asked for permission and nobody answered. */
export type NoDeviceWord = DeviceProblem | 'ignored'

export type SecureFacts = { isSecure: boolean; hasWebRtc: boolean; host: string }
export type CameraFacts = { problem: NoDeviceWord } | (CameraPicture & { problem: null })
export type CameraPicture = {
  width: number
  height: number
  framesPerSecond: number
  /** 0 (black) to 255; null: could not be read. */
  brightness: number | null
}
export type MicrophoneFacts =
  | { problem: NoDeviceWord }
  | { problem: null; loudest: number; isMutedBySystem: boolean }
/** null: not answered yet. */
export type SpeakerFacts = { isPlayed: boolean; isHeard: boolean | null }
export type ServerFacts = {
  isSocketUp: boolean
  /** Median of several; null: none came back. */
  roundTripMs: number | null
  isPageReached: boolean
  /** Whether the server has somebody to carry media. */
  isAvailable: boolean
  paths: MediaPaths
}
export type MediaPaths = { addresses: string[]; udpPorts: number[]; tcpPorts: number[]; turnUrls: string[] }

/** A try to connect to one announced address and port, over one protocol only. */
export type PathFacts = { address: string; port: number; connectMs: number | null }
/** A try to connect over one TURN server only. `isAllocated`: it answered and let us in. */
export type TurnFacts = {
  url: string
  isAllocated: boolean
  connectMs: number | null
  errorCode: number | null
}
export type LoopbackFacts = {
  isConnected: boolean
  path: 'udp' | 'tcp' | 'relay' | null
  picture: { width: number; height: number; framesPerSecond: number | null } | null
  /** From the painted picture to the same one come back. */
  delayMs: number | null
  hasSound: boolean
}
export type BandwidthFacts = {
  upBitsPerSecond: number
  downBitsPerSecond: number
  /** What the browser thinks it may send. */
  availableUp: number | null
  lossUpPercent: number | null
  lossDownPercent: number | null
  roundTripMs: number | null
  jitterMs: number | null
  cpuLimitedPercent: number
}

/** Missing: not measured, because it was skipped, cancelled, or took too long. */
export type Facts = {
  secure?: SecureFacts
  camera?: CameraFacts
  microphone?: MicrophoneFacts
  speaker?: SpeakerFacts
  server?: ServerFacts
  udp?: PathFacts[]
  tcp?: PathFacts[]
  turn?: TurnFacts[]
  loopback?: LoopbackFacts
  bandwidth?: BandwidthFacts
  /** Asked for, but not included in a report unless the person wants it. */
  ownAddresses?: string[]
  /** The page was not on screen all the time: browsers slow it down then. */
  wasHidden?: boolean
  /** Checks that ran out of time. */
  late?: CheckId[]
}
