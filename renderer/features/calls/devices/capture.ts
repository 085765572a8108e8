// Opens microphones and cameras, and says in one word why one could not be had.
import type { DeviceProblem } from '../state.ts'

/** Why there is no device; `problem` is a word for the translation files. */
export class NoDevice extends Error {
  override name = 'NoDevice'
  readonly problem: DeviceProblem
  constructor(problem: DeviceProblem) {
    super(`No device: ${problem}`)
    this.problem = problem
  }
}

/** From getUserMedia's error names, see https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia */
export function problemOf(errorName: string): DeviceProblem {
  switch (errorName) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied'
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing'
    case 'NotReadableError':
    case 'AbortError':
      return 'busy'
    default:
      return 'unknown'
  }
}

const nameOf = (error: unknown) => (error instanceof Error || error instanceof DOMException ? error.name : '')
const isGone = (error: unknown) => problemOf(nameOf(error)) === 'missing'

const cameraConstraints: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30 },
}

async function open(constraints: MediaStreamConstraints): Promise<MediaStreamTrack> {
  // Browsers hide the devices from pages that came over plain http.
  if (!navigator.mediaDevices?.getUserMedia) throw new NoDevice('denied')
  const stream = await navigator.mediaDevices.getUserMedia(constraints)
  const [track] = stream.getTracks()
  if (!track) throw new NoDevice('missing')
  return track
}

/** The device of that id, or any when it is gone. Throws NoDevice. */
async function openDevice(
  kind: 'audio' | 'video',
  constraints: MediaTrackConstraints,
  deviceId: string | null,
): Promise<MediaStreamTrack> {
  try {
    const exactly = deviceId === null ? constraints : { ...constraints, deviceId: { exact: deviceId } }
    return await open({ [kind]: exactly }).catch((error) => {
      if (deviceId === null || !isGone(error)) throw error
      return open({ [kind]: constraints })
    })
  } catch (error) {
    throw error instanceof NoDevice ? error : new NoDevice(problemOf(nameOf(error)))
  }
}

export const openCamera = (deviceId: string | null): Promise<MediaStreamTrack> =>
  openDevice('video', cameraConstraints, deviceId)

export const openMicrophone = (
  deviceId: string | null,
  constraints: MediaTrackConstraints,
): Promise<MediaStreamTrack> => openDevice('audio', constraints, deviceId)

async function isStillToBeAsked(name: 'camera' | 'microphone'): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: name as PermissionName })).state === 'prompt'
  } catch {
    // A browser that does not tell asks once per kind.
    return false
  }
}

/** Asks for both in one question, the first time; holds them until the returned function is called. */
export async function askForBoth(): Promise<() => void> {
  const toAsk = await Promise.all([isStillToBeAsked('camera'), isStillToBeAsked('microphone')])
  if (!toAsk.every(Boolean)) return () => {}
  const stream = await navigator.mediaDevices
    ?.getUserMedia({ audio: true, video: cameraConstraints })
    .catch(() => null)
  return () => {
    for (const track of stream?.getTracks() ?? []) track.stop()
  }
}
