// Asks the browser for a screen, a window or a tab, with its sound where the platform gives it.
import type { OwnShare } from '../state.ts'
import { contentHintOf } from './encodings.ts'
import { say } from './telling.ts'

/** What Chromium understands beyond the DOM library's types. */
type ScreenOptions = DisplayMediaStreamOptions & {
  systemAudio?: 'include' | 'exclude'
  selfBrowserSurface?: 'include' | 'exclude'
  surfaceSwitching?: 'include' | 'exclude'
}

/** Null: the person thought better of it, or it can't be done, which is said. */
export async function captureScreen(
  hint: OwnShare['hint'],
): Promise<{ track: MediaStreamTrack; sound: MediaStreamTrack | null } | null> {
  // The sound of a whole system holds the others' voices, which would come back to them as an echo.
  const canLeaveOut = 'restrictOwnAudio' in (navigator.mediaDevices?.getSupportedConstraints?.() ?? {})
  const options: ScreenOptions = {
    // As large as the screen is and as fast as the faster hint needs: the hint may change without asking again.
    video: { frameRate: { ideal: 30, max: 30 }, width: { max: 3840 }, height: { max: 2160 } },
    audio: {
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
      ...(canLeaveOut && { restrictOwnAudio: true }),
    },
    // The sound of a single tab can be shared either way.
    systemAudio: canLeaveOut ? 'include' : 'exclude',
    selfBrowserSurface: 'exclude',
    surfaceSwitching: 'include',
  }
  try {
    if (!navigator.mediaDevices?.getDisplayMedia) throw new Error('not offered here')
    const stream = await navigator.mediaDevices.getDisplayMedia(options)
    const [track] = stream.getVideoTracks()
    const [sound = null] = stream.getAudioTracks()
    if (!track) throw new Error('there is no picture')
    track.contentHint = contentHintOf(hint)
    if (sound) sound.contentHint = 'music'
    return { track, sound }
  } catch (error) {
    const isNo = error instanceof DOMException && error.name === 'NotAllowedError'
    if (!isNo) say('notice.shareFailed')
    return null
  }
}
