// Tries camera, microphone and speaker, the ones that calls would use.
import { NoDevice, openCamera, openMicrophone } from '../devices/capture.ts'
import { meterTrack } from '../devices/level.ts'
import { preferencesStore } from '../devices/preferences.ts'
import { playTone } from '../ringing/tones.ts'
import type { CameraFacts, MicrophoneFacts, NoDeviceWord } from './facts.ts'
import { readPicture } from './read-picture.ts'
import { OutOfTime, pause, within } from './waiting.ts'

/** The browser asks for permission meanwhile. */
const permissionMs = 45_000
const listenMs = 5000
/** Heard this loud for this long, nobody has to go on speaking. */
const loudLevel = 0.2
const loudEnoughMs = 600
const tuneMs = 2600

const endTrack = (track: MediaStreamTrack) => track.stop()

function problemOf(error: unknown): NoDeviceWord {
  if (error instanceof NoDevice) return error.problem
  if (error instanceof OutOfTime) return 'ignored'
  throw error
}

/** `show` gets the picture; the track stays open for the call with oneself, until the caller stops it. */
export async function checkCamera(
  signal: AbortSignal,
  show: (track: MediaStreamTrack) => void,
): Promise<CameraFacts> {
  const { cameraId } = preferencesStore.getState()
  let track: MediaStreamTrack
  try {
    track = await within(openCamera(cameraId), permissionMs, signal, endTrack)
  } catch (error) {
    if (signal.aborted) throw error
    return { problem: problemOf(error) }
  }
  show(track)
  return { problem: null, ...(await readPicture(track, signal)) }
}

/** `hear` gets the level, 0 to 1, while it listens. */
export async function checkMicrophone(
  signal: AbortSignal,
  hear: (level: number) => void,
): Promise<MicrophoneFacts> {
  const { microphoneId } = preferencesStore.getState()
  let track: MediaStreamTrack
  try {
    track = await within(openMicrophone(microphoneId, {}), permissionMs, signal, endTrack)
  } catch (error) {
    if (signal.aborted) throw error
    return { problem: problemOf(error) }
  }
  try {
    const loudest = await listen(track, signal, hear)
    return { problem: null, loudest, isMutedBySystem: track.muted }
  } finally {
    track.stop()
  }
}

/** The loudest moment; ends early when enough was heard. */
async function listen(
  track: MediaStreamTrack,
  signal: AbortSignal,
  hear: (level: number) => void,
): Promise<number> {
  let loudest = 0
  let loudMs = 0
  let enough: () => void = () => {}
  const heardEnough = new Promise<void>((resolve) => {
    enough = resolve
  })
  const stop = meterTrack(track, (level, passedMs) => {
    loudest = Math.max(loudest, level)
    hear(level)
    if (level > loudLevel) loudMs += passedMs
    if (loudMs > loudEnoughMs) enough()
  })
  try {
    await within(heardEnough, listenMs, signal).catch((error) => {
      if (!(error instanceof OutOfTime)) throw error
    })
    return loudest
  } finally {
    stop()
  }
}

/** Plays a tune through the chosen speaker; false: the browser lets nothing be heard. */
export async function playTune(signal: AbortSignal): Promise<boolean> {
  if (typeof AudioContext === 'undefined') return false
  const stop = playTone('ring', preferencesStore.getState().speakerId)
  try {
    await pause(tuneMs, signal)
  } finally {
    stop()
  }
  return true
}
